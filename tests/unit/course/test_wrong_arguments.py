"""What is given in the wrong place is refused with a word on what to give instead, never a traceback."""

from __future__ import annotations

import pickle

import polars as pl
import pytest

import ranvier as rv
from ranvier.errors import UsageError
from tests.small_cohorts import cohort_of, on, visits_of

VISITS = pl.DataFrame(
    {"patient_id": ["a"] * 3, "date": [on(day) for day in (0, 180, 360)], "edss": [2.0, 3.0, 3.0]}
)
COHORT = cohort_of(visits=visits_of("a", {0: 2.0, 180: 3.0, 360: 3.0}))
ZEROS = VISITS.select("patient_id", zero_date="date")

OF_A_COHORT = {
    "count_relapses": (ZEROS,),
    "find_baseline": (ZEROS,),
    "find_change": (ZEROS, rv.EdssChange()),
    "find_decisions": (rv.PRIMARY,),
    "find_edss_plus": (rv.EdssPlus(),),
    "find_epochs": (),
    "find_follow_up": (ZEROS, rv.FreeOfWorsening()),
    "find_milestone": (rv.Milestone(),),
    "explain_patient": ("a", rv.PRIMARY),
    "find_multiverse": ({"primary": rv.PRIMARY},),
    "find_neda": (ZEROS,),
    "find_observation": (),
    "find_relapses": (),
    "find_score_parts": (rv.ScoreParts(),),
    "find_secondary_progression": (rv.SecondaryProgression(),),
    "find_time_to_event": (rv.PRIMARY,),
    "find_time_zero": (),
    "find_two_reference_visits": (rv.TwoReferences(),),
    "find_unconfirmed": (rv.PRIMARY,),
}


@pytest.mark.parametrize("name", OF_A_COHORT)
def test_a_frame_in_the_place_of_a_cohort_is_refused(name):
    with pytest.raises(UsageError, match="needs a cohort") as error:
        getattr(rv, name)(VISITS, *OF_A_COHORT[name])
    assert "read_frames(visits, relapses)" in error.value.hint
    assert error.value.where == "cohort, which is a DataFrame"


def test_a_function_that_looks_at_its_cohort_can_still_be_sent_to_another_process():
    assert pickle.loads(pickle.dumps(rv.find_epochs)) is rv.find_epochs


@pytest.mark.parametrize(
    ("definitions", "where"),
    [
        (rv.PRESETS, "msoutcomes_cdw"),
        ({name: rv.preset(name) for name in rv.PRESETS}, "lorscheider2016"),
        ([rv.PRIMARY], "list"),
        (VISITS, "DataFrame"),
    ],
    ids=["presets with their sources", "all schools", "a list", "a frame"],
)
def test_what_has_no_place_in_a_table_of_definitions_is_refused_by_name(definitions, where):
    with pytest.raises(UsageError) as error:
        rv.find_multiverse(COHORT, definitions)
    assert where in error.value.where
    assert error.value.hint


def test_a_definition_in_the_place_of_times_zero_is_refused():
    with pytest.raises(UsageError, match="not a Neda") as error:
        rv.find_neda(COHORT, rv.Neda())
    assert "find_time_zero" in error.value.hint


def test_a_definition_of_worsening_does_not_say_who_is_free_of_it():
    with pytest.raises(UsageError, match="ConfirmedWorsening") as error:
        rv.find_follow_up(COHORT, ZEROS, rv.PRIMARY)
    assert "FreeOfWorsening(worsening=...)" in error.value.hint


@pytest.mark.parametrize(
    ("given", "hint"),
    [("kappos2018", "preset(name)"), (rv.Pira, "Pira()"), (rv.PRESETS["kappos2018"], ".definition")],
    ids=["name", "class", "preset"],
)
def test_what_is_no_definition_is_told_how_to_become_one(given, hint):
    with pytest.raises(UsageError) as error:
        rv.find_events(VISITS, given)
    assert hint in error.value.hint


def test_relapses_in_the_third_place_are_told_to_go_in_by_name():
    relapses = pl.DataFrame({"patient_id": ["a"], "onset_date": [on(170)]})
    with pytest.raises(UsageError) as error:
        rv.find_events(VISITS, rv.PRIMARY, relapses)
    assert "relapses=" in error.value.hint


@pytest.mark.parametrize("given", ["muller2023", rv.PRESETS["muller2023"]], ids=["name", "preset"])
def test_settings_are_those_of_a_definition(given):
    with pytest.raises(UsageError) as error:
        rv.settings_used(given)
    assert "preset(name)" in error.value.hint


def test_a_single_value_of_a_grid_is_told_to_go_in_brackets():
    with pytest.raises(UsageError, match="the values of confirm_after_days are no list"):
        rv.definition_grid({"confirm_after_days": 84})
