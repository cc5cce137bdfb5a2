"""Secondary progression as a table."""

from __future__ import annotations

import polars as pl
import pytest

from ranvier.course.secondary_progression import find_secondary_progression
from ranvier.definitions.secondary_progression import (
    LORSCHEIDER2016,
    LORSCHEIDER2016_EDSS_ONLY,
    SecondaryProgression,
)
from ranvier.errors import RanvierError
from tests.small_cohorts import cohort_of, on, relapses_of, visits_of

COURSE = {0: 3.0, 200: 4.0, 300: 4.0, 400: 4.5}


def test_every_patient_has_a_row_and_the_one_who_reached_it_has_its_visits():
    cohort = cohort_of(
        visits=[*visits_of("a", COURSE), *visits_of("b", {0: 3.0, 9: 4.0}), *visits_of("c", {0: 2.0})],
        relapses=[],
    )
    found = find_secondary_progression(cohort, LORSCHEIDER2016_EDSS_ONLY)
    assert found.row(0, named=True) == {
        "patient_id": "a",
        "kind": "secondary_progression",
        "reached": True,
        "unassessed": None,
        "onset_date": on(200),
        "onset_score": 4.0,
        "reference_date": on(0),
        "reference_score": 3.0,
        "confirmed_date": on(300),
        "confirmed_score": 4.0,
    }
    assert found["reached"].to_list() == [True, None, None]


def test_without_functional_systems_the_definition_that_needs_them_refuses():
    cohort = cohort_of(visits=visits_of("a", COURSE), relapses=[])
    with pytest.raises(RanvierError, match="functional systems cannot be told without"):
        find_secondary_progression(cohort, LORSCHEIDER2016)


def test_without_a_table_of_relapses_nothing_is_said():
    with pytest.raises(RanvierError, match="no table of relapses"):
        find_secondary_progression(cohort_of(visits=visits_of("a", COURSE)), LORSCHEIDER2016_EDSS_ONLY)


def test_a_cohort_without_visits_gives_a_table_without_rows():
    found = find_secondary_progression(cohort_of(visits=[], relapses=[]), LORSCHEIDER2016_EDSS_ONLY)
    assert found.height == 0 and found.schema["onset_score"] == pl.Float64


def test_dates_moved_and_other_patients_change_nothing():
    alone = cohort_of(visits=visits_of("a", COURSE), relapses=relapses_of("a", 20))
    moved = {day + 77: edss for day, edss in COURSE.items()}
    others = cohort_of(
        visits=[*visits_of("0", {0: 6.0, 9: 7.0}), *visits_of("a", moved)],
        relapses=[*relapses_of("0", 3), *relapses_of("a", 97)],
    )
    expected = find_secondary_progression(alone, LORSCHEIDER2016_EDSS_ONLY).with_columns(
        pl.col("onset_date", "reference_date", "confirmed_date") + pl.duration(days=77)
    )
    found = find_secondary_progression(others, LORSCHEIDER2016_EDSS_ONLY).filter(patient_id="a")
    assert found.equals(expected)


def test_without_the_pyramidal_system_nobody_is_called_free_of_progression():
    scores = {0: 3.0, 100: 4.0, 200: 4.0, 400: 4.5}
    visits = [{**row, "fs_cerebellar": 2.0} for row in visits_of("a", scores)]
    with pytest.raises(RanvierError, match="without the pyramidal system"):
        find_secondary_progression(cohort_of(visits=visits, relapses=[]), SecondaryProgression())
    any_grade = SecondaryProgression(lowest_pyramidal=0)
    assert find_secondary_progression(cohort_of(visits=visits, relapses=[]), any_grade).height == 1


@pytest.mark.parametrize(("last", "confirmed"), [(290, 400), (291, 291), (292, 292)])
def test_it_is_confirmed_by_the_first_visit_91_days_after_onset(last, confirmed):
    # three months of 30.25 days are 90.75 days
    cohort = cohort_of(visits=visits_of("a", {0: 3.0, 200: 4.0, last: 4.0, 400: 4.0}), relapses=[])
    found = find_secondary_progression(cohort, LORSCHEIDER2016_EDSS_ONLY)
    assert found.select("onset_date", "confirmed_date").row(0) == (on(200), on(confirmed))


@pytest.mark.parametrize(("relapse_day", "onset"), [(99, 200), (100, 300), (199, 300), (200, None)])
def test_a_relapse_from_the_visit_before_on_moves_the_reference(relapse_day, onset):
    # the day of the visit before belongs to it: a relapse of day 200 lies before the visits of 200 and of 300
    scores = {0: 2.0, 40: 2.0, 100: 3.0, 200: 4.0, 300: 5.0, 450: 5.0}
    cohort = cohort_of(visits=visits_of("a", scores), relapses=relapses_of("a", relapse_day))
    found = find_secondary_progression(cohort, LORSCHEIDER2016_EDSS_ONLY)
    assert found["onset_date"].to_list() == [None if onset is None else on(onset)]
