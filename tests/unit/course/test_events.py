"""`find_events` takes the definitions of every school and gives them all in the same columns."""

from __future__ import annotations

import polars as pl
import pytest

import ranvier as rv
from ranvier.course.baseline import find_baseline
from ranvier.course.events import COLUMNS, find_events
from ranvier.course.finders import find_rows
from ranvier.course.time_zero import find_time_zero
from ranvier.definitions.presets import PRESETS
from ranvier.errors import RanvierError, UsageError
from tests.small_cohorts import cohort_of, dose_of, on, relapses_of, visits_of

RISING = {0: 3.5, 180: 4.5, 360: 4.5, 540: 5.0, 720: 5.0}
SDMT = {0: 50, 180: 40, 360: 40, 540: 40, 720: 40}


def cohort():
    """One patient who worsens on day 180 on the EDSS and the SDMT, one who stays."""
    measures = [
        {"patient_id": "a", "date": on(day), "instrument": name, "value": float(value)}
        for name, values in {
            "sdmt": SDMT,
            "t25fw": dict.fromkeys(SDMT, 5),
            "nhpt": dict.fromkeys(SDMT, 20),
        }.items()
        for day, value in values.items()
    ]
    visits = [{**row, "fs_pyramidal": 2.0 if row["edss"] < 4 else 3.0} for row in visits_of("a", RISING)]
    steady = [{**row, "fs_pyramidal": 2.0} for row in visits_of("b", dict.fromkeys(RISING, 3.5))]
    return cohort_of(
        visits=[*visits, *steady],
        relapses=relapses_of("a", -400),
        measures=measures,
        mri=[{"patient_id": "a", "date": on(200), "new_t2": 1, "gd_lesions": 0}],
        administrations=[dose_of("a"), dose_of("b")],
    )


EVERY_KIND = {
    "worsening": (rv.PRIMARY, "worsening", "pira"),
    "pira": (rv.Pira(), "worsening", "pira"),
    "pira with MRI": (rv.PiraWithMri(), "worsening", "pira"),
    "sustained": (rv.SustainedWorsening(), "worsening", None),
    "sustained pira": (rv.SustainedPira(), "worsening", "pira"),
    "sequence": (rv.SustainedSequence(), "worsening", None),
    "two references": (rv.TwoReferences(), "worsening", "pira"),
    "EDSS-plus": (rv.EdssPlus(), "worsening", "pira"),
    "cognitive": (rv.CognitiveWorsening(), "worsening", "pira"),
    "secondary progression": (rv.SecondaryProgression(), "secondary_progression", None),
    "milestone": (rv.Milestone(score=4.5), "milestone", None),
}


@pytest.mark.parametrize("name", EVERY_KIND)
def test_every_kind_of_event_has_the_same_columns(name):
    definition, kind, relation = EVERY_KIND[name]
    found = find_events(cohort(), definition)
    assert {column: found.schema[column] for column in COLUMNS} == COLUMNS
    assert set(found["patient_id"]) == {"a"}  # who has no event has no row
    first = found.row(0, named=True)
    assert (first["kind"], first["relation"], first["onset_date"]) == (kind, relation, on(180))
    assert first["confirmed_date"] > first["onset_date"]
    assert found.equals(found.sort("patient_id", "onset_date"))


@pytest.mark.parametrize("name", EVERY_KIND)
def test_a_cohort_without_patients_has_the_same_columns(name):
    definition = EVERY_KIND[name][0]
    empty = cohort_of(visits=[], relapses=[], measures=[], mri=[])
    if name == "secondary progression":
        definition = rv.SecondaryProgression(uses_functional_systems=False)
    found = find_events(empty, definition)
    assert found.height == 0
    assert found.schema == find_events(cohort(), definition).schema


@pytest.mark.parametrize("name", PRESETS)
def test_every_published_definition_finds_its_events_here(name):
    found = find_events(cohort(), rv.preset(name))
    assert set(COLUMNS) <= set(found.columns)


def test_what_only_one_school_tells_follows_in_columns_of_its_own():
    others = {
        name: set(find_events(cohort(), definition).columns) - set(COLUMNS)
        for name, (definition, _, _) in EVERY_KIND.items()
    }
    assert others["pira with MRI"] - others["pira"] == {"mri_activity", "n_mri", "active_date"}
    assert others["sustained"] == {"held_until_date", "held_days"}
    assert others["two references"] == {"held_until_date", "holds_to_end", "event_score", "last_date"}
    assert others["EDSS-plus"] == {"component"}
    assert others["milestone"] == others["secondary progression"] == set()


def test_a_course_can_start_at_the_baseline():
    given = cohort()
    baselines = find_baseline(given, find_time_zero(given))
    for definition in (rv.PRIMARY, rv.SustainedWorsening(), rv.TwoReferences(), rv.Milestone(score=4.5)):
        assert find_events(given, definition, baselines)["onset_date"][0] == on(180)


def test_arguments_that_a_search_does_not_take_are_refused():
    given = cohort()
    baselines = find_baseline(given, find_time_zero(given))
    with pytest.raises(UsageError, match="SecondaryProgression is looked for in whole courses only"):
        find_events(given, rv.SecondaryProgression(), baselines)
    named = pl.DataFrame({"patient_id": ["a"], "date": [on(0)], "may_confirm": [False]})
    with pytest.raises(UsageError, match="TwoReferences takes no particulars"):
        find_events(given, rv.TwoReferences(), particulars=named)


def test_a_definition_without_events_is_refused_with_a_way_out():
    with pytest.raises(UsageError, match="Neda is no definition of events") as told:
        find_events(cohort(), rv.Neda())
    assert "find_neda" in told.value.hint


def test_tables_that_are_missing_are_named():
    bare = cohort_of(visits=visits_of("a", RISING))
    for definition in (rv.SustainedWorsening(), rv.SecondaryProgression(), rv.PiraWithMri()):
        with pytest.raises(RanvierError, match="relapses"):
            find_events(bare, definition)
    with pytest.raises(RanvierError, match="SDMT"):
        find_events(bare, rv.CognitiveWorsening())


def test_who_has_no_event_stays_in_the_rows_of_patients():
    rows = find_rows(cohort(), rv.Milestone(score=4.5))
    assert rows.select("patient_id", "reached").rows() == [("a", True), ("b", False)]


def test_frames_give_events_of_every_school_in_days():
    visits = pl.DataFrame({"patient_id": "a", "day": list(RISING), "edss": list(RISING.values())})
    relapses = pl.DataFrame({"patient_id": ["a"], "onset_day": [-400]})
    for definition in (rv.SustainedWorsening(), rv.TwoReferences(), rv.preset("lorscheider2016_edss_only")):
        found = rv.find_events(visits, definition, relapses=relapses)
        assert found["onset_day"].to_list() == [180]
