"""Rater error and valid steps in re-created programmes."""

from __future__ import annotations

import numpy as np
import pytest

from ranvier.claims.null.baseline import MOST_TRUE_STEPS
from ranvier.claims.null.parameters import NullParameters
from ranvier.claims.null.rating import RaterLaw
from ranvier.claims.null.scores import (
    full_point_chances,
    misrated,
    nearest_ticks,
    point_down,
    point_up,
    step_down,
    step_up,
    writing_chance,
)
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


NEVER, PUBLISHED = 0.0, RaterLaw().full_point.value


def scores_written(score: float, full_point: float, n: int = 40_000, seed: int = 1) -> np.ndarray:
    """What *n* raters write down for a patient whose true score is *score*."""
    true = np.full((n, 1), round(2 * score), np.int8)
    luck = np.random.default_rng(seed).random((n, 1), dtype=np.float32)
    return misrated(true, luck, RaterLaw(), np.full((n, 1), full_point, np.float32)).ravel() / 2


def test_full_points_skip_the_half_point_that_does_not_exist() -> None:
    ticks = np.array([0, 2, 3, 4, 18, 19], np.int8)
    assert point_up(ticks).tolist() == [2, 4, 5, 6, 19, 19]
    assert point_down(ticks).tolist() == [2, 0, 0, 2, 16, 17]  # at 0 the error reflects to 1.0


@pytest.mark.parametrize("full_point", [NEVER, PUBLISHED])
def test_writing_chances_add_up(full_point: float) -> None:
    table = writing_chance(RaterLaw(), full_point)
    assert np.delete(table.sum(axis=1), 1) == pytest.approx(1)
    assert table[:, 1].sum() == 0
    assert ((table > 0).sum(axis=0) <= MOST_TRUE_STEPS).all()


@pytest.mark.parametrize("score", [0.0, 1.0, 1.5, 4.0, 6.5, 9.0, 9.5])
def test_scores_are_written_with_their_chances(score: float) -> None:
    written = scores_written(score, PUBLISHED)
    found = np.bincount((2 * written).astype(int), minlength=20) / len(written)
    assert found == pytest.approx(writing_chance(RaterLaw(), PUBLISHED)[round(2 * score)], abs=0.01)


@pytest.mark.parametrize(("score", "q"), [(3.0, 0.20), (5.0, 0.10), (6.5, 0.05)])
def test_two_raters_agree_as_the_law_says(score: float, q: float) -> None:
    # source S4: exact agreement of two raters is 1 − 4q + 6q²
    one, two = (scores_written(score, NEVER, seed=seed) for seed in (1, 2))
    assert (one == two).mean() == pytest.approx(1 - 4 * q + 6 * q**2, abs=0.01)


def test_full_point_errors_are_as_frequent_as_published_agreement_allows() -> None:
    """At least 92 % of pairs lie within half a point (S1, S262); a little more of them and fewer would."""

    def within_half_a_point(full_point: float) -> float:
        chances = writing_chance(RaterLaw(), full_point)[10]  # a true EDSS of 5.0
        apart = abs(np.subtract.outer(np.arange(20), np.arange(20)))
        return float(np.outer(chances, chances)[apart <= 1].sum())

    assert within_half_a_point(PUBLISHED) >= 0.92
    assert within_half_a_point(PUBLISHED + 0.001) < 0.92
    # and as the numbers in the docstring of RaterLaw
    assert 1 - within_half_a_point(PUBLISHED) == pytest.approx(0.079, abs=0.0005)
    one, two = (scores_written(5.0, PUBLISHED, seed=seed) for seed in (1, 2))
    assert (abs(one - two) <= 0.5).mean() == pytest.approx(within_half_a_point(PUBLISHED), abs=0.005)


def test_raters_of_every_other_kind_are_off_by_a_full_point() -> None:
    chances = full_point_chances(NullParameters(), 12).ravel()
    assert chances.tolist() == pytest.approx([0, PUBLISHED] * 6)
