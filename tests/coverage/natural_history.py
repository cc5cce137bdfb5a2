"""Multistate models, expected courses and the treated-to-expected ratio on courses with known rates."""

from __future__ import annotations

import numpy as np

from ranvier.estimates.natural_history.expected_course import estimate_expected_course
from ranvier.estimates.natural_history.misclassification import Misclassification
from ranvier.estimates.natural_history.multistate import estimate_multistate
from ranvier.estimates.natural_history.multistate_model import MultistateModel
from ranvier.estimates.natural_history.panel import Panel, panel_of
from ranvier.estimates.natural_history.progression_ratio import estimate_progression_ratio
from ranvier.estimates.natural_history.states import THREE_BANDS, middle_edss
from ranvier.estimates.natural_history.treated_cohort import TreatedCohort
from ranvier.estimates.result import Estimate
from ranvier.kernels.matrix_exponential import exponentials
from tests.coverage.cases import CoverageCase

RATES = np.array([[-0.3, 0.3, 0.0], [0.15, -0.5, 0.35], [0.0, 0.1, -0.1]])
BOTH_WAYS = np.array([[-0.3, 0.3, 0.0], [0.3, -0.65, 0.35], [0.0, 0.3, -0.3]])
SLOWED = np.array([[-0.15, 0.15, 0.0], [0.15, -0.325, 0.175], [0.0, 0.1, -0.1]])
FIRST = np.array([0.5, 0.3, 0.2])
ERRORS = Misclassification(((0.9, 0.1, 0.0), (0.1, 0.8, 0.1), (0.0, 0.1, 0.9)), initial=tuple(FIRST))
EFFECT = 0.5
VALUES = middle_edss(THREE_BANDS)


def after(rates, years):
    return exponentials(rates[None], np.array([float(years)]))[0]


def course(rng: np.random.Generator, n: int, visits: int, rates=RATES) -> np.ndarray:
    """States at half-yearly visits."""
    chances = after(rates, 182 / 365.25).cumsum(axis=1)
    state = np.empty((n, visits), np.int64)
    state[:, 0] = rng.choice(3, n, p=FIRST)
    for visit in range(1, visits):
        state[:, visit] = (rng.random((n, 1)) > chances[state[:, visit - 1]]).sum(axis=1).clip(0, 2)
    return state


def panel(state: np.ndarray, **covariates) -> Panel:
    n, visits = state.shape
    patient, day = np.repeat(np.arange(n), visits), np.tile(182 * np.arange(visits), n)
    return panel_of(patient, day, state.ravel(), THREE_BANDS, covariates)


def fitted(rng: np.random.Generator, n: int = 250, visits: int = 7) -> MultistateModel:
    return estimate_multistate(panel(course(rng, n, visits)), THREE_BANDS)


def rate(rng: np.random.Generator) -> Estimate:
    return fitted(rng).intensity("mild", "moderate")


def probability(rng: np.random.Generator) -> Estimate:
    return fitted(rng).probability("mild", "severe", 5)


def stay(rng: np.random.Generator) -> Estimate:
    return fitted(rng).sojourn("moderate")


def effect(rng: np.random.Generator) -> Estimate:
    half = 150
    seen = np.vstack([course(rng, half, 7), course(rng, half, 7, RATES * np.exp(EFFECT))])
    group = np.repeat([0.0, 1.0], half * 7)
    model = estimate_multistate(panel(seen, group=group), THREE_BANDS, shared_effects=True)
    return model.ratio("group", "mild", "moderate")


def rate_behind_errors(rng: np.random.Generator) -> Estimate:
    true = course(rng, 300, 7, BOTH_WAYS)
    chances = ERRORS.matrix.cumsum(axis=1)[true]
    seen = (rng.random((*true.shape, 1)) > chances).sum(axis=2).clip(0, 2)
    model = estimate_multistate(panel(seen), THREE_BANDS, misclassification=ERRORS)
    return model.intensity("moderate", "severe")


def expected_share(rng: np.random.Generator) -> Estimate:
    baseline = rng.choice(3, 150, p=FIRST)
    expected = estimate_expected_course(baseline, [5], fitted(rng), seed=int(rng.integers(2**31)))
    return expected.points[0].at_or_beyond[2]


def ratio(rng: np.random.Generator) -> Estimate:
    treated = course(rng, 400, 7, SLOWED)
    cohort = TreatedCohort(treated[:, 0], treated[:, -1], np.full(400, 6 * 182 / 365.25))
    return estimate_progression_ratio(cohort, fitted(rng, 400), seed=int(rng.integers(2**31))).ratio


def true_change(rates: np.ndarray) -> float:
    return float(FIRST @ (after(rates, 6 * 182 / 365.25) - np.eye(3)) @ VALUES)


_VISITS = "250 patients, 7 half-yearly visits"

CASES = [
    CoverageCase("Multistate model, rate a year", _VISITS, 0.3, rate),
    CoverageCase(
        "Multistate model, probability in 5 years", _VISITS, float(after(RATES, 5)[0, 2]), probability
    ),
    CoverageCase("Multistate model, length of a stay", _VISITS, 1 / 0.5, stay),
    CoverageCase(
        "Multistate model, effect of a covariate",
        "two groups of 150, 7 visits",
        float(np.exp(EFFECT)),
        effect,
    ),
    CoverageCase(
        "Multistate model, misclassification held", "300 patients, 7 visits", 0.35, rate_behind_errors
    ),
    CoverageCase(
        "Expected course, share severe at 5 years",
        "150 patients, rates from 250 others",
        float(FIRST @ after(RATES, 5)[:, 2]),
        expected_share,
    ),
    CoverageCase(
        "Treated-to-expected ratio",
        "400 treated, rates from 400 others",
        100 * true_change(SLOWED) / true_change(RATES),
        ratio,
    ),
]
