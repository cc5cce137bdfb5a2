"""Two references: the kernel equals its twin, and order, names, others and the calendar change nothing."""

from __future__ import annotations

import os
from datetime import timedelta

import numpy as np
import polars as pl
import pytest
from hypothesis import given, settings, strategies as st

from ranvier.course.two_reference_rules import two_reference_rule
from ranvier.course.two_references import find_two_reference_events, find_two_reference_visits
from ranvier.kernels import two_reference_rows as row_of, two_references as kernel
from ranvier.kernels.arrays import NO_VISIT
from ranvier.kernels.rules import PIRA, RAW, UNDEFINED
from ranvier.kernels.two_reference_rule import EVENT, FALL, FIRST_VISIT, NO_EVENT, PIRA_DISTURBED, RESIDUAL
from tests.properties.courses import (
    cohorts,
    make_course,
    relapse_arrays_of,
    seeded_pick,
    visit_arrays_of,
)
from tests.properties.test_course_invariance import cohort_from, moved, renamed, several, shuffled
from tests.properties.two_reference_definitions import make_two_references, two_references
from tests.reference.two_references import Event, Found, find_two_references

RELATION = {
    RAW: "raw",
    PIRA: "pira",
    PIRA_DISTURBED: "pira_relapse_during_confirmation",
    UNDEFINED: "undefined",
}
WHY = {
    FIRST_VISIT: "first visit",
    EVENT: "event",
    RESIDUAL: "disability left by a relapse",
    FALL: "lower score",
}


def kernel_found(patients, definition):
    """What the kernel finds in the words of the twin, one for each patient."""
    visits = visit_arrays_of(patients)
    rows = kernel.annotate_visits(visits, relapse_arrays_of(patients), two_reference_rule(definition))
    return [
        _said(rows[first:end], first)
        for first, end in zip(visits.offset[:-1], visits.offset[1:], strict=True)
    ]


def _said(rows, first):
    def own(visit):
        return None if visit == NO_VISIT else int(visit - first)

    events = [
        Event(
            onset,
            RELATION[row[row_of.RELATION]],
            row[row_of.EVENT_SCORE] / 2,
            own(row[row_of.REFERENCE]),
            row[row_of.REFERENCE_SCORE] / 2,
            own(row[row_of.CONFIRMED]),
            own(row[row_of.LAST_MEMBER]),
        )
        for onset, row in enumerate(rows)
        if row[row_of.RELATION] != NO_EVENT
    ]
    general = _set(rows, row_of.GENERAL_WHY, row_of.GENERAL_SCORE)
    relapse = _set(rows, row_of.RELAPSE_WHY, row_of.RELAPSE_SCORE)
    return Found(events, general, relapse, set(np.flatnonzero(rows[:, row_of.REBASELINING]).tolist()))


def _set(rows, why, score):
    return {visit: (WHY[row[why]], row[score] / 2) for visit, row in enumerate(rows) if row[why] != 0}


def check(patients, definition):
    expected = [find_two_references(visits, relapses, definition) for visits, relapses in patients]
    assert kernel_found(patients, definition) == expected


@given(cohorts, two_references())
@settings(max_examples=60, deadline=None)
def test_plain_python_and_compiled_code_say_the_same(patients, definition):
    asked = visit_arrays_of(patients), relapse_arrays_of(patients), two_reference_rule(definition)
    kept, plain = kernel.annotate_visits.compiled(*asked), kernel.annotate_visits.plain(*asked)
    assert kept.dtype == plain.dtype and np.array_equal(kept, plain)


@given(cohorts, two_references())
@settings(max_examples=100, deadline=None)
def test_the_kernel_equals_its_twin(patients, definition):
    check(patients, definition)


def check_many(seeds):
    for seed in seeds:
        pick = seeded_pick(seed)
        definition = make_two_references(pick)
        check([make_course(pick) for _ in range(40)], definition)


def test_the_kernel_equals_its_twin_on_many_seeded_patients():
    check_many(range(500))


@pytest.mark.deep
@pytest.mark.skipif("RANVIER_DEEP" not in os.environ, reason="a long run; set RANVIER_DEEP=1")
def test_the_kernel_equals_its_twin_at_length():
    check_many(range(1_000, 16_000))


def both(cohort, definition):
    return find_two_reference_events(cohort, definition), find_two_reference_visits(cohort, definition)


def assert_same(found, expected):
    for table, other in zip(found, expected, strict=True):
        assert table.equals(other)


@given(several, two_references(), st.randoms(use_true_random=False))
@settings(max_examples=60, deadline=None)
def test_the_order_of_rows_changes_nothing(patients, definition, random):
    cohort = cohort_from(patients)
    assert_same(both(shuffled(cohort, random), definition), both(cohort, definition))


@given(several, two_references())
@settings(max_examples=40, deadline=None)
def test_the_names_of_patients_change_nothing(patients, definition):
    cohort = cohort_from(patients)
    found = [
        table.with_columns(pl.col("patient_id").str.strip_prefix("patient "))
        for table in both(renamed(cohort), definition)
    ]
    assert_same(found, both(cohort, definition))


@given(several, two_references())
@settings(max_examples=40, deadline=None)
def test_other_patients_change_nothing(patients, definition):
    alone = both(cohort_from(patients[:1]), definition)
    among = [table.filter(pl.col("patient_id") == "a") for table in both(cohort_from(patients), definition)]
    assert_same(among, alone)


@pytest.mark.parametrize("days", [-4000, 1, 59])
@given(several, two_references())
@settings(max_examples=25, deadline=None)
def test_the_calendar_changes_nothing(days, patients, definition):
    cohort = cohort_from(patients)
    back = [
        table.with_columns(pl.col(pl.Date) - timedelta(days=days))
        for table in both(moved(cohort, days), definition)
    ]
    assert_same(back, both(cohort, definition))
