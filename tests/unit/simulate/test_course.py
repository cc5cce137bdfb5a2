"""The true course of simulated patients."""

from __future__ import annotations

import numpy as np
import pytest

from ranvier.simulate.course import (
    Relapses,
    Stretch,
    TrueCourse,
    simulate_onsets,
    simulate_relapses,
    simulate_slopes,
    without_close_ones,
)
from ranvier.simulate.parameters import CourseParameters

LAW = CourseParameters()
NAN = float("nan")


def course(
    onset: float, *, peak: float = 2.0, residual: float = 0.5, slope: float = 0.0, effect: float = 0.0
) -> TrueCourse:
    one = np.array([[1.0]])
    relapses = Relapses(onset * one, peak * one, residual * one, 70 * one, np.array([[False]]))
    return TrueCourse(np.array([3.0]), np.array([slope]), np.array([effect]), 183, relapses)


def test_a_later_relapse_rises_recedes_and_leaves_its_residual() -> None:
    days = np.array([[99.0, 100.0, 170.0, 5000.0]])
    # by hand: 3; 3 + 2; 3 + 0.5 + 1.5/e; 3 + 0.5
    assert course(100).at(days)[0] == pytest.approx([3.0, 5.0, 3.5 + 1.5 / np.e, 3.5])


def test_a_relapse_before_day_0_has_its_residual_in_the_level() -> None:
    assert course(-70).at(np.array([[0.0, 5000.0]]))[0] == pytest.approx([3 + 1.5 / np.e, 3.0])


def test_no_relapse_no_rise() -> None:
    assert course(NAN).at(np.array([[-50.0, 0.0, 900.0]]))[0] == pytest.approx([3.0, 3.0, 3.0])


def test_an_effect_grows_to_its_full_size_and_stays() -> None:
    found = course(NAN, effect=-2.5).at(np.array([[-5.0, 0.0, 91.5, 183.0, 2000.0]]))[0]
    assert found == pytest.approx([3.0, 3.0, 1.75, 0.5, 0.5])


def test_progression_is_linear_and_bounded() -> None:
    found = course(NAN, slope=1.0).at(np.array([[365.25, 20 * 365.25]]))[0]
    assert found == pytest.approx([4.0, 9.5])


def test_onsets_come_at_the_stated_rate_within_their_stretch() -> None:
    n = 20_000
    stretch = Stretch(np.full(n, 0.5), np.full(n, 100.0), np.full(n, 100 + 4 * 365.25))
    onsets = simulate_onsets(stretch, np.random.default_rng(1))
    assert (~np.isnan(onsets)).sum() / n == pytest.approx(2.0, rel=0.03)  # 0.5 a year for 4 years
    assert np.nanmin(onsets) > 100
    assert np.nanmax(onsets) <= 100 + 4 * 365.25 + 1


def test_relapses_too_close_to_the_one_before_are_dropped() -> None:
    found = without_close_ones(np.array([[200.0, 10.0, 35.0, 50.0, NAN]]))
    assert sorted(found[~np.isnan(found)]) == [10.0, 50.0, 200.0]


def test_relapses_have_the_published_means() -> None:
    n = 100_000
    onset, no = np.zeros((n, 1)), np.zeros((n, 1), dtype=bool)
    relapses = simulate_relapses(onset, no, no, LAW, np.random.default_rng(1))
    assert relapses.peak.mean() == pytest.approx(1.10, rel=0.02)  # AFFIRM placebo arm, source S10
    assert relapses.residual.mean() == pytest.approx(0.27, abs=0.03)  # E60: mean +0.27
    assert (relapses.residual <= relapses.peak).all()
    steroids = simulate_relapses(onset, no, ~no, LAW, np.random.default_rng(1))
    assert steroids.recovery_days.mean() / relapses.recovery_days.mean() == pytest.approx(0.6)


def test_relapses_at_entry_are_more_severe() -> None:
    n = 100_000
    onset, yes = np.zeros((n, 1)), np.ones((n, 1), dtype=bool)
    relapses = simulate_relapses(onset, yes, ~yes, LAW, np.random.default_rng(1))
    assert relapses.peak.mean() == pytest.approx(5.18 - 3.73, rel=0.02)  # E61


def test_slopes_have_the_stated_means() -> None:
    progressive = np.repeat([True, False], 50_000)
    slopes = simulate_slopes(progressive, LAW, np.random.default_rng(1))
    assert slopes[progressive].mean() == pytest.approx(0.35, rel=0.03)  # MSBase, PPMS
    assert slopes[~progressive].mean() == pytest.approx(0.06, rel=0.03)
