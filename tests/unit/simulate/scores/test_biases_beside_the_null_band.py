"""The biases of simulated clinics are other laws than those of the null band, of the same order of size."""

from __future__ import annotations

import numpy as np

from ranvier.claims.null.rating import BiasLaw
from ranvier.simulate.scores.biases import Expectation, KnowingRater
from ranvier.simulate.scores.steroids import Steroids

DAYS = np.arange(1, 731)


def test_hope_is_a_plateau_there_and_a_curve_here() -> None:
    here = Expectation().shift_points(DAYS)
    there = BiasLaw().expectation.value
    assert np.ptp(here) > 0.1
    assert 0.5 < here.mean() / there < 2.0


def test_a_knowing_rater_leans_alike_there_and_less_with_an_aid_here() -> None:
    here = KnowingRater().shift_points(30, True, [2.0, 4.0, 6.0, 8.0])
    there = BiasLaw().unblinded.value
    assert len(set(here.tolist())) == 2
    assert 0.5 < here.mean() / there < 2.0


def test_steroids_are_a_step_there_and_fade_here() -> None:
    here = Steroids().passing_points(np.arange(1, 31))
    there = BiasLaw().steroid_fall.value
    assert (np.diff(here) > 0).all()
    assert 0.5 < here.mean() / there < 2.0
