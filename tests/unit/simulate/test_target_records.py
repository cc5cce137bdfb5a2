"""Visits of an observer: how far apart, none too late, and in relapses."""

from __future__ import annotations

import numpy as np
import pytest

from ranvier.simulate.natural_history.courses import simulate_courses
from ranvier.simulate.natural_history.law import UNTREATED
from ranvier.simulate.natural_history.patients import simulate_patients
from ranvier.simulate.scores.whole_points import WholePoints
from ranvier.simulate.targets.records import (
    ONSET_DATE,
    kept_visits,
    regular_visits,
    simulate_record,
    with_relapse_visits,
)

TEN_YEARS = 3652


@pytest.fixture(scope="module")
def courses():
    return simulate_courses(simulate_patients(60, UNTREATED, 3), UNTREATED, 3, until_day=TEN_YEARS)


def yearly(courses):
    last = np.minimum(courses.death_day, float(TEN_YEARS))
    return regular_visits(180, last, 365, courses.patients.number, 3)


def test_visits_lie_a_twelfth_of_their_distance_off_at_most_and_none_is_late():
    visits = regular_visits(np.array([10, 400]), np.array([1500.0, 300.0]), 365, np.array([1, 2]), 1)
    assert visits.offset.tolist() == [0, 5, 5]  # days 10, 375, 740, 1105, 1470; the second patient has none
    assert visits.day[0] == 10
    assert np.abs(visits.day - np.array([10, 375, 740, 1105, 1470])).max() <= 31
    assert visits.day.max() <= 1500


def test_a_visit_in_a_relapse_lies_within_a_month_of_its_onset(courses):
    planned = yearly(courses)
    both = with_relapse_visits(planned, courses, 1.0, 3)
    planned_days = set(zip(planned.row.tolist(), planned.day.tolist(), strict=True))
    relapse_row = np.repeat(np.arange(len(courses)), np.diff(courses.relapse_offset))
    added = [
        (row, day)
        for row, day in zip(both.row.tolist(), both.day.tolist(), strict=True)
        if (row, day) not in planned_days
    ]
    assert added
    for row, day in added:
        waited = day - courses.relapse_day[relapse_row == row]
        assert ((waited >= 3) & (waited < 30)).any()


def test_nobody_is_seen_in_a_relapse_if_no_share_is(courses):
    planned = yearly(courses)
    same = with_relapse_visits(planned, courses, 0.0, 3)
    assert same.day.tolist() == planned.day.tolist()
    assert same.offset.tolist() == planned.offset.tolist()


def test_a_record_holds_every_visit_and_relapse_with_a_valid_score(courses):
    visits = yearly(courses)
    record = simulate_record(courses, visits, 3)
    assert record.visits.height == len(visits.day)
    assert record.relapses.height == len(courses.relapse_day)
    assert set((record.visits["edss"] * 2).to_list()) <= {0.0, *map(float, range(2, 20))}
    assert record.visits["date"].min() > ONSET_DATE
    assert record.programme.synthetic


def test_so_many_planned_visits_take_place_and_the_same_ones_each_time(courses):
    planned = yearly(courses)
    number = courses.patients.number
    kept = kept_visits(planned, 0.25, number, 3)
    all_days = list(zip(planned.row.tolist(), planned.day.tolist(), strict=True))
    kept_days = list(zip(kept.row.tolist(), kept.day.tolist(), strict=True))
    assert set(kept_days) < set(all_days)
    assert kept_days == sorted(kept_days)
    four_errors = 4 * np.sqrt(0.25 * 0.75 / len(all_days))
    assert abs(len(kept_days) / len(all_days) - 0.25) < four_errors
    assert kept_visits(planned, 0.25, number, 3).day.tolist() == kept.day.tolist()


def test_a_record_in_whole_points_has_no_halves(courses):
    visits = yearly(courses)
    everybody = WholePoints(WholePoints().share.at(1.0))
    scores = simulate_record(courses, visits, 3).visits["edss"]
    whole = simulate_record(courses, visits, 3, whole_points=everybody).visits["edss"]
    assert (scores % 1 == 0.5).any()
    assert whole.to_list() == scores.floor().to_list()
