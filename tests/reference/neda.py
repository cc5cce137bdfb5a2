"""The slow twin of course/neda.py: one patient and one window at a time, in days from day 0."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from ranvier.definitions.confirmed_change import Occurrence
from ranvier.definitions.neda import Neda
from tests.reference import events as slow_events
from tests.reference.relapse_hygiene import first_onsets

Answer = bool | None


class Mri(NamedTuple):
    """An MRI of the brain; None: not read."""

    day: int
    new_t2: int | None
    gd_lesions: int | None
    change_percent: float | None


class Records(NamedTuple):
    """What was recorded of one patient; relapses None: no table of them."""

    visits: Sequence[tuple[int, float]]
    relapses: Sequence[int] | None
    mris: Sequence[Mri]


class Status(NamedTuple):
    """Components and status of one window."""

    no_relapse: Answer
    no_worsening: Answer
    no_mri_activity: Answer
    no_brain_loss: Answer
    neda3: Answer
    neda4: Answer


def find_neda(records: Records, definition: Neda) -> list[Status]:
    """The status of each window."""
    base = definition.starts_after_days
    starts = [base + number * definition.window_days for number in range(definition.n_windows)]
    return [judge(records, base, start, definition) for start in starts]


def judge(records: Records, base: int, start: int, definition: Neda) -> Status:
    """The status of the window that begins at *start*."""
    end = start + definition.window_days
    last_day = max((day for day, _ in records.visits), default=None)
    is_complete = last_day is not None and last_day > 0 and last_day >= end
    relapse = no_relapse(records, start, end, is_complete, definition)
    worsening = no_worsening(records, base, start, is_complete, definition)
    mri = no_mri_activity(records.mris, start, end, is_complete, definition)
    brain = no_brain_loss(records.mris, start, end, definition)
    return Status(
        relapse, worsening, mri, brain, both(relapse, worsening, mri), both(relapse, worsening, mri, brain)
    )


def both(*answers: Answer) -> Answer:
    """False if one is; else not known if one is not; else true."""
    if False in answers:
        return False
    return None if None in answers else True


def no_relapse(records: Records, start: int, end: int, is_complete: bool, definition: Neda) -> Answer:
    if records.relapses is None:
        return None
    onsets = sorted(records.relapses)
    first = first_onsets([(day, True) for day in onsets], definition.relapses.closest_days)
    if any(number == own and start < onsets[number] <= end for number, own in enumerate(first)):
        return False
    return True if is_complete else None


def no_worsening(records: Records, base: int, start: int, is_complete: bool, definition: Neda) -> Answer:
    end, worsening = start + definition.window_days, definition.worsening
    before = [visit for visit in records.visits if base - definition.reference_days <= visit[0] <= base]
    if not before:
        return None
    course = [before[-1], *(visit for visit in records.visits if visit[0] > base)]
    found = slow_events.find_events(course, records.relapses or [], worsening)
    onsets = [course[event.onset][0] for event in found if event.worse]
    if any(start < day <= end for day in onsets):
        return False
    is_over = worsening.occurrence is Occurrence.FIRST and any(day <= start for day in onsets)
    is_visited = any(is_late(day, start, end, definition) for day, _ in records.visits)
    pending = pending_day(course, found, definition)
    is_open = pending is not None and pending <= end and not any(day >= pending for day in onsets)
    return True if is_complete and is_visited and not is_open and not is_over else None


def is_late(day: int, start: int, end: int, definition: Neda) -> bool:
    """In the window and near enough to its end."""
    return start < day <= end and end - day <= definition.assessed_within_days


def pending_day(course: Sequence[tuple[int, float]], found: Sequence, definition: Neda) -> int | None:
    """The first visit of the run of worse visits that the record ends in, against the last reference."""
    reference = found[-1].confirmed if found and definition.worsening.reference == "roving" else 0
    level = course[reference][1]
    needed = definition.worsening.steps.change_from(level)
    visit = len(course)
    while visit - 1 > reference and course[visit - 1][1] - level >= needed:
        visit -= 1
    return course[visit][0] if visit < len(course) else None


def no_mri_activity(mris: Sequence[Mri], start: int, end: int, is_complete: bool, definition: Neda) -> Answer:
    answers: list[Answer] = []
    for mri in mris:
        if not start < mri.day <= end:
            continue
        earlier = [other.day for other in mris if other.day < mri.day]
        is_recent = not earlier or max(earlier) >= start - definition.reference_days
        if mri.gd_lesions:
            answers.append(False)
        elif mri.new_t2:
            answers.append(False if is_recent else None)
        elif mri.new_t2 == 0 and is_late(mri.day, start, end, definition):
            answers.append(True)
    if False in answers:
        return False
    return True if answers and None not in answers and is_complete else None


def no_brain_loss(mris: Sequence[Mri], start: int, end: int, definition: Neda) -> Answer:
    change, days = 0.0, 0
    for mri in mris:
        earlier = [other.day for other in mris if other.day < mri.day]
        is_recent = bool(earlier) and max(earlier) >= start - definition.reference_days
        if start < mri.day <= end and mri.change_percent is not None and is_recent:
            change, days = change + mri.change_percent, days + mri.day - max(earlier)
    if days == 0:
        return None
    return change * 365.25 / days >= -definition.brain_loss_percent_per_year - 1e-9
