"""Multistate kernels equal their plain twins, and a fit does not depend on order, names or day 0."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, strategies as st

from ranvier.estimates.natural_history.intensities import Layout
from ranvier.estimates.natural_history.likelihood import Hidden, intervals_of, log_likelihood
from ranvier.estimates.natural_history.multistate import estimate_multistate
from ranvier.estimates.natural_history.panel import panel_of
from ranvier.estimates.natural_history.states import DEATH, THREE_BANDS
from ranvier.kernels.hidden_course import follow_hidden
from ranvier.kernels.matrix_exponential import exponentials, exponentials_and_slopes
from tests.reference import multistate as plain

seeds = st.integers(0, 2**32 - 1)


def random_generator(rng, k):
    rates = rng.exponential(rng.choice([0.01, 0.3, 5.0]), (k, k)) * (rng.random((k, k)) < 0.7)
    np.fill_diagonal(rates, 0.0)
    return rates - np.diag(rates.sum(axis=1))


@given(seeds, st.integers(2, 6), st.floats(0, 40))
def test_exponential_equals_its_twin(seed, k, years):
    generator = random_generator(np.random.default_rng(seed), k)
    found = exponentials(generator[None], np.array([years]))[0]
    assert found == pytest.approx(plain.probabilities(generator, years), abs=1e-11)
    assert (found >= 0).all()
    assert found.sum(axis=1) == pytest.approx(np.ones(k), abs=1e-11)


@given(seeds, st.integers(2, 4), st.floats(0.01, 10))
def test_slopes_equal_their_twin(seed, k, years):
    rng = np.random.default_rng(seed)
    generator, weights = random_generator(rng, k), rng.exponential(size=(k, k))
    found = exponentials_and_slopes(generator[None], np.array([years]), weights[None])[1][0]
    expected = plain.slopes(generator, years, weights)
    assert found == pytest.approx(expected, rel=1e-8, abs=1e-9)


def hidden_course(rng):
    k = int(rng.integers(2, 4))
    sizes = rng.integers(1, 5, rng.integers(1, 4))
    offset = np.append(0, sizes.cumsum())
    step = rng.integers(0, 3, offset[-1])
    moves = rng.dirichlet(np.ones(k), (3, k))
    emission, initial = rng.dirichlet(np.ones(k), k), rng.dirichlet(np.ones(k))
    return rng.integers(0, k, offset[-1]), offset, step, moves, emission, initial


@given(seeds)
def test_hidden_course_equals_the_sum_over_all_true_courses(seed):
    course = hidden_course(np.random.default_rng(seed))
    assert follow_hidden(*course)[0] == pytest.approx(plain.hidden_log_likelihood(*course), rel=1e-10)


@given(seeds)
def test_slopes_of_a_hidden_course_are_its_differences(seed):
    rng = np.random.default_rng(seed)
    *head, moves, emission, initial = hidden_course(rng)
    _, in_moves, in_emission = follow_hidden(*head, moves, emission, initial)
    place = tuple(rng.integers(0, n) for n in moves.shape)
    assert in_moves[place] == pytest.approx(
        _difference(lambda m: plain.hidden_log_likelihood(*head, m, emission, initial), moves, place),
        rel=1e-4,
        abs=1e-4,
    )
    place = tuple(rng.integers(0, n) for n in emission.shape)
    assert in_emission[place] == pytest.approx(
        _difference(lambda e: plain.hidden_log_likelihood(*head, moves, e, initial), emission, place),
        rel=1e-4,
        abs=1e-4,
    )


@given(seeds)
def test_plain_and_compiled_hidden_course_are_the_same(seed):
    course = hidden_course(np.random.default_rng(seed))
    ours, theirs = follow_hidden.plain(*course), follow_hidden.compiled(*course)
    for one, other in zip(ours, theirs, strict=True):
        assert one == pytest.approx(other, rel=1e-13)


@given(seeds, st.booleans(), st.booleans())
def test_the_slope_of_the_likelihood_is_its_difference(seed, shared, is_hidden):
    """Every part at once: deaths on known days, a covariate, misclassification that is fitted."""
    rng = np.random.default_rng(seed)
    states = (*THREE_BANDS, DEATH)
    patient, day = np.repeat(np.arange(6), 3), np.tile([0, 180, 400], 6)
    state = rng.integers(0, 3, 18)
    state[2::3][rng.random(6) < 0.4] = 3
    panel = panel_of(patient, day, state, states, {"age": rng.normal(size=18)})
    pairs = ((0, 1), (0, 3), (1, 0), (1, 2), (1, 3), (2, 1), (2, 3))
    layout = Layout(4, pairs, 1, shared, ((0, 1), (1, 0), (1, 2), (2, 1)) if is_hidden else ())
    intervals = intervals_of(panel, panel.covariates["age"][:, None], 4, 3)
    hidden = (
        Hidden(panel.state, panel.offset, np.array([0.4, 0.3, 0.3, 0.0]), np.eye(4)) if is_hidden else None
    )
    parameters = rng.normal(-1, 0.5, layout.n)
    _, slope = log_likelihood(parameters, layout, intervals, hidden)
    for place in range(layout.n):
        by_difference = _difference(
            lambda p: log_likelihood(p, layout, intervals, hidden)[0], parameters, place
        )
        assert slope[place] == pytest.approx(by_difference, rel=1e-5, abs=1e-5)


@pytest.mark.parametrize("seed", range(3))
def test_a_fit_does_not_depend_on_order_names_or_day_0(seed):
    rng = np.random.default_rng(seed)
    patient, day = np.repeat(np.arange(60), 5), np.tile(np.arange(5) * 200, 60)
    state = np.clip(rng.integers(0, 3, 60)[:, None] + rng.integers(-1, 2, (60, 5)), 0, 2).ravel()
    shuffled = rng.permutation(patient.size)
    ours = estimate_multistate(panel_of(patient, day, state, THREE_BANDS), THREE_BANDS)
    moved = panel_of((1000 - patient)[shuffled], day[shuffled] + 77, state[shuffled], THREE_BANDS)
    theirs = estimate_multistate(moved, THREE_BANDS)
    assert theirs.log_likelihood == pytest.approx(ours.log_likelihood, rel=1e-12)
    assert theirs.parameters == pytest.approx(ours.parameters, rel=1e-7)


def _difference(of, at, place, step=1e-6):
    up, down = at.copy(), at.copy()
    up[place] += step
    down[place] -= step
    return (of(up) - of(down)) / (2 * step)
