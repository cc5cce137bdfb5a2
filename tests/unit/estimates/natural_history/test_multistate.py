"""Multistate models fitted to visits: closed forms by hand, intervals, and refusals."""

from __future__ import annotations

import math

import numpy as np
import pytest

from ranvier.estimates.inputs import InputError
from ranvier.estimates.natural_history.misclassification import Misclassification, rater_misclassification
from ranvier.estimates.natural_history.multistate import (
    NotFitted,
    estimate_multistate,
    find_log_likelihood,
    neighbours,
)
from ranvier.estimates.natural_history.panel import panel_of
from ranvier.estimates.natural_history.states import DEATH, THREE_BANDS, WHOLE_POINTS, State
from tests.coverage.natural_history import course, panel

TWO = (State("low", 0, 5.5), State("high", 6, 9.5))
ONE_WAY = np.array([[False, True], [False, False]])


def pairs(stayed, moved, gap=365):
    """Patients with two visits: from low, *stayed* and *moved*."""
    n = stayed + moved
    state = np.column_stack([np.zeros(n, int), np.arange(n) >= stayed]).ravel()
    return panel_of(np.repeat(np.arange(n), 2), np.tile([0, gap], n), state, TWO)


def test_one_way_and_one_gap_by_hand():
    # 12 of 40 moved within t years: the rate is -log(28 / 40) / t, and the variance of log(28 / 40) binomial.
    years = 365 / 365.25
    model = estimate_multistate(pairs(28, 12), TWO, allowed=ONE_WAY)
    rate = -math.log(0.7) / years
    found = model.intensity("low", "high")
    assert found.estimate == pytest.approx(rate, rel=1e-9)
    spread = math.sqrt(0.3 / (0.7 * 40)) / (rate * years)
    assert found.upper == pytest.approx(rate * math.exp(1.959963984540054 * spread), rel=1e-7)
    assert model.log_likelihood == pytest.approx(28 * math.log(0.7) + 12 * math.log(0.3), rel=1e-12)
    assert model.sojourn("low").estimate == pytest.approx(1 / rate, rel=1e-9)
    assert math.isinf(model.sojourn("high").estimate)
    assert model.probability("low", "high", years).estimate == pytest.approx(0.3, rel=1e-9)
    assert model.probability("high", "low", 1).estimate == 0
    assert "not allowed" in model.intensity("high", "low").method
    assert (model.n, model.n_intervals) == (40, 40)


def test_the_interval_of_a_probability_is_the_binomial_one_on_the_log_odds():
    # With one gap the share itself is binomial: log odds with variance 1/12 + 1/28.
    found = estimate_multistate(pairs(28, 12), TWO, allowed=ONE_WAY).probability("low", "high", 365 / 365.25)
    half = 1.959963984540054 * math.sqrt(1 / 12 + 1 / 28)
    assert math.log(found.upper / (1 - found.upper)) == pytest.approx(math.log(12 / 28) + half, rel=1e-7)


def test_a_dated_death_counts_as_the_rate_on_its_day():
    # Alive in one state until death on day 365: the logarithm of q exp(-q t).
    states = (State("alive", 0, 9.5), DEATH)
    visits = panel_of([0, 0, 1, 1], [0, 365, 0, 365], [0, 1, 0, 0], states)
    q, years = 0.2, 365 / 365.25
    rates = [[0, q], [0, 0]]
    assert find_log_likelihood(visits, states, rates) == pytest.approx(math.log(q) - 2 * q * years, rel=1e-12)
    undated = find_log_likelihood(visits, states, rates, death_is_dated=False)
    assert undated == pytest.approx(math.log(1 - math.exp(-q * years)) - q * years, rel=1e-12)


def test_effects_of_a_two_group_covariate_are_those_of_two_fits():
    rng = np.random.default_rng(2)
    low, high = course(rng, 80, 6), course(rng, 80, 6)
    both = panel(np.vstack([low, high]), group=np.repeat([0.0, 1.0], 80 * 6))
    model = estimate_multistate(both, THREE_BANDS)
    apart = [estimate_multistate(panel(one), THREE_BANDS) for one in (low, high)]
    for group, alone in enumerate(apart):
        assert model.rates({"group": group}) == pytest.approx(alone.rates(), rel=1e-6)
    ratio = apart[1].rates()[0, 1] / apart[0].rates()[0, 1]
    assert model.ratio("group", "mild", "moderate").estimate == pytest.approx(ratio, rel=1e-6)
    assert model.log_likelihood == pytest.approx(sum(one.log_likelihood for one in apart), rel=1e-10)


def test_a_covariate_in_other_units_gives_the_same_rates():
    rng = np.random.default_rng(3)
    seen, age = course(rng, 80, 6), rng.normal(40, 10, 80)
    years = estimate_multistate(panel(seen, age=np.repeat(age, 6)), THREE_BANDS)
    decades = estimate_multistate(panel(seen, age=np.repeat(age / 10, 6)), THREE_BANDS)
    assert years.rates({"age": 50}) == pytest.approx(decades.rates({"age": 5}), rel=1e-7)
    one, ten = (m.ratio("age", "mild", "moderate") for m in (years, decades))
    assert ten.upper == pytest.approx(one.upper**10, rel=1e-5)


def test_misclassification_that_never_happens_changes_nothing():
    seen = panel(course(np.random.default_rng(4), 40, 6))
    never = Misclassification(tuple(map(tuple, np.eye(3))))
    plain, hidden = (
        estimate_multistate(seen, THREE_BANDS, misclassification=errors) for errors in (None, never)
    )
    assert hidden.parameters == pytest.approx(plain.parameters, rel=1e-6)
    assert "held" in hidden.misclassified("mild", "moderate").method


def test_errors_of_a_rater_by_hand():
    # Mild holds 0, 1, 1.5 ... 3.5: 7 steps; only 3.5 can be written as 4, with chance 0.2.
    law = rater_misclassification(THREE_BANDS).matrix
    assert law[0] == pytest.approx([1 - 0.2 / 7, 0.2 / 7, 0])
    # Moderate holds 4 to 6: 5 steps; 4 is written as 3.5 with 0.1, 6 as 6.5 with 0.05.
    assert law[1] == pytest.approx([0.1 / 5, 1 - 0.15 / 5, 0.05 / 5])
    assert rater_misclassification((*THREE_BANDS, DEATH)).matrix[3].tolist() == [0, 0, 0, 1]
    assert rater_misclassification(WHOLE_POINTS).matrix.sum(axis=1) == pytest.approx(np.ones(10))


def test_neighbours_and_death():
    may = neighbours((*THREE_BANDS, DEATH))
    assert may.astype(int).tolist() == [[0, 1, 0, 1], [1, 0, 1, 1], [0, 1, 0, 1], [0, 0, 0, 0]]


def test_the_same_seed_draws_the_same_rates():
    model = estimate_multistate(panel(course(np.random.default_rng(5), 60, 5)), THREE_BANDS)
    one, two = (model.drawn_generators(np.zeros((1, 0)), 5, np.random.default_rng(1)) for _ in range(2))
    assert (one == two).all()
    assert np.log(one[:, 0, 0, 1]).std() > 0


def refused(words, visits, states=THREE_BANDS, **more):
    with pytest.raises(InputError) as told:
        estimate_multistate(visits, states, **more)
    for word in words.split("|"):
        assert word in str(told.value)


def test_single_visits_are_refused():
    refused("no patient has a second visit", panel_of([0, 1], [0, 0], [0, 1], THREE_BANDS))


def test_states_never_seen_and_moves_without_support_are_refused_together():
    visits = panel_of([0, 0, 1, 1], [0, 90, 0, 90], [0, 1, 1, 0], THREE_BANDS)
    refused("no visit is in the state 'severe'|no move from moderate to severe was seen", visits)


def test_moves_without_an_allowed_way_are_refused():
    visits = panel_of([0, 0, 1, 1], [0, 90, 0, 90], [0, 1, 1, 0], TWO)
    refused("moves from high to low were seen", visits, TWO, allowed=ONE_WAY)


def test_constant_and_collinear_covariates_are_refused():
    seen = course(np.random.default_rng(6), 40, 5)
    age = np.random.default_rng(7).normal(size=200)
    refused("age is the same at all visits", panel(seen, age=np.full(200, 3.0)))
    refused("one covariate follows from the others", panel(seen, age=age, months=12 * age + 3))


def test_chances_of_error_that_are_none_are_refused():
    seen = panel(course(np.random.default_rng(8), 40, 5))
    wrong = Misclassification(((0.9, 0.2, 0), (0, 1, 0), (0, 0, 1)), initial=(0.5, 0.5, 0.5))
    refused("must be chances|must be shares", seen, misclassification=wrong)


def test_rates_that_the_visits_do_not_determine_are_refused():
    # Everybody moved: any rate large enough fits.
    with pytest.raises(NotFitted) as told:
        estimate_multistate(pairs(0, 12), TWO, allowed=ONE_WAY)
    assert "from low to high" in str(told.value)


@pytest.mark.parametrize(
    ("patient", "day", "state", "words"),
    [
        ([0, 0], [0, 0], [0, 1], "one visit a day"),
        ([0, 0], [0, 5], [0, 3], "must be one of the states"),
        ([0, 0], [0, -5], [0, 1], "must be 0 or more"),
        ([0], [0, 5], [0, 1], "equally long"),
        ([0, 0], [0, 5], [0, 0.5], "whole numbers"),
    ],
)
def test_visits_that_are_none_are_refused(patient, day, state, words):
    with pytest.raises(InputError, match=words):
        panel_of(patient, day, state, THREE_BANDS)


def test_questions_to_the_model_that_have_no_answer_are_refused():
    model = estimate_multistate(panel(course(np.random.default_rng(9), 60, 5)), THREE_BANDS)
    for ask in (
        lambda: model.intensity("mild", "worst"),
        lambda: model.ratio("age", "mild", "moderate"),
        lambda: model.rates({"age": 3.0}),
    ):
        with pytest.raises(InputError):
            ask()


@pytest.mark.parametrize("years", [-2, math.nan, math.inf, "2", None])
def test_no_probability_before_time_zero(years):
    model = estimate_multistate(pairs(60, 40), TWO, allowed=ONE_WAY)
    with pytest.raises(InputError, match="years must be a finite number, 0 or more"):
        model.probabilities(years)
    with pytest.raises(InputError, match="years must be a finite number, 0 or more"):
        model.probability("low", "high", years)


def test_a_covariate_that_hardly_varies_beside_its_size_is_refused():
    visits = panel_of(
        [0, 0, 1, 1], [0, 9, 0, 9], [0, 1, 0, 1], TWO, {"x": 1e9 + np.array([0, 0, 1, 1]) * 1e-3}
    )
    refused("x differs too little beside its size", visits, TWO, allowed=ONE_WAY)


def test_rows_of_chances_of_unequal_length_are_refused():
    visits = pairs(60, 40)
    errors = Misclassification(((1.0, 0.0), (1.0,)))
    refused("misclassification must be chances", visits, TWO, allowed=ONE_WAY, misclassification=errors)


def test_rows_of_allowed_moves_of_unequal_length_are_refused():
    refused("allowed must be 2 by 2", pairs(60, 40), TWO, allowed=[[False, True], [False]])
