"""What must change no event of any school: the order of rows, ids, other patients, and the calendar."""

from __future__ import annotations

from datetime import timedelta

import polars as pl
import pytest
from hypothesis import given, settings, strategies as st

import ranvier as rv
from ranvier.course.events import find_events
from tests.properties.test_course_invariance import cohort_from, moved, renamed, several, shuffled

SCHOOLS = {
    "lasting worsening": rv.SustainedWorsening(sustained_to_end=False),
    "lasting improvement": rv.SustainedImprovement(sustained_to_end=False),
    "lasting PIRA": rv.SustainedPira(sustained_to_end=False),
    "sequence": rv.SustainedSequence(),
    "secondary progression": rv.SecondaryProgression(uses_functional_systems=False, lowest_edss=2.0),
    "two references": rv.TwoReferences(),
    "EDSS-plus": rv.EdssPlus(),
    "milestone": rv.Milestone(score=3.0),
}
pytestmark = pytest.mark.parametrize("definition", SCHOOLS.values(), ids=SCHOOLS)
few = settings(max_examples=25, deadline=None)


@given(several, st.randoms(use_true_random=False))
@few
def test_the_order_of_rows_changes_no_event(definition, patients, random):
    cohort = cohort_from(patients)
    assert find_events(shuffled(cohort, random), definition).equals(find_events(cohort, definition))


@given(several)
@few
def test_the_names_of_patients_change_no_event(definition, patients):
    cohort = cohort_from(patients)
    found = find_events(renamed(cohort), definition)
    bare = found.with_columns(pl.col("patient_id").str.strip_prefix("patient "))
    assert bare.equals(find_events(cohort, definition))


@given(several)
@few
def test_other_patients_change_no_event(definition, patients):
    alone = find_events(cohort_from(patients[:1]), definition)
    among_others = find_events(cohort_from(patients), definition)
    assert among_others.filter(pl.col("patient_id") == "a").equals(alone)


@given(several, st.sampled_from((-4000, 1, 59)))
@few
def test_the_calendar_changes_no_event(definition, patients, days):
    cohort = cohort_from(patients)
    later = find_events(moved(cohort, days), definition)
    back = later.with_columns(pl.col(pl.Date) - timedelta(days=days))
    assert back.equals(find_events(cohort, definition))
