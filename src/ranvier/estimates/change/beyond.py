"""What was seen beyond what examiners' errors alone would show."""

from __future__ import annotations

import math

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy.special import ndtri

from ranvier.estimates.change.expected_scores import (
    HOW,
    NOBODY,
    check_baseline,
    check_change,
    expected_by_recorded,
)
from ranvier.estimates.change.true_scores import REFERENCE, SCORES, TrueScores, check_scores, score_places
from ranvier.estimates.change.unaffected import estimate_noise_share
from ranvier.estimates.inputs import Inputs, check_kind
from ranvier.estimates.rates.share import SHARE, estimate_share
from ranvier.estimates.result import Estimate
from ranvier.estimates.unknown import unknown_estimate

Floats = NDArray[np.float64]


def estimate_change_beyond_regression(
    baseline: ArrayLike, later: ArrayLike, true_scores: TrueScores, conf_level: float = 0.95
) -> Estimate:
    """The mean change of the patients seen, minus the one to expect although nothing happens to them.

    baseline, later: EDSS at entry and at the later visit, one each a patient seen at both; 10 at the later
    visit is death. Each patient is set against what his own baseline lets expect. The variance of that mean
    and of the true scores add up. One patient, or patients who all moved alike: no interval (NaN). Raises
    InputError.
    """
    before, after, conf_level = _checked_pairs(baseline, later, true_scores, conf_level)
    definition = "mean change beyond regression to the mean"
    if not before.size:
        return unknown_estimate(NOBODY, definition=definition, unit="EDSS points", conf_level=conf_level)
    per_true = true_scores.noise.chances() @ SCORES
    expected, pull = expected_by_recorded(true_scores, np.repeat(per_true[:, None], SCORES.size, axis=1))
    places = score_places(before)
    moved = after - expected[places]
    drift = pull[:, places].mean(axis=1)
    variance = float(drift @ true_scores.share_covariance @ drift)
    sampling = float(moved.var(ddof=1)) / moved.size if moved.size > 1 else math.nan
    half_width = float(ndtri((1 + conf_level) / 2)) * math.sqrt(sampling + variance) if sampling else math.nan
    estimate = float(moved.mean())
    return Estimate(
        estimate=estimate,
        lower=estimate - half_width,
        upper=estimate + half_width,
        n=before.size,
        method=f"change minus expected change ({HOW}), normal interval",
        definition=definition,
        unit="EDSS points",
        conf_level=conf_level,
        reference=REFERENCE,
    )


def estimate_share_beyond_noise(
    baseline: ArrayLike,
    later: ArrayLike,
    by: float,
    true_scores: TrueScores,
    conf_level: float = 0.95,
    *,
    worse: bool = False,
) -> Estimate:
    """The share better (or *worse*) by at least *by*, minus the share that errors alone would show.

    baseline, later: EDSS at entry and at the later visit, one each a patient seen at both; 10 at the later
    visit is death. The interval adds that of the share seen (exact) and that of the share by errors as
    independent (MOVER, Zou GY, Donner A. Stat Med 2008;27:1693-1702). Raises InputError.
    """
    before, after, conf_level = _checked_pairs(baseline, later, true_scores, conf_level, by)
    gains = (after - before) if worse else (before - after)
    seen = estimate_share(int(np.count_nonzero(gains >= by)), before.size, conf_level)
    expected = estimate_noise_share(before, by, true_scores, conf_level, worse=worse)
    word = "worse" if worse else "better"
    definition = f"difference of the share {word} by {by:.1f} or more from that by examiners' errors alone"
    if not before.size:
        return unknown_estimate(NOBODY, definition=definition, unit=SHARE, conf_level=conf_level)
    difference = seen.estimate - expected.estimate
    return Estimate(
        estimate=difference,
        lower=difference - math.hypot(seen.estimate - seen.lower, expected.upper - expected.estimate),
        upper=difference + math.hypot(seen.upper - seen.estimate, expected.estimate - expected.lower),
        n=before.size,
        method=f"share seen minus share by error ({HOW}); both limits squared and added",
        definition=definition,
        unit=SHARE,
        n_events=seen.n_events,
        conf_level=conf_level,
        reference=f"{REFERENCE}; Zou GY, Donner A. Stat Med 2008;27:1693-1702",
    )


def _checked_pairs(
    baseline: ArrayLike, later: ArrayLike, true_scores: TrueScores, conf_level: float, by: float = 1.0
) -> tuple[Floats, Floats, float]:
    check_kind("change beyond error", "true_scores", true_scores, TrueScores)
    inputs = Inputs("change beyond error")
    before = check_baseline(inputs, baseline, true_scores)
    after = check_scores(inputs, "later", later, most=10.0)
    inputs.same_length(("baseline", before.size), ("later", after.size))
    conf_level = check_change(inputs, conf_level, by)
    inputs.finish()
    return before, after, conf_level
