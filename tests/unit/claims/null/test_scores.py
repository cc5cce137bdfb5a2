"""Rater error and valid steps in re-created programmes."""

from __future__ import annotations

import numpy as np
import pytest

from ranvier.claims.null.parameters import RaterLaw
from ranvier.claims.null.scores import misrated, nearest_ticks, step_down, step_up, writing_chance
from ranvier.vocabulary.edss import VALID_EDSS


def test_nearest_step_is_always_valid() -> None:
    points = np.linspace(-1, 11, 2001, dtype=np.float32)
    ticks = nearest_ticks(points)
    assert set(ticks / 2) == set(VALID_EDSS) - {10.0}
    assert nearest_ticks(np.array([0.4, 0.6, 3.74, 3.76], np.float32)).tolist() == [0, 2, 7, 8]


def test_steps_skip_the_half_point_that_does_not_exist() -> None:
    ticks = np.array([0, 2, 3, 19], np.int8)
    assert step_up(ticks).tolist() == [2, 3, 4, 19]
    assert step_down(ticks).tolist() == [2, 0, 2, 18]  # at 0 the error reflects to 1.0


def test_writing_chances_add_up() -> None:
    table = writing_chance(RaterLaw())
    assert np.delete(table.sum(axis=1), 1) == pytest.approx(1)
    assert table[:, 1].sum() == 0


@pytest.mark.parametrize(("score", "q"), [(3.0, 0.20), (5.0, 0.10), (6.5, 0.05)])
def test_two_raters_agree_as_the_law_says(score: float, q: float) -> None:
    # source S4: exact agreement of two raters is 1 − 4q + 6q²
    rng = np.random.default_rng(1)
    true = np.full(40_000, round(2 * score), np.int8)
    one, two = (misrated(true, rng.random(len(true), dtype=np.float32), RaterLaw()) for _ in range(2))
    assert (one == two).mean() == pytest.approx(1 - 4 * q + 6 * q**2, abs=0.01)
