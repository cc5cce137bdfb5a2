"""Runs of visits that show a change, and what makes a run long enough to be a sustained one."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from ranvier.kernels.arrays import FAR_DAYS, NO_VISIT, RelapseArrays, VisitArrays
from ranvier.kernels.compiled import borrowing, compiled
from ranvier.kernels.rules import BETTER, WORSE


class SustainedRule(NamedTuple):
    """The settings of a sustained change.

    worse_steps, better_steps: ticks a score must move, by reference score. held_days: at least so many from
    onset to the last supporting visit. period_days: the next reference is looked for up to so many after
    onset. clear_days: a visit so many days after a relapse is clear of it. ends_record: the last visit must
    support the change. rebases_where_spanned: a relapse moves the reference of a PIRA only then.
    keeps_direction: after an unconfirmed change of a sequence only its direction is searched.
    """

    worse_steps: NDArray[np.int32]
    better_steps: NDArray[np.int32]
    held_days: int
    period_days: int
    clear_days: int
    ends_record: bool
    rebases_where_spanned: bool
    keeps_direction: bool


class Course(NamedTuple):
    """Visits of one patient by day; since_relapse: days from the latest onset, FAR_DAYS without."""

    day: NDArray[np.int32]
    score: NDArray[np.int32]
    since_relapse: NDArray[np.int32]


@compiled
def days_since_relapse(visits: VisitArrays, relapses: RelapseArrays) -> NDArray[np.int32]:
    """Days from the latest relapse on or before each visit, FAR_DAYS where none is known."""
    since = np.full(len(visits.day), FAR_DAYS, np.int32)
    for number in range(len(visits.offset) - 1):
        relapse, end = relapses.offset[number], relapses.offset[number + 1]
        for visit in range(visits.offset[number], visits.offset[number + 1]):
            while relapse < end and relapses.day[relapse] <= visits.day[visit]:
                relapse += 1
            if relapse > relapses.offset[number]:
                since[visit] = visits.day[visit] - relapses.day[relapse - 1]
    return since


@borrowing
def is_clear(course: Course, visit: int, rule: SustainedRule) -> bool:
    """Whether *visit* lies far enough after the latest relapse."""
    return course.since_relapse[visit] >= rule.clear_days


@borrowing
def first_clear_visit(course: Course, search: int, rule: SustainedRule) -> int:
    """The first visit from *search* on that is clear of relapses."""
    for visit in range(search, len(course.day)):
        if is_clear(course, visit, rule):
            return visit
    return NO_VISIT


@borrowing
def shows_change(course: Course, visit: int, reference: int, direction: int, rule: SustainedRule) -> bool:
    """Whether the score at *visit* lies a full step away from that at *reference*."""
    from_score = course.score[reference]
    step = rule.worse_steps[from_score] if direction == WORSE else rule.better_steps[from_score]
    return (course.score[visit] - from_score) * direction >= step


@borrowing
def last_support(course: Course, onset: int, reference: int, direction: int, rule: SustainedRule) -> int:
    """The last visit of the run from *onset* that supports the change: a worsening needs a clear one."""
    support = NO_VISIT
    for visit in range(onset, len(course.day)):
        if not shows_change(course, visit, reference, direction, rule):
            break
        if direction == BETTER or is_clear(course, visit, rule):
            support = visit
    return support


@borrowing
def is_sustained(course: Course, onset: int, support: int, rule: SustainedRule) -> bool:
    """Whether the change from *onset* to *support* lasts long enough."""
    if support == NO_VISIT:
        return False
    held_days = course.day[support] - course.day[onset]
    return held_days >= rule.held_days and (not rule.ends_record or course.day[support] == course.day[-1])


@borrowing
def next_sustained(
    course: Course, search: int, reference: int, direction: int, rule: SustainedRule
) -> tuple[int, int]:
    """Onset and last support of the first sustained change from *search* on."""
    for visit in range(search, len(course.day)):
        if shows_change(course, visit, reference, direction, rule):
            support = last_support(course, visit, reference, direction, rule)
            if is_sustained(course, visit, support, rule):
                return visit, support
    return NO_VISIT, NO_VISIT


@borrowing
def confirming_visit(course: Course, onset: int, support: int, direction: int, rule: SustainedRule) -> int:
    """The first supporting visit that lies long enough after *onset*."""
    for visit in range(onset, support):
        is_late = course.day[visit] - course.day[onset] >= rule.held_days
        if is_late and (direction == BETTER or is_clear(course, visit, rule)):
            return visit
    return support


@borrowing
def lowest_visit(course: Course, onset: int, rule: SustainedRule) -> int:
    """The first visit with the lowest score of the confirmation period, and at least of two visits."""
    lowest = onset
    for visit in range(onset + 1, len(course.day)):
        if visit > onset + 1 and course.day[visit] - course.day[onset] > rule.period_days:
            break
        if course.score[visit] < course.score[lowest]:
            lowest = visit
    return lowest
