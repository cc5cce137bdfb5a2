"""What a rater writes down."""

from __future__ import annotations

import numpy as np
import pytest

from ranvier.simulate.noise import nearest_step, simulate_scores
from ranvier.simulate.parameters import NoiseParameters
from ranvier.vocabulary.edss import VALID_EDSS


def test_the_nearest_step_is_valid() -> None:
    steps = nearest_step(np.linspace(-2, 12, 5001))
    assert set(steps) == set(VALID_EDSS) - {10.0}
    assert nearest_step(np.array([0.3, 0.49, 0.51, 0.74, 3.2, 3.3])).tolist() == [0, 0, 1, 1, 3, 3.5]


def test_no_score_without_a_day() -> None:
    found = simulate_scores(np.array([np.nan, 3.0]), np.zeros(2), NoiseParameters(), np.random.default_rng(1))
    assert np.isnan(found).tolist() == [True, False]


@pytest.mark.parametrize(("true", "low", "high"), [(2.5, 0.35, 0.70), (4.5, 0.45, 0.80), (6.5, 0.60, 0.90)])
def test_raters_agree_less_where_no_aid_decides(true: float, low: float, high: float) -> None:
    # published exact agreement: 36.6 % up to EDSS 3.5, 67 to 69 % over the range (sources S1 to S3)
    rng = np.random.default_rng(1)
    one, two = (
        simulate_scores(np.full(20_000, true), np.zeros(20_000), NoiseParameters(), rng) for _ in range(2)
    )
    assert low < (one == two).mean() < high


def test_a_shift_moves_the_mean_by_its_size() -> None:
    true = np.random.default_rng(2).uniform(3, 6, 50_000)
    plain = simulate_scores(true, np.zeros_like(true), NoiseParameters(), np.random.default_rng(1))
    shifted = simulate_scores(true, np.full_like(true, -0.2), NoiseParameters(), np.random.default_rng(1))
    assert (shifted - plain).mean() == pytest.approx(-0.2, abs=0.01)
