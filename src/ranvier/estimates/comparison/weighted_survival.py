"""Shares free of an event at a day, treated beside comparators made alike by weights."""

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
from ranvier.estimates.comparison.certain_levels import ADDED_LIMITS, limits_of_curves
from ranvier.estimates.comparison.contrast import NEWCOMBE
from ranvier.estimates.comparison.weighted_curve import FollowUp, weighted_shares
from ranvier.estimates.comparison.weights import WeightTarget
from ranvier.estimates.inputs import Inputs
from ranvier.estimates.result import Estimate
from ranvier.estimates.survival.curve import LEAST_AT_RISK
from ranvier.estimates.unknown import unknown_estimate


def estimate_adjusted_survival_difference(  # noqa: PLR0913 - the options are named
    exit_day: ArrayLike,
    event: ArrayLike,
    treated: ArrayLike,
    covariates: Mapping[str, ArrayLike],
    day: int,
    *,
    target: WeightTarget | Weighting = WeightTarget.OVERLAP,
    conf_level: float = 0.95,
    least_at_risk: int = LEAST_AT_RISK,
) -> AdjustedContrast:
    """Share of the treated free of the event at *day* minus that of comparators made alike by weights.

    exit_day: whole days from time zero to the event or the end of follow-up. event: whether it was the event.
    Weighted Kaplan-Meier curves. The interval accounts for the estimated probability of treatment, in closed
    form; `estimate_resampled_survival_difference` draws it instead. A curve at 1 or 0 has no spread: there
    the limits of both curves, on effective patients, are squared and added. Not known where follow-up of a
    group ends before *day*, nor with fewer than *least_at_risk* of a group at risk on it.
    Raises as `estimate_adjusted_difference`. Source: Xie J, Liu C. Stat Med 2005;24:3089-3110 for the curves.
    """
    follow_up, flags, conf_level = checked_follow_up(exit_day, event, treated, day, conf_level)
    adjusted = adjust("adjusted difference of curves", flags, covariates, weighting_of(target))
    levels, per_weight = weighted_shares(follow_up, flags, adjusted.weights.weights)
    reason = _why_unknown(follow_up, flags, levels, least_at_risk)
    if reason:
        contrast = _unknown(follow_up, conf_level, reason)
    else:
        contrast = _contrast(follow_up, levels, adjusted, (per_weight, conf_level))
    return AdjustedContrast(contrast, *levels, adjusted.balance, adjusted.positivity, adjusted.weights)


def checked_follow_up(
    exit_day: ArrayLike, event: ArrayLike, treated: ArrayLike, day: int, conf_level: float
) -> tuple[FollowUp, NDArray[np.bool_], float]:
    """Follow-up, groups and level as computed with; raises InputError with all faults."""
    inputs = Inputs("adjusted difference of curves")
    exits, events = inputs.days("exit_day", exit_day), inputs.flags("event", event)
    flags = inputs.flags("treated", treated)
    inputs.same_length(("exit_day", exits.size), ("event", events.size), ("treated", flags.size))
    day, conf_level = inputs.count("day", day), inputs.conf_level(conf_level)
    inputs.finish()
    return FollowUp(exits, events, day), flags, conf_level


def _contrast(
    follow_up: FollowUp,
    levels: tuple[float, float],
    adjusted: Adjustment,
    parts: tuple[NDArray[np.float64], float],
) -> Estimate:
    per_weight, conf_level = parts
    difference, how, source = levels[0] - levels[1], SANDWICH, SANDWICH_SOURCE
    if is_certain(levels):
        how, source = ADDED_LIMITS, NEWCOMBE
        _, lower, upper = limits_of_curves(follow_up, adjusted.weights, conf_level)
    else:
        width = half_width(adjusted.std_error(per_weight), conf_level)
        lower, upper = difference - width, difference + width
    return Estimate(
        estimate=difference,
        lower=max(-1.0, lower),
        upper=min(1.0, upper),
        n=follow_up.exits.size,
        method=f"weighted Kaplan-Meier curves, {how}",
        definition=_definition(follow_up.day),
        unit="share",
        n_events=int(np.count_nonzero(follow_up.events & (follow_up.exits <= follow_up.day))),
        conf_level=conf_level,
        weights=adjusted.weights.label,
        reference=f"{adjusted.weights.target.reference}; {source}",
    )


def is_certain(levels: tuple[float, float]) -> bool:
    """Whether a share is 1 or 0, so that its spread is 0 and says nothing."""
    return not all(0 < level < 1 for level in levels)


def _why_unknown(
    follow_up: FollowUp, treated: NDArray[np.bool_], levels: tuple[float, float], least_at_risk: int
) -> str:
    if any(map(math.isnan, levels)):
        return "follow-up of a group ends before that day"
    for group, word in ((treated, "treated"), (~treated, "comparator")):
        n_at_risk = int(np.count_nonzero(follow_up.exits[group] >= follow_up.day))
        if n_at_risk < least_at_risk:
            return f"{word}: {n_at_risk} at risk on day {follow_up.day}, fewer than {least_at_risk}"
    return ""


def _unknown(follow_up: FollowUp, conf_level: float, reason: str) -> Estimate:
    return unknown_estimate(
        reason,
        definition=_definition(follow_up.day),
        n=follow_up.exits.size,
        unit="share",
        conf_level=conf_level,
    )


def _definition(day: int) -> str:
    return f"difference of shares free of the event, treated minus comparator, at day {day}"
