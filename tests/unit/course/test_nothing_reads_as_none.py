"""An endpoint whose table was not supplied, or that nobody looked at, is never reported as free of events."""

from __future__ import annotations

import polars as pl
import pytest

from ranvier.course.edss_plus import find_edss_plus
from ranvier.course.epochs import find_epochs
from ranvier.course.pira_with_mri import find_pira_with_mri
from ranvier.course.relapse_hygiene import find_relapses
from ranvier.course.relapse_rate import count_relapses, find_observation
from ranvier.course.score_parts import find_score_parts
from ranvier.course.secondary_progression import find_secondary_progression
from ranvier.course.sustained_change import find_sustained_changes
from ranvier.course.time_to_event import find_time_to_event
from ranvier.definitions.cognitive_worsening import CognitiveWorsening
from ranvier.definitions.edss_plus import EdssPlus
from ranvier.definitions.pira_with_mri import PiraWithMri
from ranvier.definitions.score_parts import ScoreParts
from ranvier.definitions.secondary_progression import LORSCHEIDER2016_EDSS_ONLY, SecondaryProgression
from ranvier.definitions.sustained_change import (
    SustainedImprovement,
    SustainedPira,
    SustainedSequence,
    SustainedWorsening,
)
from ranvier.errors import RanvierError
from tests.small_cohorts import cohort_of, on, relapses_of, visits_of

VISITS = visits_of("a", {0: 2.0, 100: 3.0, 300: 3.0, 500: 3.0})

NEED_RELAPSES = {
    "relapse rate": lambda cohort: count_relapses(cohort, find_observation(cohort)),
    "parts of a score": lambda cohort: find_score_parts(cohort, ScoreParts()),
    "PIRA with MRI": lambda cohort: find_pira_with_mri(cohort, PiraWithMri()),
    "SPMS": lambda cohort: find_secondary_progression(cohort, LORSCHEIDER2016_EDSS_ONLY),
    "CDW": lambda cohort: find_sustained_changes(cohort, SustainedWorsening()),
    "CDI": lambda cohort: find_sustained_changes(cohort, SustainedImprovement()),
    "PIRA": lambda cohort: find_sustained_changes(cohort, SustainedPira()),
    "sequence": lambda cohort: find_sustained_changes(cohort, SustainedSequence()),
}


@pytest.mark.parametrize("name", NEED_RELAPSES)
def test_without_relapses_nothing_is_said(name):
    with pytest.raises(RanvierError) as told:
        NEED_RELAPSES[name](cohort_of(visits=VISITS))
    assert "relapses" in str(told.value)
    NEED_RELAPSES[name](cohort_of(visits=VISITS, relapses=[]))  # supplied and empty: none known


def test_without_functional_systems_no_secondary_progression_is_told():
    with pytest.raises(RanvierError, match="functional systems"):
        find_secondary_progression(cohort_of(visits=VISITS, relapses=[]), SecondaryProgression())


def test_without_treatments_no_gap_is_told():
    with pytest.raises(RanvierError, match="without treatment"):
        find_epochs(cohort_of(visits=VISITS))


def test_without_the_sdmt_no_cognitive_worsening_is_told():
    with pytest.raises(RanvierError, match="SDMT"):
        find_time_to_event(cohort_of(visits=VISITS), CognitiveWorsening())


@pytest.mark.parametrize("with_mri", [False, True])
def test_without_an_mri_that_was_read_a_pira_is_of_unknown_activity(with_mri):
    unread = [{"patient_id": "a", "date": on(150), "region": "brain", "new_t2": None}]
    tables = {"mri": unread} if with_mri else {}
    found = find_pira_with_mri(cohort_of(visits=VISITS, relapses=[], **tables), PiraWithMri())
    assert found["mri_activity"].to_list() == ["unknown"]


def test_a_component_that_was_not_measured_twice_leaves_edss_plus_open():
    cohort = cohort_of(visits=visits_of("a", {0: 2.0, 500: 2.0}))
    found = find_edss_plus(cohort, EdssPlus()).row(0, named=True)
    assert (found["reached"], found["unmeasured"]) == (None, "t25fw; nhpt")
    assert find_time_to_event(cohort, EdssPlus())["observed"].to_list() == [None]


def test_too_few_visits_leave_secondary_progression_open():
    cohort = cohort_of(visits=VISITS[:2], relapses=relapses_of("a", 50))
    found = find_secondary_progression(cohort, LORSCHEIDER2016_EDSS_ONLY)
    assert found.select("reached", "unassessed").row(0) == (None, "fewer_than_3_visits")


def test_without_relapses_there_are_no_rows_that_could_be_counted_as_none():
    assert find_relapses(cohort_of(visits=VISITS)).select(pl.len()).item() == 0
    assert not cohort_of(visits=VISITS).has("relapses")
