"""Sustained worsening, improvement and PIRA, and the sequence of both directions, as visit numbers.

The search keeps a reference and takes the first change from it that lasts; the lowest score after its onset
is the next reference. Source: S70, docs/reference/sources.md; drawn in tests/spec/msoutcomes.toml.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from ranvier.kernels.arrays import NO_VISIT, VisitArrays
from ranvier.kernels.compiled import borrowing, compiled
from ranvier.kernels.rules import BETTER, WORSE
from ranvier.kernels.sustained_rule import (
    Course,
    SustainedRule,
    confirming_visit,
    first_clear_visit,
    is_sustained,
    last_support,
    lowest_visit,
    next_sustained,
    shows_change,
)

WORSENING, IMPROVEMENT, INDEPENDENT, SEQUENCE = range(4)
"""What is looked for; independent: PIRA."""

PATIENT, DIRECTION, ONSET, REFERENCE, CONFIRMED, SUPPORT = range(6)
"""Columns of the rows that `find_sustained` fills."""


class Found(NamedTuple):
    """Rows of events being filled: patient number, the number of its first visit, and the rows."""

    number: int
    first_visit: int
    rows: NDArray[np.int32]


@compiled
def find_sustained(
    visits: VisitArrays, since_relapse: NDArray[np.int32], rule: SustainedRule, wanted: int
) -> NDArray[np.int32]:
    """Every event, by patient and onset: PATIENT to SUPPORT in a row, visits numbered over all patients."""
    rows = np.empty((len(visits.day), 6), np.int32)
    n_rows = 0
    for number in range(len(visits.offset) - 1):
        first, end = visits.offset[number], visits.offset[number + 1]
        course = Course(visits.day[first:end], visits.score[first:end], since_relapse[first:end])
        found = Found(number, first, rows)
        if wanted == SEQUENCE:
            n_rows = follow_sequence(course, rule, found, n_rows)
        elif wanted == INDEPENDENT:
            n_rows = follow_independent(course, rule, found, n_rows)
        else:
            direction = WORSE if wanted == WORSENING else BETTER
            n_rows = follow_direction(course, direction, rule, found, n_rows)
    return rows[:n_rows]


@borrowing
def follow_direction(course: Course, direction: int, rule: SustainedRule, found: Found, n_rows: int) -> int:
    """Writes every change of one patient in *direction*; the number of rows then."""
    reference = first_clear_visit(course, 0, rule)
    while reference != NO_VISIT:
        onset, support = next_sustained(course, reference + 1, reference, direction, rule)
        if onset == NO_VISIT:
            break
        confirmed = confirming_visit(course, onset, support, direction, rule)
        n_rows = write_change(found, n_rows, direction, onset, reference, confirmed, support)
        reference = lowest_visit(course, onset, rule)
    return n_rows


@borrowing
def follow_independent(course: Course, rule: SustainedRule, found: Found, n_rows: int) -> int:
    """Writes every worsening of one patient that begins before the next relapse; the number of rows then."""
    reference = first_clear_visit(course, 0, rule)
    while reference != NO_VISIT:
        crossed = first_visit_past_relapse(course, reference)
        onset, support = next_sustained(course, reference + 1, reference, WORSE, rule)
        if onset != NO_VISIT and (crossed == NO_VISIT or onset < crossed):
            confirmed = confirming_visit(course, onset, support, WORSE, rule)
            n_rows = write_change(found, n_rows, WORSE, onset, reference, confirmed, support)
            reference = lowest_visit(course, onset, rule)
        elif crossed != NO_VISIT and (onset != NO_VISIT or not rule.rebases_where_spanned):
            reference = first_clear_visit(course, crossed, rule)
        else:
            break
    return n_rows


@borrowing
def first_visit_past_relapse(course: Course, reference: int) -> int:
    """The first visit that a relapse on or after the day of *reference* comes before."""
    for visit in range(reference, len(course.day)):
        if course.since_relapse[visit] <= course.day[visit] - course.day[reference]:
            return visit
    return NO_VISIT


@borrowing
def follow_sequence(course: Course, rule: SustainedRule, found: Found, n_rows: int) -> int:
    """Writes the changes of one patient in either direction as they follow; the number of rows then."""
    reference = first_clear_visit(course, 0, rule)
    if reference == NO_VISIT:
        return n_rows
    search = reference + 1
    while search < len(course.day):
        onset, direction = search, direction_of(course, search, reference, rule)
        search += 1
        if direction == 0:
            continue
        support = last_support(course, onset, reference, direction, rule)
        if rule.keeps_direction and not is_sustained(course, onset, support, rule):
            onset, support = next_sustained(course, search, reference, direction, rule)
            if onset == NO_VISIT:
                break
        if is_sustained(course, onset, support, rule):
            confirmed = confirming_visit(course, onset, support, direction, rule)
            n_rows = write_change(found, n_rows, direction, onset, reference, confirmed, support)
            reference = lowest_visit(course, onset, rule)
            search = reference + 1
    return n_rows


@borrowing
def direction_of(course: Course, visit: int, reference: int, rule: SustainedRule) -> int:
    """WORSE or BETTER where *visit* shows a change, 0 where it shows none."""
    if shows_change(course, visit, reference, WORSE, rule):
        return WORSE
    return BETTER if shows_change(course, visit, reference, BETTER, rule) else 0


@borrowing
def write_change(
    found: Found, n_rows: int, direction: int, onset: int, reference: int, confirmed: int, support: int
) -> int:
    """Writes one event, its visits numbered over all patients; the number of rows then."""
    row = found.rows[n_rows]
    row[PATIENT], row[DIRECTION] = found.number, direction
    row[ONSET], row[REFERENCE] = found.first_visit + onset, found.first_visit + reference
    row[CONFIRMED], row[SUPPORT] = found.first_visit + confirmed, found.first_visit + support
    return n_rows + 1
