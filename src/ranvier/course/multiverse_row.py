"""What one definition finds in a whole cohort, as one row of numbers."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from ranvier.course.follow_up import exit_days
from ranvier.definitions.confirmed_change import ConfirmedChange, Occurrence
from ranvier.definitions.improvement import ConfirmedImprovement
from ranvier.definitions.pira import Pira, Raw
from ranvier.definitions.worsening import ConfirmedWorsening
from ranvier.kernels.arrays import NO_VISIT
from ranvier.kernels.event_rows import EventArrays
from ranvier.kernels.follow_up import FollowUpArrays
from ranvier.kernels.rules import BETTER, PIRA, RAW, UNDEFINED, WORSE
from ranvier.kernels.survival import count_by_day, product_limit
from ranvier.vocabulary.time import DAYS_PER_YEAR

Mask = NDArray[np.bool_]


class Courses(NamedTuple):
    """Where each patient's visits begin, and the day of each visit from the patient's first one."""

    offset: NDArray[np.int64]
    day: NDArray[np.int32]


class MultiverseRow(NamedTuple):
    """One definition's numbers; percentages of worsenings are NaN where there is none to divide by."""

    n_with_event: int
    n_events: int
    person_years: float
    rate_per_year: float
    raw_percent: float
    pira_percent: float
    undefined_percent: float
    median_years: float
    free_percent: float


def summarise(
    courses: Courses, found: EventArrays, definition: ConfirmedChange, read_at_years: float
) -> MultiverseRow:
    """The numbers of the events that *definition* asks for.

    Patients are at risk until their first event or, without one, their last confirmable visit (course rule
    C17); where every event is asked for, person-years run on after events.
    """
    asked = asked_for(definition, found)
    patient, onset = found.patient[asked], found.onset[asked]
    first_onset = np.full(len(courses.offset) - 1, NO_VISIT, np.int32)
    first_onset[patient[::-1]] = onset[::-1]  # events come by onset: the first one is written last
    at_risk_days = _exits(courses, found, first_onset)
    every = definition.occurrence is Occurrence.EVERY
    counted_days = _exits(courses, found, np.full_like(first_onset, NO_VISIT)) if every else at_risk_days
    person_years = float(counted_days.sum() / DAYS_PER_YEAR)
    median_years, free_percent = _curve(at_risk_days, first_onset != NO_VISIT, read_at_years)
    return MultiverseRow(
        n_with_event=int((first_onset != NO_VISIT).sum()),
        n_events=len(onset),
        person_years=person_years,
        rate_per_year=len(onset) / person_years if person_years else float("nan"),
        **_shares(found.relation[asked & (found.direction == WORSE)]),
        median_years=median_years,
        free_percent=free_percent,
    )


def asked_for(definition: ConfirmedChange, found: EventArrays) -> Mask:
    """Which events are those of the definition; a first event is the right one already."""
    if definition.occurrence is Occurrence.FIRST:
        return np.ones(len(found.onset), np.bool_)
    if isinstance(definition, Pira):
        return np.asarray(found.relation == PIRA)
    if isinstance(definition, Raw):
        return np.asarray(found.relation == RAW)
    if isinstance(definition, ConfirmedWorsening):
        return np.asarray(found.direction == WORSE)
    if isinstance(definition, ConfirmedImprovement):
        return np.asarray(found.direction == BETTER)
    return np.ones(len(found.onset), np.bool_)


def _exits(courses: Courses, found: EventArrays, onset: NDArray[np.int32]) -> NDArray[np.int64]:
    nobody = np.full_like(onset, NO_VISIT)
    followed = FollowUpArrays(onset, nobody, nobody, found.last_confirmable, nobody)
    return exit_days(courses.day, courses.offset, followed).astype(np.int64)


def _curve(exits: NDArray[np.int64], event: Mask, read_at_years: float) -> tuple[float, float]:
    """Years until half have had the event, and the percentage free at a time; NaN where not reached."""
    counts = count_by_day(exits, event)
    free = product_limit(counts.n_at_risk, counts.n_events).survival
    half = np.flatnonzero(free <= 0.5)
    median = float(half[0]) / DAYS_PER_YEAR if len(half) else float("nan")
    day = round(read_at_years * DAYS_PER_YEAR)
    return median, 100 * float(free[day]) if day < len(free) else float("nan")


def _shares(relation: NDArray[np.int32]) -> dict[str, float]:
    n = len(relation)
    kinds = {"raw_percent": RAW, "pira_percent": PIRA, "undefined_percent": UNDEFINED}
    return {
        name: 100 * int((relation == kind).sum()) / n if n else float("nan") for name, kind in kinds.items()
    }
