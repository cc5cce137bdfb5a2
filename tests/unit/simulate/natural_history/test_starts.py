"""Therapies begin by the calendar, by severity, or because of a relapse."""

import numpy as np
import pytest

from ranvier.simulate.limits import ImpossiblePlan
from ranvier.simulate.natural_history.courses import simulate_courses
from ranvier.simulate.natural_history.law import UNTREATED
from ranvier.simulate.natural_history.patients import simulate_patients
from ranvier.simulate.natural_history.starts import (
    CalendarStart,
    RelapseStart,
    SeverityStart,
    find_start_days,
)


@pytest.fixture(scope="module")
def courses():
    return simulate_courses(simulate_patients(300, UNTREATED, 3), UNTREATED, 3, until_day=6000)


def test_by_the_calendar_every_day_of_the_window_is_as_likely(courses):
    days = find_start_days(courses, CalendarStart(100, 199), 8)
    assert np.nanmin(days) >= 100
    assert np.nanmax(days) <= 199
    assert np.nanmean(days) == pytest.approx(149.5, abs=4 * 28.9 / 300**0.5)
    np.testing.assert_array_equal(days, find_start_days(courses, CalendarStart(100, 199), 8))


def test_by_severity_the_lasting_score_is_reached_on_the_day_and_not_before(courses):
    days = find_start_days(courses, SeverityStart(4.0), 8)
    begun = np.flatnonzero(~np.isnan(days))
    assert len(begun) > 50
    offset = np.concatenate([np.zeros(1, int), np.cumsum(np.where(np.isnan(days), 0, 2))])
    around = np.column_stack([days[begun] - 1, days[begun]]).ravel()
    points = courses.lasting_points(offset, around).reshape(-1, 2)
    assert (points[:, 1] >= 4.0 - 1e-5).all()
    assert (points[days[begun] > 0, 0] < 4.0).all()
    delayed = find_start_days(courses, SeverityStart(4.0, delay_days=100), 8)
    both = ~np.isnan(delayed)
    np.testing.assert_array_equal(delayed[both], days[both] + 100)


def test_because_of_a_relapse_it_is_the_first_high_enough(courses):
    days = find_start_days(courses, RelapseStart(2.0, delay_days=14, from_day=365), 8)
    for patient in range(len(courses)):
        own = slice(courses.relapse_offset[patient], courses.relapse_offset[patient + 1])
        day, peak = courses.relapse_day[own], courses.relapse_peak[own]
        fitting = day[(peak >= 2.0) & (day >= 365)]
        expected = fitting[0] + 14 if len(fitting) else np.nan
        if expected > courses.until_day[patient] or expected >= courses.death_day[patient]:
            expected = np.nan
        np.testing.assert_equal(days[patient], expected)


@pytest.mark.parametrize(
    ("rule", "wrong"),
    [
        (CalendarStart, {"from_day": 10, "to_day": 9}),
        (SeverityStart, {"at_least_points": 12.0}),
        (RelapseStart, {"delay_days": -1}),
    ],
)
def test_impossible_starts_are_refused(rule, wrong):
    with pytest.raises(ImpossiblePlan, match=r"permitted: "):
        rule(**wrong)
