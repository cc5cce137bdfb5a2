"""The settings of secondary progression, one patient's course, and the visits that show the increase."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from ranvier.kernels.arrays import NO_VISIT
from ranvier.kernels.compiled import borrowing

NO_GRADE = -1
"""Stands for a grade that is missing."""

PYRAMIDAL = 0
"""The column of the pyramidal grade; seven functional systems and ambulation make eight."""


class ProgressionRule(NamedTuple):
    """Settings in ticks and days; a stretch lasts when it reaches its number of days.

    steps: ticks a score must rise, by reference score. relapse_score: after a relapse only higher scores
    matter; low_score: references below it need steps of a whole point. walking_score: from it on the
    pyramidal grade counts as walking_grade or more.
    """

    steps: NDArray[np.int32]
    lowest_score: int
    with_systems: bool
    lowest_pyramidal: int
    held_days: int
    clear_days: int
    improvement_days: int
    level_days: int
    relapse_score: int
    low_score: int
    walking_score: int
    walking_grade: int


class ProgressionCourse(NamedTuple):
    """Visits of one patient by day; grades: eight columns, NO_GRADE where missing."""

    day: NDArray[np.int32]
    score: NDArray[np.int32]
    since_relapse: NDArray[np.int32]
    grades: NDArray[np.int8]


class Search(NamedTuple):
    """The visit that scores are measured from, and the first that is searched."""

    reference: int
    start: int


@borrowing
def has_grades(course: ProgressionCourse, visit: int, rule: ProgressionRule) -> bool:
    """Whether a functional system was graded at *visit*, or none is asked for."""
    if not rule.with_systems:
        return True
    for system in range(course.grades.shape[1]):  # noqa: SIM110 - any() over a generator does not compile
        if course.grades[visit, system] != NO_GRADE:
            return True
    return False


@borrowing
def is_clear_visit(course: ProgressionCourse, visit: int, rule: ProgressionRule) -> bool:
    """Whether *visit* lies far enough after the latest relapse."""
    return course.since_relapse[visit] >= rule.clear_days


@borrowing
def follows_relapse(course: ProgressionCourse, visit: int) -> bool:
    """Whether a relapse began since the visit before, its day included."""
    gap_days = course.day[visit] - course.day[visit - 1] if visit > 0 else 0
    return course.since_relapse[visit] <= gap_days


@borrowing
def is_raised(course: ProgressionCourse, visit: int, reference: int, rule: ProgressionRule) -> bool:
    """Whether the score at *visit* is high enough and a full step above that at *reference*."""
    score, from_score = course.score[visit], course.score[reference]
    return score >= rule.lowest_score and score - from_score >= rule.steps[from_score]


@borrowing
def shows_increase(course: ProgressionCourse, visit: int, search: Search, rule: ProgressionRule) -> bool:
    """Whether *visit* shows the increase, or is a single one without it after one with it."""
    if is_raised(course, visit, search.reference, rule):
        return True
    if visit == search.start or not is_raised(course, visit - 1, search.reference, rule):
        return False
    return visit == len(course.day) - 1 or is_raised(course, visit + 1, search.reference, rule)


@borrowing
def last_supporting_visit(
    course: ProgressionCourse, onset: int, search: Search, rule: ProgressionRule
) -> int:
    """The last clear visit of the run of the increase from *onset* on."""
    support = NO_VISIT
    for visit in range(onset, len(course.day)):
        if not shows_increase(course, visit, search, rule):
            break
        if is_clear_visit(course, visit, rule):
            support = visit
    return support


@borrowing
def last_lower_visit(course: ProgressionCourse, begin: int, reference: int) -> int:
    """The last visit of the run of scores below that at *reference*, from *begin* on."""
    last = NO_VISIT
    for visit in range(begin, len(course.day)):
        if course.score[visit] >= course.score[reference]:
            break
        last = visit
    return last


@borrowing
def lasts(course: ProgressionCourse, begin: int, last: int, days: int) -> bool:
    """Whether *last* lies at least *days* after *begin*."""
    return last != NO_VISIT and course.day[last] - course.day[begin] >= days
