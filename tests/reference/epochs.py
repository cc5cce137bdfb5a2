"""The slow twin of course/epochs.py: one patient's treatments, day by day."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple


class Course(NamedTuple):
    """A treatment from a day until the day before another; None: no end."""

    substance: str
    from_day: int
    to_day: int | None


class Epoch(NamedTuple):
    """A stretch that one course holds; substance None: no treatment."""

    start_day: int
    end_day: int
    substance: str | None
    course_day: int | None
    beside: tuple[str, ...]
    begins: str
    assessed_from: int


def merged(courses: Sequence[Course], end_day: int, bridged_days: int) -> list[Course]:
    """The courses until *end_day*; those of one substance with a short gap, or none, are one."""
    found: list[Course] = []
    closed = [
        (c.substance, c.from_day, end_day if c.to_day is None else min(c.to_day, end_day)) for c in courses
    ]
    for substance, from_day, to_day in sorted(closed):
        if from_day >= to_day:
            continue
        last = found[-1] if found and found[-1].substance == substance else None
        if last is not None and last.to_day is not None and from_day <= last.to_day + bridged_days:
            found[-1] = Course(substance, last.from_day, max(last.to_day, to_day))
        else:
            found.append(Course(substance, from_day, to_day))
    return found


def find_epochs(
    courses: Sequence[Course], start_day: int, end_day: int, bridged_days: int, wash_in_days: int
) -> list[Epoch]:
    """Who holds each day of observation, and the runs of days that one course holds."""
    joined = merged(courses, end_day, bridged_days)
    holders: list[tuple[Course | None, set[str]]] = []
    for day in range(start_day, end_day):
        active = [c for c in joined if c.from_day <= day and c.to_day is not None and day < c.to_day]
        holder = min(active, key=lambda c: (-c.from_day, c.substance)) if active else None
        holders.append((holder, {c.substance for c in active if c is not holder}))
    epochs: list[Epoch] = []
    first = 0
    for day in range(1, len(holders) + 1):
        if day < len(holders) and holders[day][0] == holders[first][0]:
            continue
        holder = holders[first][0]
        beside = tuple(sorted(set().union(*(others for _, others in holders[first:day]))))
        start, end = start_day + first, start_day + day
        washed_in = start if holder is None else max(start, holder.from_day + wash_in_days)
        epochs.append(
            Epoch(
                start,
                end,
                holder.substance if holder else None,
                holder.from_day if holder else None,
                beside,
                how_it_begins(holder, start, epochs),
                min(end, washed_in),
            )
        )
        first = day
    return epochs


def how_it_begins(holder: Course | None, start: int, earlier: Sequence[Epoch]) -> str:
    """The word for the beginning of an epoch."""
    if holder is None:
        return "gap"
    if earlier and holder.from_day < start:
        return "resumed"
    return "switch" if earlier and earlier[-1].substance is not None else "start"
