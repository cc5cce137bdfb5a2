"""What examiners' errors alone make of the next score: shares better and worse, and the mean change."""

from __future__ import annotations

import math

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy.special import ndtri

from ranvier.estimates.change.expected_scores import (
    HOW,
    NOBODY,
    chance_of_change,
    check_baseline,
    check_change,
    expected_by_recorded,
)
from ranvier.estimates.change.true_scores import REFERENCE, SCORES, TrueScores, score_places
from ranvier.estimates.inputs import Inputs, check_kind
from ranvier.estimates.rates.share import SHARE
from ranvier.estimates.result import Estimate
from ranvier.estimates.unknown import unknown_estimate

Floats = NDArray[np.float64]


def estimate_regression_to_mean(
    baseline: ArrayLike,
    true_scores: TrueScores,
    conf_level: float = 0.95,
    *,
    definition: str = "expected change of patients whom nothing helps or harms",
) -> Estimate:
    """The mean change to expect of these patients although nothing happens to them, in EDSS points.

    baseline: EDSS at entry, one a patient. Negative where patients entered with a score that was high by
    error, as with an entry from EDSS 3 on at the same visit. true_scores: best from everybody assessed for
    entry. The interval is that of the true scores; the examiners' errors are taken as known. A relapse at
    baseline adds to it: `estimate_relapse_recovery`. Nobody: not known. Raises InputError.
    """
    values, conf_level = _checked(baseline, true_scores, conf_level)
    if not values.size:
        return unknown_estimate(NOBODY, definition=definition, unit="EDSS points", conf_level=conf_level)
    later = true_scores.noise.chances() @ SCORES
    return _expected(
        values, later[:, None] - SCORES, true_scores, conf_level, definition=definition, unit="EDSS points"
    )


def estimate_noise_share(
    baseline: ArrayLike,
    by: float,
    true_scores: TrueScores,
    conf_level: float = 0.95,
    *,
    worse: bool = False,
    confirmed: bool = False,
) -> Estimate:
    """The share that examiners' errors alone show better by at least *by* at the next visit.

    worse: shows worse instead. confirmed: at the next two visits, each examined anew. baseline, true_scores
    and the interval: as for `estimate_regression_to_mean`. Raises InputError.
    """
    values, conf_level = _checked(baseline, true_scores, conf_level, by)
    word = f"{'worse' if worse else 'better'} by {by:.1f} or more{', confirmed' if confirmed else ''}"
    definition = f"share {word}, by examiners' errors alone"
    if not values.size:
        return unknown_estimate(NOBODY, definition=definition, unit=SHARE, conf_level=conf_level)
    chance = chance_of_change(true_scores, by, worse=worse) ** (2 if confirmed else 1)
    return _expected(values, chance, true_scores, conf_level, definition=definition, unit=SHARE)


def estimate_smallest_change_beyond_noise(
    baseline: ArrayLike, true_scores: TrueScores, conf_level: float = 0.95
) -> float:
    """The smallest change, in EDSS points, that errors alone show in at most 1 of 20 patients (at 0.95).

    Either way counts. NaN without patients. Raises InputError.
    """
    values, conf_level = _checked(baseline, true_scores, conf_level)
    if not values.size:
        return math.nan
    for by in np.arange(0.5, 10.0, 0.5):
        both = sum(chance_of_change(true_scores, by, worse=worse) for worse in (False, True))
        expected, _ = expected_by_recorded(true_scores, np.asarray(both))
        if expected[score_places(values)].mean() <= 1 - conf_level + 1e-12:
            return float(by)
    return math.inf


def _expected(
    values: Floats,
    per_true: Floats,
    true_scores: TrueScores,
    conf_level: float,
    *,
    definition: str,
    unit: str,
) -> Estimate:
    expected, pull = expected_by_recorded(true_scores, per_true)
    places = score_places(values)
    estimate, drift = float(expected[places].mean()), pull[:, places].mean(axis=1)
    half_width = float(ndtri((1 + conf_level) / 2)) * math.sqrt(
        max(0.0, float(drift @ true_scores.share_covariance @ drift))
    )
    least, most = (0.0, 1.0) if unit == SHARE else (-math.inf, math.inf)
    return Estimate(
        estimate=estimate,
        lower=max(least, estimate - half_width),
        upper=min(most, estimate + half_width),
        n=values.size,
        method=f"{HOW} ({true_scores.n:,} patients, {true_scores.entry}), normal interval",
        definition=definition,
        unit=unit,
        conf_level=conf_level,
        reference=REFERENCE,
    )


def _checked(
    baseline: ArrayLike, true_scores: TrueScores, conf_level: float, by: float = 1.0
) -> tuple[Floats, float]:
    check_kind("change by error", "true_scores", true_scores, TrueScores)
    inputs = Inputs("change by error")
    values = check_baseline(inputs, baseline, true_scores)
    conf_level = check_change(inputs, conf_level, by)
    inputs.finish()
    return values, conf_level
