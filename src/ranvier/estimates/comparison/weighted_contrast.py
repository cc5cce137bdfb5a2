"""Treated beside comparators made alike by weights: means, shares and rates."""

from __future__ import annotations

import math
from collections.abc import Mapping

import numpy as np
from numpy.typing import ArrayLike, NDArray

from ranvier.estimates.comparison.adjustment import (
    SANDWICH,
    SANDWICH_SOURCE,
    AdjustedContrast,
    Adjustment,
    Weighting,
    adjust,
    half_width,
    weighting_of,
)
from ranvier.estimates.comparison.certain_levels import ADDED_LIMITS, limits_of_shares
from ranvier.estimates.comparison.contrast import NEWCOMBE
from ranvier.estimates.comparison.weights import WeightTarget
from ranvier.estimates.inputs import Inputs
from ranvier.estimates.result import Estimate
from ranvier.estimates.unknown import unknown_estimate

Floats = NDArray[np.float64]


def estimate_adjusted_difference(
    outcome: ArrayLike,
    treated: ArrayLike,
    covariates: Mapping[str, ArrayLike],
    *,
    target: WeightTarget | Weighting = WeightTarget.OVERLAP,
    conf_level: float = 0.95,
    definition: str = "difference of means, treated minus comparator",
    unit: str = "EDSS points",
) -> AdjustedContrast:
    """Mean of the treated minus that of comparators made alike by weights; of shares for true and false.

    outcome: a number or true and false, a patient; the unit of shares is "share". covariates: what was known
    before treatment, without missing values. The interval accounts for the probability having been estimated.
    A share of 1 or 0 has no spread: there Wilson's limits of both groups on effective patients are squared
    and added. No interval where the numbers of both groups are all alike. Raises InputError; Collinear,
    Separation, NoOverlap where the groups cannot be compared, each with what to try.
    Source: Li F, Morgan KL, Zaslavsky AM. J Am Stat Assoc 2018;113:390-400; Lunceford JK, Davidian M.
    Stat Med 2004;23:2937-2960. With the weights taken as known it equals R survey::svyglm.
    """
    values, is_share, conf_level = _checked(outcome, treated, conf_level)
    adjusted = adjust("adjusted difference", treated, covariates, weighting_of(target))
    levels, per_weight = weighted_ratios(adjusted, values, np.ones(values.size))
    (lower, upper), method, source = _limits(values, levels, adjusted, (per_weight, conf_level, is_share))
    contrast = Estimate(
        estimate=levels[0] - levels[1],
        lower=lower,
        upper=upper,
        n=values.size,
        method=method,
        definition=definition,
        unit="share" if is_share else unit,
        n_events=int(values.sum()) if is_share else None,
        conf_level=conf_level,
        weights=adjusted.weights.label,
        reference=f"{adjusted.weights.target.reference}; {source}",
    )
    return _contrast(contrast, levels, adjusted)


def estimate_adjusted_rate_ratio(
    n_events: ArrayLike,
    years: ArrayLike,
    treated: ArrayLike,
    covariates: Mapping[str, ArrayLike],
    *,
    target: WeightTarget | Weighting = WeightTarget.OVERLAP,
    conf_level: float = 0.95,
    definition: str = "ratio of yearly rates, treated to comparator",
) -> AdjustedContrast:
    """Yearly rate of the treated divided by that of comparators made alike by weights.

    n_events: events of each patient, such as relapses. years: under observation, above 0. Not known where a
    group has no event. The interval is made on the logarithm, between patients, and accounts for the
    estimated probability of treatment. Raises as `estimate_adjusted_difference`.
    """
    inputs = Inputs("adjusted ratio of rates")
    events, observed = inputs.numbers("n_events", n_events), inputs.numbers("years", years)
    flags = inputs.flags("treated", treated)
    inputs.each(events >= 0, "n_events must be 0 or more", "n_events", "hand over counts")
    inputs.each(observed > 0, "years must be above 0", "years", "leave out patients never observed")
    inputs.same_length(("n_events", events.size), ("years", observed.size), ("treated", flags.size))
    conf_level = inputs.conf_level(conf_level)
    inputs.finish()
    adjusted = adjust("adjusted ratio of rates", treated, covariates, weighting_of(target))
    levels, per_weight = weighted_ratios(adjusted, events, observed, logarithm=True)
    contrast = _ratio(levels, adjusted, (per_weight, events, conf_level, definition))
    return _contrast(contrast, levels, adjusted)


def weighted_ratios(
    adjusted: Adjustment, above: Floats, below: Floats, *, logarithm: bool = False
) -> tuple[tuple[float, float], Floats]:
    """Weighted sum above / weighted sum below in each group, and the difference's derivative by the weights.

    logarithm: the derivative of the difference of logarithms instead; zero where a level is 0.
    """
    weights, treated = adjusted.weights.weights, adjusted.weights.treated
    levels, per_weight = [], np.zeros(weights.size)
    for group, sign in ((treated, 1.0), (~treated, -1.0)):
        total = float(weights[group] @ below[group])
        level = float(weights[group] @ above[group]) / total
        scale = total * (level if logarithm else 1.0)
        if scale > 0:
            per_weight[group] = sign * (above[group] - level * below[group]) / scale
        levels.append(level)
    return (levels[0], levels[1]), per_weight


def _limits(
    values: Floats, levels: tuple[float, float], adjusted: Adjustment, parts: tuple[Floats, float, bool]
) -> tuple[tuple[float, float], str, str]:
    """Both limits of the difference of *levels*, how they were made, and by whom."""
    per_weight, conf_level, is_share = parts
    treated = adjusted.weights.treated
    alike = [np.ptp(values[group]) == 0 for group in (treated, ~treated)]
    if is_share and any(alike):
        _, lower, upper = limits_of_shares(levels, adjusted.weights, conf_level)
        return (lower, upper), f"weighted difference, {ADDED_LIMITS}", NEWCOMBE
    if all(alike):
        return (math.nan, math.nan), "no interval: all of a group are alike", SANDWICH_SOURCE
    difference, width = levels[0] - levels[1], half_width(adjusted.std_error(per_weight), conf_level)
    return (difference - width, difference + width), f"weighted difference, {SANDWICH}", SANDWICH_SOURCE


def _checked(outcome: ArrayLike, treated: ArrayLike, conf_level: float) -> tuple[Floats, bool, float]:
    inputs = Inputs("adjusted difference")
    values = inputs.numbers("outcome", outcome)
    flags = inputs.flags("treated", treated)
    inputs.same_length(("outcome", values.size), ("treated", flags.size))
    conf_level = inputs.conf_level(conf_level)
    inputs.finish()
    return values, np.asarray(outcome).dtype == np.bool_, conf_level


def _ratio(
    levels: tuple[float, float], adjusted: Adjustment, parts: tuple[Floats, Floats, float, str]
) -> Estimate:
    per_weight, events, conf_level, definition = parts
    if not all(levels):
        reason = "a group has no event"
        n = events.size
        return unknown_estimate(reason, definition=definition, n=n, unit="ratio", conf_level=conf_level)
    ratio = levels[0] / levels[1]
    factor = math.exp(half_width(adjusted.std_error(per_weight), conf_level))
    return Estimate(
        estimate=ratio,
        lower=ratio / factor,
        upper=ratio * factor,
        n=events.size,
        method=f"weighted ratio of rates, {SANDWICH}",
        definition=definition,
        unit="ratio",
        n_events=int(events.sum()),
        conf_level=conf_level,
        weights=adjusted.weights.label,
        reference=f"{adjusted.weights.target.reference}; {SANDWICH_SOURCE}",
    )


def _contrast(contrast: Estimate, levels: tuple[float, float], adjusted: Adjustment) -> AdjustedContrast:
    return AdjustedContrast(contrast, *levels, adjusted.balance, adjusted.positivity, adjusted.weights)
