"""What a rater writes down."""

from __future__ import annotations

import numpy as np
import pytest
from scipy.stats import binomtest

from ranvier.definitions.rater_noise import (
    LIVING_EDSS,
    BandedSpread,
    Basis,
    NoiseBand,
    RaterNoise,
    SpreadNoise,
)
from ranvier.simulate.scores.recorded import simulate_scores
from ranvier.simulate.scores.steps import nearest_step

N = 100_000
WHO = np.arange(N)
EXACT = RaterNoise((NoiseBand(9.5, 0.0, Basis.JUDGEMENT, "no errors"),))
LAWS = [RaterNoise(), SpreadNoise(0.6), BandedSpread()]


def agrees(found, chance: float) -> bool:
    """Whether a share agrees with a chance: exact limits that hold in all but one of 10,000 trials."""
    limits = binomtest(int(found.sum()), len(found)).proportion_ci(0.9999, method="exact")
    return bool(limits.low - 1e-12 <= chance <= limits.high + 1e-12)


def test_the_nearest_step_is_valid() -> None:
    steps = nearest_step(np.linspace(-2, 12, 5001))
    assert set(steps) == set(LIVING_EDSS)
    assert nearest_step(np.array([0.3, 0.49, 0.5, 0.74, 3.2, 3.25, 12])).tolist() == [0, 0, 1, 1, 3, 3.5, 9.5]
    assert np.isnan(nearest_step(np.array([np.nan]))).all()


@pytest.mark.parametrize("noise", LAWS)
def test_half_a_point_and_death_are_never_written(noise) -> None:
    true = np.random.default_rng(1).uniform(-1, 11, N)
    found = simulate_scores(true, WHO, 5, seed=1, noise=noise, shift_points=np.linspace(-3, 3, N))
    assert set(np.unique(found)) == set(LIVING_EDSS)


@pytest.mark.parametrize("noise", LAWS)
def test_scores_follow_the_chances_of_the_law_from_every_step(noise) -> None:
    for edss, chances in zip(LIVING_EDSS, noise.chances(), strict=True):
        found = simulate_scores(np.full(N, edss), WHO, 300, seed=2, noise=noise)
        assert all(agrees(found == step, p) for step, p in zip(LIVING_EDSS, chances, strict=True))


@pytest.mark.parametrize(
    ("edss", "q"), [(1.5, 0.2), (3.0, 0.2), (3.5, 0.2), (4.5, 0.1), (5.5, 0.1), (7.0, 0.05)]
)
def test_two_raters_agree_as_often_as_the_formula_says(edss: float, q: float) -> None:
    # both off to one side or the other, or both right: 1 - 4 q + 6 q^2 (source S4), in every band
    one, two = (simulate_scores(np.full(N, edss), WHO, 50, seed=3, rater=rater) for rater in (0, 1))
    assert agrees(one == two, 1 - 4 * q + 6 * q**2)


def test_no_score_without_a_day() -> None:
    found = simulate_scores(np.array([np.nan, 3.0]), 1, np.array([np.nan, 4.0]), seed=1)
    assert np.isnan(found).tolist() == [True, False]


def test_without_errors_the_nearest_step_is_written() -> None:
    true = np.linspace(0, 9.5, N)
    np.testing.assert_array_equal(simulate_scores(true, WHO, 5, seed=1, noise=EXACT), nearest_step(true))


@pytest.mark.parametrize("noise", [EXACT, RaterNoise(), BandedSpread(), SpreadNoise(0.3)])
@pytest.mark.parametrize("shift", [-0.2, -0.6, 0.1])
def test_a_shift_moves_the_mean_by_its_size_on_steps_and_between_them(noise, shift: float) -> None:
    for true in (np.random.default_rng(2).uniform(2.5, 3.5, N), np.full(N, 3.0)):
        plain = simulate_scores(true, WHO, 5, seed=1, noise=noise)
        leaned = simulate_scores(true, WHO, 5, seed=1, noise=noise, shift_points=shift)
        assert (leaned - plain).mean() == pytest.approx(shift, abs=0.02)
        assert ((leaned - plain) * np.sign(shift) >= 0).all()


def test_a_shift_moves_the_same_patients_at_every_visit() -> None:
    first, second = (
        simulate_scores(np.full(N, 3.0), WHO, day, seed=1, noise=EXACT, shift_points=-0.2) for day in (5, 90)
    )
    np.testing.assert_array_equal(first, second)


def test_a_misrated_visit_is_misrated_in_a_world_with_an_effect_too() -> None:
    sham, treated = (simulate_scores(np.full(N, edss), WHO, 5, seed=1) for edss in (3.0, 2.0))
    np.testing.assert_array_equal(sham - 3.0, treated - 2.0)
    apart = simulate_scores(np.full(N, 3.0), WHO, 6, seed=1)
    assert 0.4 < (apart == sham).mean() < 0.5  # another day, another luck: 1 - 4 q + 6 q^2 = 0.44
