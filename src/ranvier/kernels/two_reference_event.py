"""Whether a visit is a worsening from a reference, what confirms it, and how it relates to relapses."""

from __future__ import annotations

from typing import NamedTuple

from ranvier.kernels.arrays import NO_VISIT
from ranvier.kernels.compiled import borrowing, compiled
from ranvier.kernels.relapse_relation import any_between
from ranvier.kernels.rules import PIRA, RAW, UNDEFINED
from ranvier.kernels.two_reference_course import (
    Course,
    Ladder,
    confirming_visits,
    is_near_relapse,
    lowest,
)
from ranvier.kernels.two_reference_rule import (
    BY_EVERY_LATER_VISIT,
    BY_NOTHING,
    NO_EVENT,
    PIRA_DISTURBED,
    TwoReferenceRule,
)


class Worsening(NamedTuple):
    """A confirmed worsening: its kind, its score, the reference it counts from, the visit that confirms it.

    relation: NO_EVENT where there is none. confirmed: NO_VISIT where none was needed.
    """

    relation: int
    score: int
    reference: int
    reference_score: int
    confirmed: int


NO_WORSENING = Worsening(NO_EVENT, 0, NO_VISIT, 0, NO_VISIT)
"""Stands where nothing is found."""


@compiled
def worsening_at(
    course: Course, visit: int, ladder: Ladder, least: int, is_general: bool, rule: TwoReferenceRule
) -> Worsening:
    """The worsening that begins at *visit*, if there is one.

    least: a score that onset and confirmation must reach besides. is_general: asked of the general reference,
    so that what is found is undefined.
    """
    place = reference_place(course, visit, ladder, rule)
    if place < 0 or course.score[visit] < max(least, threshold(ladder.score[place], rule)):
        return NO_WORSENING
    reference, reference_score = ladder.visit[place], ladder.score[place]
    score = course.score[visit]
    relation = onset_relation(course, visit, is_general, rule)
    if needs_no_confirmation(course, visit, rule):
        return Worsening(relation, score, reference, reference_score, NO_VISIT)
    first, last = visits_that_confirm(course, visit, rule)
    if first == NO_VISIT:
        return NO_WORSENING
    reached = lowest(course.score, first, last)
    wanted = score if rule.is_monotonic else threshold(reference_score, rule)
    if reached < max(wanted, least):
        return NO_WORSENING
    if relation == PIRA and is_disturbed(course, visit, first, last, rule):
        relation = PIRA_DISTURBED
    return Worsening(relation, min(score, reached), reference, reference_score, last)


@borrowing
def threshold(reference_score: int, rule: TwoReferenceRule) -> int:
    """The score that is a full step above a reference."""
    return reference_score + rule.steps[reference_score]


@borrowing
def reference_place(course: Course, visit: int, ladder: Ladder, rule: TwoReferenceRule) -> int:
    """The place of the reference that *visit* is far enough from; −1 without one."""
    current = ladder.length[0] - 1
    if rule.distance_days == 0:
        return current
    if rule.from_previous_visit:
        waited_days = course.day[visit] - course.day[visit - 1]
        return current if waited_days >= rule.distance_days else -1
    for place in range(current, -1, -1):
        waited_days = course.day[visit] - course.day[ladder.visit[place]]
        if waited_days >= rule.distance_days and course.score[visit] >= threshold(ladder.score[place], rule):
            return place
        if not rule.backtracks:
            break
    return -1


@borrowing
def onset_relation(course: Course, visit: int, is_general: bool, rule: TwoReferenceRule) -> int:
    """What the relapses near the onset make of a worsening, before its confirmation is looked at."""
    if is_general:
        return UNDEFINED
    return RAW if is_near_relapse(course, visit, rule) else PIRA


@borrowing
def needs_no_confirmation(course: Course, visit: int, rule: TwoReferenceRule) -> bool:
    """Whether a worsening at *visit* counts as it is."""
    if rule.confirmed_by == BY_NOTHING:
        return True
    return rule.last_visit_counts and course.day[visit] == course.day[-1]


@borrowing
def visits_that_confirm(course: Course, visit: int, rule: TwoReferenceRule) -> tuple[int, int]:
    """The first and last visit that must agree with a worsening at *visit*; twice NO_VISIT without one."""
    if rule.confirmed_by != BY_EVERY_LATER_VISIT:
        return confirming_visits(course, visit, rule.window)
    for later in range(visit + 1, len(course.day)):
        if course.day[later] - course.day[visit] >= max(1, rule.sustained_at_least_days):
            return later, len(course.day) - 1
    return NO_VISIT, NO_VISIT


@borrowing
def is_disturbed(course: Course, onset: int, first: int, last: int, rule: TwoReferenceRule) -> bool:
    """Whether a relapse lies between onset and confirmation, or too near a confirming visit."""
    last_day = course.day[last]
    counts_between = not (rule.relapses_may_lie_between and rule.window.last_alone)
    if counts_between and any_between(course.relapse_day, course.day[onset], last_day + rule.raw_before_days):
        return True
    return (
        course.until_relapse[last] <= rule.raw_before_days
        or course.since_relapse[first] <= rule.raw_after_days
    )
