"""The difference of weighted curves with an interval by bootstrap, for when the closed form is doubted."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import ArrayLike

from ranvier.estimates.comparison.adjustment import AdjustedContrast, Weighting, half_width, weighting_of
from ranvier.estimates.comparison.covariates import Columns, read_covariates
from ranvier.estimates.comparison.logistic import fit_columns
from ranvier.estimates.comparison.weighted_curve import FollowUp, weighted_shares
from ranvier.estimates.comparison.weighted_survival import (
    checked_follow_up,
    estimate_adjusted_survival_difference,
    is_certain,
)
from ranvier.estimates.comparison.weights import WeightTarget, weigh_groups
from ranvier.estimates.inputs import InputError, Inputs
from ranvier.estimates.survival.curve import LEAST_AT_RISK


@dataclass(frozen=True)
class Resampling:
    """A bootstrap that draws patients with replacement and estimates everything anew, weights included."""

    seed: int
    n_resamples: int = 1000
    conf_level: float = 0.95
    least_at_risk: int = LEAST_AT_RISK


def estimate_resampled_survival_difference(
    exit_day: ArrayLike,
    event: ArrayLike,
    treated: ArrayLike,
    covariates: Mapping[str, ArrayLike],
    day: int,
    *,
    resampling: Resampling,
    target: WeightTarget | Weighting = WeightTarget.OVERLAP,
) -> AdjustedContrast:
    """The answer of `estimate_adjusted_survival_difference`, with the interval drawn instead of derived.

    The standard error is the deviation between resamples of patients, each with its own probability of
    treatment and weights; the same seed gives the same interval. Where a curve is at 1 or 0, as there. No
    interval where fewer than 95 in 100 resamples can be compared.
    Raises as there. Source: Efron B, Tibshirani RJ. An introduction to the bootstrap. 1993.
    """
    inputs = Inputs("resampled difference of curves")
    inputs.require(
        resampling.n_resamples >= 100, "n_resamples must be 100 or more", "n_resamples", "try 1,000"
    )
    inputs.count("seed", resampling.seed)
    inputs.finish()
    level = resampling.conf_level
    derived = estimate_adjusted_survival_difference(
        exit_day,
        event,
        treated,
        covariates,
        day,
        target=target,
        conf_level=level,
        least_at_risk=resampling.least_at_risk,
    )
    if not derived.contrast.has_interval or is_certain((derived.treated, derived.comparator)):
        return derived
    follow_up, flags, _ = checked_follow_up(exit_day, event, treated, day, level)
    columns = read_covariates(Inputs("resampled difference of curves"), covariates, flags.size)
    found = np.array(_resamples(follow_up, flags, columns, (weighting_of(target), resampling)))
    known = found[np.isfinite(found)]
    if known.size < 0.95 * found.size:
        method, limits = "no interval: the resamples cannot be compared", (math.nan, math.nan)
    else:
        method = (
            f"weighted Kaplan-Meier curves, bootstrap of {resampling.n_resamples:,} resamples (seed "
            f"{resampling.seed}) that estimates the probability of treatment anew"
        )
        width = half_width(float(known.std(ddof=1)), level)
        middle = derived.contrast.estimate
        limits = max(-1.0, middle - width), min(1.0, middle + width)
    contrast = replace(derived.contrast, lower=limits[0], upper=limits[1], method=method)
    return replace(derived, contrast=contrast)


def _resamples(
    follow_up: FollowUp, treated: np.ndarray, columns: Columns, how: tuple[Weighting, Resampling]
) -> list[float]:
    """The difference in each resample; NaN where its groups cannot be compared."""
    weighting, resampling = how
    generator, found = np.random.default_rng(resampling.seed), []
    for _ in range(resampling.n_resamples):
        drawn = generator.integers(0, treated.size, treated.size)
        again = FollowUp(follow_up.exits[drawn], follow_up.events[drawn], follow_up.day)
        flags, cut = treated[drawn], weighting.truncate_above
        try:
            if flags.all() or not flags.any():
                raise InputError([], headline="a group is empty")
            scores = fit_columns(flags, Columns(columns.names, columns.values[drawn])).probabilities
            weights = weigh_groups(flags, scores, weighting.target, truncate_above=cut).weights
        except InputError:
            found.append(math.nan)
            continue
        (ours, theirs), _ = weighted_shares(again, flags, weights)
        found.append(ours - theirs)
    return found
