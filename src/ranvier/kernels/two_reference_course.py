"""One patient's course with its distances to relapses, and a reference that can be gone back on."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from ranvier.kernels.arrays import FAR_DAYS, NO_VISIT
from ranvier.kernels.compiled import borrowing
from ranvier.kernels.two_reference_rule import TwoReferenceRule, Window


class Course(NamedTuple):
    """Visits of one patient by day, and the onsets of relapses by day.

    score: ticks of disability, 64-bit so that what is worked out of them is of one type. since_relapse,
    until_relapse: days from the latest and to the next onset, FAR_DAYS without. rebaselining: 1 at the
    first visit after a relapse and its window.
    """

    day: NDArray[np.int32]
    score: NDArray[np.int64]
    since_relapse: NDArray[np.int32]
    until_relapse: NDArray[np.int32]
    rebaselining: NDArray[np.int32]
    relapse_day: NDArray[np.int32]


class Ladder(NamedTuple):
    """A reference and the higher ones it came down from, the latest last; *length* holds their number."""

    visit: NDArray[np.int64]
    score: NDArray[np.int64]
    length: NDArray[np.int64]


@borrowing
def measure_course(course: Course, rule: TwoReferenceRule) -> None:
    """Fills since_relapse, until_relapse and rebaselining."""
    days, onsets = course.day, course.relapse_day
    for visit in range(len(days)):
        course.since_relapse[visit] = course.until_relapse[visit] = FAR_DAYS
        for onset in onsets:
            if onset <= days[visit]:
                course.since_relapse[visit] = days[visit] - onset
            if onset >= days[visit]:
                course.until_relapse[visit] = onset - days[visit]
                break
    course.rebaselining[:] = 0
    for onset in onsets:
        visit = first_later_visit(course, onset + rule.raw_after_days)
        if visit != NO_VISIT and not is_near_relapse(course, visit, rule):
            course.rebaselining[visit] = 1


@borrowing
def first_later_visit(course: Course, day: int) -> int:
    """The first visit after *day*."""
    for visit in range(len(course.day)):
        if course.day[visit] > day:
            return visit
    return NO_VISIT


@borrowing
def is_near_relapse(course: Course, visit: int, rule: TwoReferenceRule) -> bool:
    """Whether *visit* lies in the RAW window of any relapse."""
    return (
        course.until_relapse[visit] <= rule.raw_before_days
        or course.since_relapse[visit] <= rule.raw_after_days
    )


@borrowing
def confirming_visits(course: Course, visit: int, window: Window) -> tuple[int, int]:
    """The first and last visit that must agree with *visit*; twice NO_VISIT where the window has none."""
    first = visit + 1
    while first < len(course.day) and course.day[first] == course.day[visit]:
        first += 1
    for later in range(first, len(course.day)):
        waited_days = course.day[later] - course.day[visit]
        if waited_days > window.closes_days:
            break
        if waited_days >= window.opens_days:
            return (later if window.last_alone else first), later
    return NO_VISIT, NO_VISIT


@borrowing
def lowest(score: NDArray[np.int64], first: int, last: int) -> int:
    """The lowest score from visit *first* to visit *last*."""
    found = score[first]
    for visit in range(first, last + 1):
        found = min(found, score[visit])
    return found


@borrowing
def highest(score: NDArray[np.int64], first: int, last: int) -> int:
    """The highest score from visit *first* to visit *last*."""
    found = score[first]
    for visit in range(first, last + 1):
        found = max(found, score[visit])
    return found


@borrowing
def place_reference(ladder: Ladder, visit: int, score: int) -> None:
    """A new reference; what stood before is forgotten."""
    ladder.visit[0], ladder.score[0], ladder.length[0] = visit, score, 1


@borrowing
def lower_reference(ladder: Ladder, visit: int, score: int) -> None:
    """A lower reference; the one before can still be gone back to."""
    place = ladder.length[0]
    ladder.visit[place], ladder.score[place] = visit, score
    ladder.length[0] = place + 1


@borrowing
def current_score(ladder: Ladder) -> int:
    """The score of the reference in force."""
    return ladder.score[ladder.length[0] - 1]
