"""Sustained changes as a table."""

from __future__ import annotations

from datetime import date, timedelta

import polars as pl
import pytest

from ranvier.course.baseline import find_baseline
from ranvier.course.sustained_change import find_sustained_changes
from ranvier.course.time_zero import find_time_zero
from ranvier.definitions.sustained_change import (
    MSOUTCOMES_CDESEQ,
    MSOUTCOMES_PIRA,
    SustainedPira,
    SustainedWorsening,
)
from ranvier.errors import RanvierError
from tests.oracles import msoutcomes
from tests.small_cohorts import cohort_of, dose_of, on, relapses_of, visits_of


def test_an_event_carries_its_visits_and_scores():
    cohort = cohort_of(visits=visits_of("a", {0: 2.0, 100: 3.0, 150: 3.0, 300: 3.5}), relapses=[])
    assert find_sustained_changes(cohort, SustainedWorsening()).rows(named=True) == [
        {
            "patient_id": "a",
            "kind": "worsening",
            "relation": None,  # whatever brought it about
            "onset_date": on(100),
            "onset_score": 3.0,
            "reference_date": on(0),
            "reference_score": 2.0,
            "confirmed_date": on(300),
            "confirmed_score": 3.5,
            "held_until_date": on(300),
            "held_days": 200,
        }
    ]


def test_with_baselines_the_baseline_is_the_reference_however_near_a_relapse():
    cohort = cohort_of(
        visits=visits_of("a", {-200: 4.0, -5: 2.0, 100: 3.0, 300: 3.0}),
        relapses=relapses_of("a", -10),
        administrations=[dose_of("a", 0)],
    )
    assert find_sustained_changes(cohort, SustainedWorsening()).height == 0  # from 4.0 on day −200
    baselines = find_baseline(cohort, find_time_zero(cohort))
    row = find_sustained_changes(cohort, SustainedWorsening(), baselines).row(0, named=True)
    assert (row["reference_date"], row["onset_date"]) == (on(-5), on(100))


def test_a_cohort_without_visits_gives_a_table_without_rows():
    found = find_sustained_changes(cohort_of(visits=[], relapses=[]), MSOUTCOMES_CDESEQ)
    assert found.height == 0
    assert found.schema["held_days"] == pl.Int32 and found.schema["kind"] == pl.String


def test_without_a_table_of_relapses_nothing_is_said():
    cohort = cohort_of(visits=visits_of("a", {0: 2.0, 100: 3.0, 300: 3.0}))
    with pytest.raises(RanvierError, match="no table of relapses was supplied"):
        find_sustained_changes(cohort, SustainedWorsening())


def test_days_since_the_latest_relapse_make_the_same_events_as_its_dates():
    """The sample has days only; as in examples/msoutcomes they become dates of onset."""
    rows = msoutcomes.read("sample")
    dated = rows.select("ID", pl.col("dateEDSS").str.to_date(), pl.col("EDSS"), "daysPostRelapse")
    onsets = dated.drop_nulls("daysPostRelapse").select(
        "ID", (pl.col("dateEDSS") + pl.duration(days="daysPostRelapse")).alias("onset")
    )
    cohort = cohort_of(
        visits=[{"patient_id": name, "date": day, "edss": edss} for name, day, edss, _ in dated.iter_rows()],
        relapses=[{"patient_id": name, "onset_date": onset} for name, onset in onsets.unique().iter_rows()],
    )
    found = find_sustained_changes(cohort, MSOUTCOMES_PIRA)
    expected = [
        (row["patient_id"], date.fromisoformat(row["onset_date"]), row["held_days"])
        for row in msoutcomes.read("events")
        .filter(pl.col("source") == "sample", pl.col("fn") == "PIRA", "sustained")
        .filter(pl.col("mconf") == 90.75)
        .iter_rows(named=True)
    ]
    assert found.select("patient_id", "onset_date", "held_days").rows() == sorted(expected)


def test_dates_moved_and_other_patients_change_nothing():
    visits = {0: 2.0, 100: 3.0, 300: 3.0, 400: 4.0, 600: 4.0}
    alone = cohort_of(visits=visits_of("a", visits), relapses=relapses_of("a", 320))
    moved = {day + 77: edss for day, edss in visits.items()}
    others = cohort_of(
        visits=[*visits_of("0", {0: 6.0, 9: 7.0}), *visits_of("a", moved)],
        relapses=[*relapses_of("0", 3), *relapses_of("a", 397)],
    )
    dates = ["onset_date", "reference_date", "confirmed_date", "held_until_date"]
    later = [pl.col(name) + timedelta(days=77) for name in dates]
    expected = find_sustained_changes(alone, SustainedWorsening()).with_columns(later)
    assert find_sustained_changes(others, SustainedWorsening()).filter(patient_id="a").equals(expected)


def test_a_visit_just_late_enough_confirms():
    for confirm_after_days, confirmed in ((84, 184), (85, 300)):
        cohort = cohort_of(visits=visits_of("a", {0: 2.0, 100: 3.0, 184: 3.0, 300: 3.0}), relapses=[])
        definition = SustainedWorsening(confirm_after_days=confirm_after_days)
        assert find_sustained_changes(cohort, definition)["confirmed_date"].to_list() == [on(confirmed)]


def test_a_relapse_on_the_day_of_a_reference_gives_a_pira_a_new_one():
    # the lowest score after the first event, of day 150, is the next reference; a relapse begins that day
    scores = {0: 2.0, 100: 4.0, 150: 3.0, 200: 3.0, 300: 4.0, 450: 4.0}
    for relapse_day, reference in ((150, 200), (149, 150)):
        cohort = cohort_of(visits=visits_of("a", scores), relapses=relapses_of("a", relapse_day))
        found = find_sustained_changes(cohort, SustainedPira())
        assert found["reference_date"].to_list() == [on(0), on(reference)]
