"""Treated minus comparator, as is fair for a randomised comparator: means, shares, curves at a time."""

from __future__ import annotations

import math

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy.special import ndtri, stdtrit

from ranvier.estimates.inputs import Inputs
from ranvier.estimates.moments import NO_SPREAD, exact_mean, exact_variance
from ranvier.estimates.rates.share import SHARE
from ranvier.estimates.result import Estimate
from ranvier.estimates.survival.curve import LEAST_AT_RISK, SurvivalCurve
from ranvier.estimates.unknown import unknown_estimate


def estimate_difference_of_means(
    treated: ArrayLike,
    comparator: ArrayLike,
    conf_level: float = 0.95,
    *,
    definition: str = "difference of mean changes, treated minus comparator",
    unit: str = "EDSS points",
) -> Estimate:
    """Mean change of the treated minus that of the comparator, with Welch's interval.

    Not known when a group is empty; no interval (NaN) with one patient in a group, or when both groups
    changed alike throughout, as R's t.test then refuses. Raises InputError. Equals R t.test.
    """
    inputs = Inputs("difference of means")
    ours, theirs = inputs.numbers("treated", treated), inputs.numbers("comparator", comparator)
    conf_level = inputs.conf_level(conf_level)
    inputs.finish()
    n = ours.size + theirs.size
    if not (ours.size and theirs.size):
        return unknown_estimate(_EMPTY, definition=definition, n=n, unit=unit, conf_level=conf_level)
    difference = exact_mean(ours) - exact_mean(theirs)
    half_width, method = _welch_half_width(ours, theirs, conf_level)
    return Estimate(
        estimate=difference,
        lower=difference - half_width,
        upper=difference + half_width,
        n=n,
        method=method,
        definition=definition,
        unit=unit,
        conf_level=conf_level,
        reference="Welch BL. Biometrika 1947;34:28-35",
    )


def estimate_difference_of_shares(
    treated: Estimate,
    comparator: Estimate,
    *,
    definition: str = "difference of shares, treated minus comparator",
) -> Estimate:
    """Share of the treated minus that of the comparator, with Newcombe's hybrid score interval.

    treated, comparator: from `estimate_share`, with the same conf_level. Not known when a group is empty.
    Raises InputError. Source: Newcombe RG. Stat Med 1998;17:873-890, method 10; its limits are Wilson's
    (R prop.test, correct=FALSE).
    """
    n, conf_level = treated.n + comparator.n, _common_level(treated.conf_level, comparator.conf_level)
    if not (treated.n and comparator.n):
        return unknown_estimate(_EMPTY, definition=definition, n=n, unit=SHARE, conf_level=conf_level)
    ours, theirs = _counts(treated), _counts(comparator)
    estimate, lower, upper = square_and_add(
        wilson_limits(*ours, conf_level), wilson_limits(*theirs, conf_level)
    )
    return Estimate(
        estimate=estimate,
        lower=lower,
        upper=upper,
        n=n,
        method="Newcombe's hybrid score interval",
        definition=definition,
        unit=SHARE,
        n_events=ours[0] + theirs[0],
        conf_level=conf_level,
        reference=NEWCOMBE,
    )


def estimate_difference_of_survival(
    treated: SurvivalCurve,
    comparator: SurvivalCurve,
    day: int,
    *,
    least_at_risk: int = LEAST_AT_RISK,
    definition: str = "difference of shares free of the event, treated minus comparator",
) -> Estimate:
    """Share of the treated free of the event at *day* minus the comparator's, by the variances of both.

    Plain interval, kept within -1 and 1. Where a curve is at 1 or 0 its variance is 0 and says nothing; there
    the limits of the two curves are combined by squaring and adding instead, as Newcombe does for shares.
    Not known where a curve is not, nor where fewer than *least_at_risk* are at risk in a group.
    Raises InputError when the curves have different levels of confidence.
    """
    conf_level = _common_level(treated.conf_level, comparator.conf_level)
    ours, theirs = (curve.at(day, least_at_risk=least_at_risk) for curve in (treated, comparator))
    n, definition = ours.n + theirs.n, f"{definition}, at day {day}"
    if not (ours.is_known and theirs.is_known):
        group, reason = ("treated", ours.method) if not ours.is_known else ("comparator", theirs.method)
        reason = f"{group}: {reason.removeprefix('not known: ')}"
        return unknown_estimate(reason, definition=definition, n=n, unit=SHARE, conf_level=conf_level)
    estimate, lower, upper = square_and_add(_limits(ours), _limits(theirs))
    method = "limits of both curves, squared and added (a share is 1 or 0)"
    if all(0 < group.estimate < 1 for group in (ours, theirs)):
        std_error = math.hypot(treated.std_error_at(day), comparator.std_error_at(day))
        half_width = float(ndtri((1 + conf_level) / 2)) * std_error
        lower, upper = max(-1.0, estimate - half_width), min(1.0, estimate + half_width)
        method = "difference of Kaplan-Meier curves, variances of both added"
    return Estimate(
        estimate=estimate,
        lower=lower,
        upper=upper,
        n=n,
        method=method,
        definition=definition,
        unit=SHARE,
        n_events=(ours.n_events or 0) + (theirs.n_events or 0),
        conf_level=conf_level,
        reference=ours.reference if method.startswith("difference") else NEWCOMBE,
    )


_EMPTY = "a group is empty"
NEWCOMBE = "Newcombe RG. Stat Med 1998;17:873-890"
Limits = tuple[float, float, float]
"""A level with its lower and its upper limit."""


def _welch_half_width(
    ours: NDArray[np.float64], theirs: NDArray[np.float64], conf_level: float
) -> tuple[float, str]:
    if min(ours.size, theirs.size) < 2:
        return math.nan, "no interval: one patient in a group"
    squared = [exact_variance(group) / group.size for group in (ours, theirs)]
    std_error = math.sqrt(sum(squared))
    if std_error <= NO_SPREAD * max(abs(exact_mean(ours)), abs(exact_mean(theirs))):
        return math.nan, "no interval: all of a group changed alike"
    degrees = std_error**4 / (squared[0] ** 2 / (ours.size - 1) + squared[1] ** 2 / (theirs.size - 1))
    return float(stdtrit(degrees, (1 + conf_level) / 2)) * std_error, "Welch's t interval"


def _common_level(treated: float, comparator: float) -> float:
    inputs = Inputs("contrast")
    same = treated == comparator
    hint = "estimate both groups with the same conf_level"
    inputs.require(same, "both groups must have the same level of confidence", "conf_level", hint)
    inputs.finish()
    return treated


def _counts(share: Estimate) -> tuple[int, int]:
    inputs = Inputs("difference of shares")
    hint = "hand over what estimate_share gives"
    inputs.require(share.n_events is not None, "a share must carry its counts", "n_events", hint)
    inputs.finish()
    return int(share.n_events or 0), share.n


def wilson_limits(n_yes: float, n_all: float, conf_level: float) -> Limits:
    """A share with Wilson's limits; n_yes, n_all: counts, or effective numbers where patients weigh."""
    share, z = n_yes / n_all, float(ndtri((1 + conf_level) / 2))
    middle = share + z**2 / (2 * n_all)
    half_width = z * math.sqrt(share * (1 - share) / n_all + z**2 / (4 * n_all**2))
    scale = 1 + z**2 / n_all
    return share, max(0.0, (middle - half_width) / scale), min(1.0, (middle + half_width) / scale)


def _limits(group: Estimate) -> Limits:
    return group.estimate, group.lower, group.upper


def square_and_add(ours: Limits, theirs: Limits) -> Limits:
    """The difference of two levels and its limits: the distances of theirs, squared and added."""
    difference = ours[0] - theirs[0]
    down = math.hypot(ours[0] - ours[1], theirs[2] - theirs[0])
    up = math.hypot(ours[2] - ours[0], theirs[0] - theirs[1])
    return difference, difference - down, difference + up
