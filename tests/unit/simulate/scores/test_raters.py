"""Several raters, and pairs of them on one day."""

from __future__ import annotations

import numpy as np
import pytest
from scipy.stats import binomtest

from ranvier.simulate.limits import ImpossiblePlan
from ranvier.simulate.parameters import Parameter, Status
from ranvier.simulate.scores.raters import RaterPanel, simulate_pairs, simulate_raters

N = 100_000
WHO = np.arange(N)


def test_most_visits_are_scored_by_the_usual_rater() -> None:
    panel = RaterPanel()
    days = np.arange(10)
    raters = simulate_raters(WHO[:20_000, None], days, panel, 1)
    usual = np.array([np.bincount(row, minlength=3).argmax() for row in raters])
    assert np.bincount(usual).min() > 6_300  # a third each
    assert (raters == usual[:, None]).mean() == pytest.approx(0.88, abs=0.01)
    others = (raters - usual[:, None])[raters != usual[:, None]] % 3
    assert (others == 1).mean() == pytest.approx(0.5, abs=0.02)


def test_one_rater_scores_alone() -> None:
    assert (simulate_raters(WHO, 5, RaterPanel(1), 1) == 0).all()


@pytest.mark.parametrize(("edss", "q"), [(3.0, 0.2), (5.0, 0.1), (6.5, 0.05)])
def test_pairs_agree_as_the_formula_says_where_nobody_leans(edss: float, q: float) -> None:
    one, two = simulate_pairs(np.full(N, edss), WHO, 5, seed=1)
    limits = binomtest(int((one == two).sum()), N).proportion_ci(0.9999, method="exact")
    assert limits.low <= 1 - 4 * q + 6 * q**2 <= limits.high


def test_a_leaning_lasts_and_lowers_agreement() -> None:
    leaning = RaterPanel(2, leniency_sd_points=Parameter(0.3, "a test", Status.ASSUMED))
    points = leaning.leniency_points(1)
    one, two = simulate_pairs(np.full(N, 5.0), WHO, 5, seed=1, panel=leaning)
    first = simulate_raters(WHO, 5, leaning, 1)
    apart = np.where(first == 0, one - two, two - one).mean()
    assert apart == pytest.approx(points[0] - points[1], abs=0.01)
    plain_one, plain_two = simulate_pairs(np.full(N, 5.0), WHO, 5, seed=1)
    assert (one == two).mean() < (plain_one == plain_two).mean()


def test_an_impossible_panel_is_refused_by_name() -> None:
    with pytest.raises(ImpossiblePlan) as refused:
        RaterPanel(0, Parameter(1.5, "a test", Status.ASSUMED), Parameter(-0.1, "a test", Status.ASSUMED))
    for name in ("n_raters=", "other_rater=", "leniency_sd_points="):
        assert name in str(refused.value)
