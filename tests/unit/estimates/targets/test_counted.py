"""Shares, medians and expected years on numbers small enough to do by hand."""

from __future__ import annotations

import math

import numpy as np
import pytest

from ranvier.estimates.targets.counted import (
    curve_of_days,
    median_years,
    percent,
    percent_by,
    years_until,
)
from ranvier.estimates.targets.people import expected_years

YEAR = 365.25
TEN = [round(year * YEAR) for year in range(1, 11)]


def test_percent_of_a_list():
    assert percent([True, False, False, False]) == 25
    assert math.isnan(percent([]))


def test_times_of_a_curve_without_censoring():
    curve = curve_of_days(TEN, [True] * 10)
    assert median_years(curve) == pytest.approx(5.5, abs=0.01)  # flat at one half: the middle, as in R
    assert years_until(curve, 0.25) == pytest.approx(3, abs=0.01)
    assert percent_by(curve_of_days(TEN * 3, [True] * 30), 4) == pytest.approx(40)


def test_a_share_that_is_never_reached_is_never():
    curve = curve_of_days(TEN, [True, True] + [False] * 8)
    assert math.isinf(median_years(curve))
    assert math.isinf(years_until(curve, 0.5))


def test_expected_years_at_birth_are_those_the_life_table_prints():
    # United States life tables 2023, NVSR 74(6): 81.1 years for females, 75.8 for males
    assert expected_years(0, np.array([0.0]))[0] == pytest.approx(81.1, abs=0.15)
    assert expected_years(1, np.array([0.0]))[0] == pytest.approx(75.8, abs=0.15)
