"""Onset of secondary progression in each patient's course, as visit numbers.

The search takes the first increase or improvement that lasts. An improvement becomes the reference; so does
the level that a relapse left behind; an increase that meets the definition ends the search.
Source: S70 and S71, docs/reference/sources.md; drawn in tests/spec/spms.toml.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from ranvier.kernels.arrays import NO_VISIT, VisitArrays
from ranvier.kernels.compiled import borrowing, compiled
from ranvier.kernels.leading_system import leading_system_holds, pyramidal_grade
from ranvier.kernels.progression_rule import (
    ProgressionCourse,
    ProgressionRule,
    Search,
    follows_relapse,
    has_grades,
    is_clear_visit,
    is_raised,
    last_lower_visit,
    last_supporting_visit,
    lasts,
    shows_increase,
)

FEWEST_VISITS = 3
"""With fewer visits nothing is said of a patient."""

ONSET, REFERENCE, CONFIRMED, WHY = range(4)
"""Columns of the rows that `find_progression` fills."""

SEARCHED, FEW_VISITS, NO_SYSTEMS, NOT_CLEAR = range(4)
"""In the column WHY: the course was searched, or why it could not be."""


@compiled
def find_progression(
    visits: VisitArrays,
    since_relapse: NDArray[np.int32],
    grades: NDArray[np.int8],
    rule: ProgressionRule,
) -> NDArray[np.int32]:
    """For each patient onset, reference and confirming visit, numbered over all patients, and WHY."""
    n_patients = len(visits.offset) - 1
    rows = np.full((n_patients, 4), NO_VISIT, np.int32)
    for number in range(n_patients):
        first, end = visits.offset[number], visits.offset[number + 1]
        course = ProgressionCourse(
            visits.day[first:end], visits.score[first:end], since_relapse[first:end], grades[first:end]
        )
        reference, rows[number, WHY] = first_reference(course, rule)
        if reference == NO_VISIT:
            continue
        onset, reference = follow_progression(course, reference, rule)
        if onset != NO_VISIT:
            rows[number, ONSET], rows[number, REFERENCE] = first + onset, first + reference
            rows[number, CONFIRMED] = first + first_visit_after(course, onset, rule.held_days)
    return rows


@borrowing
def first_reference(course: ProgressionCourse, rule: ProgressionRule) -> tuple[int, int]:
    """The first clear visit once functional systems are graded, or why there is none."""
    n_visits = len(course.day)
    if n_visits < FEWEST_VISITS:
        return NO_VISIT, FEW_VISITS
    graded = 0
    while graded < n_visits and not has_grades(course, graded, rule):
        graded += 1
    if n_visits - graded < FEWEST_VISITS:
        return NO_VISIT, NO_SYSTEMS
    for visit in range(graded, n_visits):
        if is_clear_visit(course, visit, rule):
            return visit, SEARCHED
    return NO_VISIT, NOT_CLEAR


@borrowing
def follow_progression(course: ProgressionCourse, reference: int, rule: ProgressionRule) -> tuple[int, int]:
    """Onset of secondary progression and the visit it is measured from."""
    n_visits = len(course.day)
    search = Search(reference, reference + 1)
    while search.start < n_visits - 1:
        onset, support = next_lasting_change(course, search, rule)
        if onset == NO_VISIT:
            break
        level = level_after_relapse(course, search, onset, rule)
        if level != NO_VISIT:
            search = Search(level, level + 1)
        elif support == NO_VISIT:
            search = from_reference(course, onset, rule)
        elif course.day[support] < course.day[n_visits - 1]:
            search = Search(search.reference, support + 1)
        elif follows_relapse(course, onset):
            search = from_reference(course, onset, rule)
        elif is_diagnostic(course, onset, search.reference, rule):
            return onset, search.reference
        else:
            search = Search(search.reference, onset + 1)
    return NO_VISIT, NO_VISIT


@borrowing
def next_lasting_change(course: ProgressionCourse, search: Search, rule: ProgressionRule) -> tuple[int, int]:
    """Onset of the first change that lasts; the last supporting visit, NO_VISIT for an improvement."""
    for visit in range(search.start, len(course.day)):
        if shows_increase(course, visit, search, rule):
            support = last_supporting_visit(course, visit, search, rule)
            if lasts(course, visit, support, rule.held_days):
                return visit, support
        lower = last_lower_visit(course, visit, search.reference)
        if lasts(course, visit, lower, rule.improvement_days):
            return visit, NO_VISIT
    return NO_VISIT, NO_VISIT


@borrowing
def level_after_relapse(course: ProgressionCourse, search: Search, onset: int, rule: ProgressionRule) -> int:
    """The new reference where a relapse before *onset* had raised the score; NO_VISIT where none had."""
    raised = NO_VISIT
    if course.score[search.reference] < rule.low_score:
        for visit in range(search.start, onset):
            if is_raised_by_relapse(course, visit, search.reference, rule):
                raised = visit
    if raised == NO_VISIT:
        return NO_VISIT
    for visit in range(raised + 1, onset):
        if has_grades(course, visit, rule):
            last = last_of_level(course, visit, onset, rule)
            if lasts(course, visit, last, rule.level_days):
                return visit
    return onset


@borrowing
def is_raised_by_relapse(
    course: ProgressionCourse, visit: int, reference: int, rule: ProgressionRule
) -> bool:
    """Whether *visit* follows a relapse with a score above the reference and above the visit before."""
    score = course.score[visit]
    is_higher = score > course.score[reference] and score > course.score[visit - 1]
    return is_higher and score > rule.relapse_score and follows_relapse(course, visit)


@borrowing
def last_of_level(course: ProgressionCourse, begin: int, end: int, rule: ProgressionRule) -> int:
    """The last visit before *end* of the run of scores that stay within a step of that at *begin*."""
    last = begin
    for visit in range(begin, end):
        moved = abs(course.score[visit] - course.score[begin])
        if moved >= rule.steps[min(course.score[begin], rule.low_score - 1)]:
            break
        last = visit
    return last


@borrowing
def from_reference(course: ProgressionCourse, onset: int, rule: ProgressionRule) -> Search:
    """The search from *onset* as reference, or from the next visit with functional systems."""
    reference = onset
    while reference < len(course.day) - 1 and not has_grades(course, reference, rule):
        reference += 1
    return Search(reference, reference + 1)


@borrowing
def is_diagnostic(course: ProgressionCourse, onset: int, reference: int, rule: ProgressionRule) -> bool:
    """Whether the increase that begins at *onset* is secondary progression."""
    if not is_raised(course, onset, reference, rule):
        return False
    confirmed = first_visit_after(course, onset, rule.held_days)
    for visit in range(onset + 1, confirmed + 1):
        if course.score[visit] < rule.lowest_score:
            return False
    if not rule.with_systems:
        return True
    return pyramidal_grade(course, onset, rule) >= rule.lowest_pyramidal and leading_system_holds(
        course, onset, reference, rule
    )


@borrowing
def first_visit_after(course: ProgressionCourse, onset: int, days: int) -> int:
    """The first visit at least *days* after *onset*; the last visit if none is."""
    visit = onset
    while visit < len(course.day) - 1 and course.day[visit] - course.day[onset] < days:
        visit += 1
    return visit
