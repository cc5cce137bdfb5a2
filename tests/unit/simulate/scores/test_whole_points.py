"""Scores in whole points: the half is left out for some patients, always the same ones."""

from __future__ import annotations

import numpy as np
import pytest

from ranvier.simulate.limits import ImpossiblePlan
from ranvier.simulate.scores.steps import STEPS
from ranvier.simulate.scores.whole_points import WholePoints

USUAL = WholePoints().share


def with_share(share):
    return WholePoints(USUAL.at(share))


def test_everybody_is_written_at_the_whole_point_below():
    found = with_share(1.0).written(np.array([0.0, 1.0, 1.5, 4.5, 9.5, np.nan]), 7, 1)
    np.testing.assert_array_equal(found, [0.0, 1.0, 1.0, 4.0, 9.0, np.nan])


def test_nobody_without_the_habit_is_changed():
    assert with_share(0.0).written(STEPS, 7, 1).tolist() == STEPS.tolist()


def test_a_patient_is_written_in_one_way_and_so_many_have_the_habit():
    number = np.arange(10_000)[:, None]
    halves = with_share(0.3).written(np.array([[1.5, 2.5, 6.5]]), number, 4) % 1 == 0
    assert (halves.all(axis=1) == halves.any(axis=1)).all()
    assert abs(halves[:, 0].mean() - 0.3) < 4 * np.sqrt(0.3 * 0.7 / 10_000)  # four standard errors


@pytest.mark.parametrize("share", [-0.1, 1.1, np.nan])
def test_a_share_that_cannot_be_is_refused_by_name(share):
    with pytest.raises(ImpossiblePlan, match="share"):
        with_share(share)
