"""What examiners' errors alone make of the next score: shares better and worse, and the mean change."""

from __future__ import annotations

import math

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy.special import ndtri

from ranvier.estimates.change.true_scores import REFERENCE, SCORES, TrueScores, check_scores, score_places
from ranvier.estimates.inputs import Inputs
from ranvier.estimates.rates.share import SHARE, estimate_share
from ranvier.estimates.result import Estimate
from ranvier.estimates.unknown import unknown_estimate

Floats = NDArray[np.float64]
_NOBODY = "nobody was seen"
_HOW = "exact law of the examiners' errors, true scores by g-modelling"


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
        return unknown_estimate(_NOBODY, definition=definition, unit="EDSS points", conf_level=conf_level)
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
        return unknown_estimate(_NOBODY, definition=definition, unit=SHARE, conf_level=conf_level)
    chance = _chance_of_change(true_scores, by, worse=worse) ** (2 if confirmed else 1)
    return _expected(values, chance, true_scores, conf_level, definition=definition, unit=SHARE)


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
    definition = f"share {'worse' if worse else 'better'} by {by:.1f} or more, beyond examiners' errors"
    if not before.size:
        return unknown_estimate(_NOBODY, definition=definition, unit=SHARE, conf_level=conf_level)
    difference = seen.estimate - expected.estimate
    return Estimate(
        estimate=difference,
        lower=difference - math.hypot(seen.estimate - seen.lower, expected.upper - expected.estimate),
        upper=difference + math.hypot(seen.upper - seen.estimate, expected.estimate - expected.lower),
        n=before.size,
        method=f"share seen minus share by error ({_HOW}); both limits squared and added",
        definition=definition,
        unit=SHARE,
        n_events=seen.n_events,
        conf_level=conf_level,
        reference=f"{REFERENCE}; Zou GY, Donner A. Stat Med 2008;27:1693-1702",
    )


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
        return unknown_estimate(_NOBODY, definition=definition, unit="EDSS points", conf_level=conf_level)
    per_true = true_scores.noise.chances() @ SCORES
    expected, pull = _by_recorded(true_scores, np.repeat(per_true[:, None], SCORES.size, axis=1))
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
        method=f"change minus expected change ({_HOW}), normal interval",
        definition=definition,
        unit="EDSS points",
        conf_level=conf_level,
        reference=REFERENCE,
    )


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
        both = sum(_chance_of_change(true_scores, by, worse=worse) for worse in (False, True))
        expected, _ = _by_recorded(true_scores, np.asarray(both))
        if expected[score_places(values)].mean() <= 1 - conf_level + 1e-12:
            return float(by)
    return math.inf


def _chance_of_change(true_scores: TrueScores, by: float, *, worse: bool) -> Floats:
    """At each true score (rows): the chance that a next score is better than a recorded one (columns)."""
    change = SCORES[:, None] - SCORES[None, :]  # later minus recorded
    reached = (change >= by) if worse else (change <= -by)
    chance: Floats = true_scores.noise.chances() @ reached
    return chance


def _expected(
    values: Floats,
    per_true: Floats,
    true_scores: TrueScores,
    conf_level: float,
    *,
    definition: str,
    unit: str,
) -> Estimate:
    expected, pull = _by_recorded(true_scores, per_true)
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
        method=f"{_HOW} ({true_scores.n:,} patients, {true_scores.entry}), normal interval",
        definition=definition,
        unit=unit,
        conf_level=conf_level,
        reference=REFERENCE,
    )


def _by_recorded(true_scores: TrueScores, per_true: Floats) -> tuple[Floats, Floats]:
    """What *per_true* (true, recorded) is on average at each recorded score, and its slope in each share.

    Entry by the recorded score changes nothing here: which true scores lie behind a recorded one does not
    depend on who else was let in.
    """
    joint = true_scores.share[:, None] * true_scores.recorded
    law = joint.sum(axis=0)
    expected = (joint * per_true).sum(axis=0) / law
    return expected, true_scores.recorded * (per_true - expected) / law


def _checked(
    baseline: ArrayLike, true_scores: TrueScores, conf_level: float, by: float = 1.0
) -> tuple[Floats, float]:
    inputs = Inputs("change by error")
    values = _check_baseline(inputs, baseline, true_scores)
    conf_level = _check_rest(inputs, conf_level, by)
    inputs.finish()
    return values, conf_level


def _checked_pairs(
    baseline: ArrayLike, later: ArrayLike, true_scores: TrueScores, conf_level: float, by: float = 1.0
) -> tuple[Floats, Floats, float]:
    inputs = Inputs("change beyond error")
    before = _check_baseline(inputs, baseline, true_scores)
    after = check_scores(inputs, "later", later, most=10.0)
    inputs.same_length(("baseline", before.size), ("later", after.size))
    conf_level = _check_rest(inputs, conf_level, by)
    inputs.finish()
    return before, after, conf_level


def _check_baseline(inputs: Inputs, baseline: ArrayLike, true_scores: TrueScores) -> Floats:
    values = check_scores(inputs, "baseline", baseline)
    inputs.each(
        true_scores.entry.admits(values),
        f"baseline must lie within the entry of the true scores, {true_scores.entry}",
        "baseline",
        "estimate the true scores with the entry of these patients",
    )
    return values


def _check_rest(inputs: Inputs, conf_level: float, by: float) -> float:
    inputs.require(by > 0, "by must be above 0", "by", "say how large a change counts, without a sign")
    return inputs.conf_level(conf_level)
