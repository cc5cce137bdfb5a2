"""Changes of a score, regression to the mean and slopes, on cohorts with a known truth."""

from __future__ import annotations

import math

import numpy as np

from ranvier.definitions.rater_noise import LIVING_EDSS, RaterNoise
from ranvier.estimates.change.beyond import estimate_change_beyond_regression, estimate_share_beyond_noise
from ranvier.estimates.change.change import estimate_mean, estimate_median, estimate_share_better
from ranvier.estimates.change.mixed_model import estimate_slope_difference
from ranvier.estimates.change.regression_to_mean import estimate_regression_from_pairs
from ranvier.estimates.change.repeated import estimate_reliability, estimate_smallest_detectable_change
from ranvier.estimates.change.true_scores import Entry, estimate_true_scores
from ranvier.estimates.change.unaffected import estimate_noise_share, estimate_regression_to_mean
from ranvier.estimates.comparison.contrast import estimate_difference_of_means
from ranvier.estimates.result import Estimate
from tests.coverage.cases import CoverageCase

Draw = np.random.Generator

STEPS = np.array(LIVING_EDSS)
CHANCES = RaterNoise().chances()
ENTRY = Entry(3.0)
#: A clinic: a gamma law with mean 4 on the steps, not of the family that the estimate draws on.
SHARES = STEPS**3 * np.exp(-STEPS) + 0.02
SHARES /= SHARES.sum()
#: Of those recorded from 3.0 on, by true score and recorded score.
ENTERED = SHARES[:, None] * CHANCES * ENTRY.admits(STEPS)
ENTERED /= ENTERED.sum()
BASELINES = np.repeat(STEPS[5:14], 6)  # 3.0 to 7.0


def _changes(rng: Draw, n: int = 60) -> np.ndarray:
    """Whole points with a mean of -0.4."""
    return rng.choice([-2.0, -1.0, 0.0, 1.0], n, p=[0.15, 0.3, 0.35, 0.2])


def _mean(rng: Draw) -> Estimate:
    return estimate_mean(_changes(rng))


def _median(rng: Draw) -> Estimate:
    return estimate_median(rng.normal(-0.4, 1.1, 60))


def _difference(rng: Draw) -> Estimate:
    return estimate_difference_of_means(_changes(rng, 40), _changes(rng, 90))


def _share(rng: Draw) -> Estimate:
    return estimate_share_better(_changes(rng), 1.0)


def _recorded(true_places: np.ndarray, rng: Draw) -> np.ndarray:
    below = CHANCES.cumsum(axis=1)[true_places]
    return STEPS[np.minimum((rng.random(true_places.size)[:, None] > below).sum(axis=1), STEPS.size - 1)]


def _clinic(rng: Draw, n: int) -> tuple[np.ndarray, np.ndarray]:
    """Places of the true scores, and the scores recorded at entry."""
    places = rng.choice(STEPS.size, n, p=SHARES)
    return places, _recorded(places, rng)


def _expected_of(per_true: np.ndarray) -> float:
    """The mean of *per_true* (true, recorded) over BASELINES in the clinic."""
    joint = SHARES[:, None] * CHANCES
    by_recorded = (joint * per_true).sum(axis=0) / joint.sum(axis=0)
    return float(by_recorded[np.searchsorted(STEPS, BASELINES)].mean())


def _better_by_error() -> np.ndarray:
    return CHANCES @ (STEPS[:, None] - STEPS <= -1.0)


def _regression(rng: Draw) -> Estimate:
    return estimate_regression_to_mean(BASELINES, estimate_true_scores(_clinic(rng, 300)[1]))


def _regression_of_entrants(rng: Draw) -> Estimate:
    first = _clinic(rng, 600)[1]
    entrants = estimate_true_scores(first[ENTRY.admits(first)], entry=ENTRY)
    return estimate_regression_to_mean(BASELINES, entrants)


def _noise_share(rng: Draw) -> Estimate:
    return estimate_noise_share(BASELINES, 1.0, estimate_true_scores(_clinic(rng, 300)[1]))


def _beyond_regression(rng: Draw) -> Estimate:
    places, first = _clinic(rng, 250)
    entered = ENTRY.admits(first)
    later = _recorded(places[entered], rng) - rng.choice([0.0, 1.0], int(entered.sum()))
    return estimate_change_beyond_regression(first[entered], later, estimate_true_scores(first))


def _beyond_noise(rng: Draw) -> Estimate:
    places, first = _clinic(rng, 250)
    entered = ENTRY.admits(first)
    helped = rng.random(int(entered.sum())) < 0.2
    later = np.where(helped, 1.0, _recorded(places[entered], rng))
    return estimate_share_beyond_noise(first[entered], later, 1.0, estimate_true_scores(first))


def _pairs(rng: Draw) -> Estimate:
    true = rng.normal(3, 1, 120)
    first, second = true + rng.normal(0, 0.5, (2, 120))
    return estimate_regression_from_pairs(np.full(30, 4.0), first, second)


def _reliability(rng: Draw) -> Estimate:
    true = rng.normal(3, 1, 80)
    return estimate_reliability(*(true + rng.normal(0, 0.5, (2, 80))))


def _detectable(rng: Draw) -> Estimate:
    return estimate_smallest_detectable_change(*rng.normal(3, 0.5, (2, 40)))


def _slopes(rng: Draw, *, robust: bool) -> Estimate:
    n, n_visits = 80, 5
    patient = np.repeat(np.arange(n), n_visits)
    years = np.tile(np.arange(n_visits) / 2, n) + rng.uniform(-0.1, 0.1, patient.size)
    treated = patient % 2 == 0
    level, slope = rng.normal(3, 1.2, n), rng.normal(0.2, 0.25, n)
    score = level[patient] + (slope[patient] - 0.1 * treated) * years + rng.normal(0, 0.5, patient.size)
    return estimate_slope_difference(score, patient, years, treated, robust=robust)


NORMAL = 1.959963984540054
N_BETTER = float((ENTERED * _better_by_error()).sum())
DISCRETE = "exact: a share of few patients takes few values"

CASES = [
    CoverageCase("Mean change", "60 patients, whole points", -0.4, _mean),
    CoverageCase("Median change", "60 patients, normal", -0.4, _median, "exact: between two of the patients"),
    CoverageCase("Difference of mean changes (Welch)", "40 and 90 patients, whole points", 0.0, _difference),
    CoverageCase("Share better by 1.0", "60 patients, whole points", 0.45, _share, DISCRETE),
    CoverageCase(
        "Regression to the mean by examiners' errors",
        "300 assessed, entry from 3.0",
        _expected_of((CHANCES @ STEPS)[:, None] - STEPS),
        _regression,
    ),
    CoverageCase(
        "Regression to the mean by examiners' errors, entrants only",
        "entrants from 3.0 of 600 assessed",
        _expected_of((CHANCES @ STEPS)[:, None] - STEPS),
        _regression_of_entrants,
        "who did not enter is not seen, and the interval allows for it",
    ),
    CoverageCase(
        "Share better by 1.0 by examiners' errors",
        "300 assessed",
        _expected_of(_better_by_error()),
        _noise_share,
    ),
    CoverageCase(
        "Change beyond regression to the mean", "entrants from 3.0 of 250 assessed", -0.5, _beyond_regression
    ),
    CoverageCase(
        "Share better by 1.0 beyond examiners' errors",
        "entrants from 3.0 of 250 assessed",
        0.2 * (1 - N_BETTER),
        _beyond_noise,
        "exact limits of the share seen",
    ),
    CoverageCase("Regression to the mean from two visits", "120 pairs, normal", -0.2, _pairs),
    CoverageCase("Reliability of two visits", "80 pairs, normal", 0.8, _reliability),
    CoverageCase("Smallest detectable change", "40 pairs, normal", NORMAL * math.sqrt(0.5), _detectable),
    CoverageCase(
        "Mixed model, difference of slopes",
        "80 patients, 5 visits",
        -0.1,
        lambda rng: _slopes(rng, robust=False),
    ),
    CoverageCase(
        "Mixed model, difference of slopes, sandwich",
        "80 patients, 5 visits",
        -0.1,
        lambda rng: _slopes(rng, robust=True),
    ),
]
