"""The mean number of days free of an event up to a chosen day."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy.special import ndtri

from ranvier.estimates.inputs import Inputs, check_kind
from ranvier.estimates.result import Estimate
from ranvier.estimates.survival.curve import LEAST_AT_RISK, SurvivalCurve
from ranvier.estimates.survival.followed import Followed, Interval, check_event, check_followed
from ranvier.estimates.survival.kaplan_meier import curve_of
from ranvier.estimates.unknown import unknown_estimate
from ranvier.kernels.influence import sum_of_squares
from ranvier.kernels.survival import WeightsByDay, weigh_by_day, weighted_limit

_REFERENCE = "Royston P, Parmar MKB. Stat Med 2011;30:2409-2421"


@dataclass(frozen=True)
class RestrictedMean:
    """Days free of the event up to *day*, of *day* days at most; `mean` has the interval."""

    day: int
    mean: Estimate
    std_error: float

    def __str__(self) -> str:
        """The mean in one line."""
        return str(self.mean)


def estimate_restricted_mean(  # noqa: PLR0913 - the options are named
    exit_day: ArrayLike,
    event: ArrayLike,
    day: int,
    entry_day: ArrayLike | None = None,
    conf_level: float = 0.95,
    *,
    weights: ArrayLike | None = None,
    cluster: ArrayLike | None = None,
    least_at_risk: int = LEAST_AT_RISK,
    definition: str = "free of the event",
) -> RestrictedMean:
    """The mean days free of the event up to *day*: the area under the Kaplan-Meier curve.

    Other arguments: as in `estimate_survival`. With weights or clusters the variance is robust
    (infinitesimal jackknife) and takes the weights as known. Not known where the curve does not reach *day*
    (R carries the curve on instead), nor with fewer than *least_at_risk* at risk on it. Where nobody had the
    event by then, the lower limit is *day* times the exact lower limit of the share. Raises InputError.
    Source: Royston P, Parmar MKB. Stat Med 2011;30:2409-2421; as R print(survfit(), rmean=day), whose
    standard error leaves weights and clusters aside; with them as the influences R survfit returns.
    """
    inputs = Inputs("restricted mean")
    followed = check_followed(
        inputs,
        exit_day,
        check_event(inputs, event),
        "event",
        entry_day=entry_day,
        weights=weights,
        cluster=cluster,
    )
    until = inputs.days("day", [day])
    conf_level = inputs.conf_level(conf_level)
    inputs.require(until.size == 1 and until[0] > 0, "day must be after day 0", "day", "count in days")
    inputs.finish()
    at_day = int(until[0])
    curve = curve_of(followed, conf_level, Interval.LOG_LOG, definition)
    share = curve.at(at_day, least_at_risk=least_at_risk)
    return _restricted_mean(followed, at_day, curve, share)


def estimate_difference_of_restricted_means(
    treated: RestrictedMean,
    comparator: RestrictedMean,
    *,
    definition: str = "difference of mean days, treated minus comparator",
) -> Estimate:
    """Mean days free of the event of the treated minus that of the comparator, up to the same day.

    For groups that share no patient. No interval where neither group has a standard error above 0. Not known
    where a mean is not. Raises InputError when the days or the levels of confidence differ.
    """
    for name, group in (("treated", treated), ("comparator", comparator)):
        check_kind("difference of restricted means", name, group, RestrictedMean)
    ours, theirs = treated.mean, comparator.mean
    _check_read_alike(treated, comparator)
    n, definition = ours.n + theirs.n, f"{definition}, up to day {treated.day}"
    reason = _why_no_difference(ours, theirs)
    if reason:
        return unknown_estimate(reason, definition=definition, n=n, unit="days", conf_level=ours.conf_level)
    difference, half_width = ours.estimate - theirs.estimate, math.nan
    method = "no interval: a group has no spread of days"
    if treated.std_error > 0 and comparator.std_error > 0:
        std_error = math.hypot(treated.std_error, comparator.std_error)
        half_width = float(ndtri((1 + ours.conf_level) / 2)) * std_error
        method = "difference of areas under two Kaplan-Meier curves, normal interval"
    return Estimate(
        estimate=difference,
        lower=difference - half_width,
        upper=difference + half_width,
        n=n,
        method=method,
        definition=definition,
        unit="days",
        n_events=(ours.n_events or 0) + (theirs.n_events or 0),
        conf_level=ours.conf_level,
        weights=ours.weights or theirs.weights,
        reference=_REFERENCE,
    )


def _check_read_alike(treated: RestrictedMean, comparator: RestrictedMean) -> None:
    inputs = Inputs("difference of restricted means")
    hint = "estimate both groups with the same day and conf_level"
    inputs.require(treated.day == comparator.day, "both groups must be read at the same day", "day", hint)
    same = treated.mean.conf_level == comparator.mean.conf_level
    inputs.require(same, "both groups must have the same level of confidence", "conf_level", hint)
    inputs.finish()


def _why_no_difference(ours: Estimate, theirs: Estimate) -> str:
    for group, mean in (("treated", ours), ("comparator", theirs)):
        if not mean.is_known:
            return f"{group}: {mean.method.removeprefix('not known: ')}"
    return ""


def _restricted_mean(followed: Followed, day: int, curve: SurvivalCurve, at_day: Estimate) -> RestrictedMean:
    conf_level, definition = curve.conf_level, f"days {curve.definition} up to day {day}"
    if not at_day.is_known:
        reason = at_day.method.removeprefix("not known: ")
        unknown = unknown_estimate(
            reason, definition=definition, n=followed.n, unit="days", conf_level=conf_level
        )
        return RestrictedMean(day, unknown, math.nan)
    weighed = weigh_by_day(followed.exit_day, followed.event, followed.each_weight, followed.entry_day)
    free = weighted_limit(*weighed).survival[:day]
    area_after = np.append(np.cumsum(free[::-1])[::-1], np.zeros(day - free.size))
    mean = float(area_after[0])
    std_error = math.sqrt(_variance(followed, weighed, area_after))
    lower, upper, method = _limits(mean, std_error, day, curve)
    estimate = Estimate(
        estimate=mean,
        lower=lower,
        upper=upper,
        n=followed.n,
        method=method + (", robust variance" if followed.is_robust else ""),
        definition=definition,
        unit="days",
        n_events=at_day.n_events,
        conf_level=conf_level,
        weights=followed.weights_text,
        reference=_REFERENCE,
    )
    return RestrictedMean(day, estimate, std_error)


def _variance(followed: Followed, weighed: WeightsByDay, area_after: NDArray[np.float64]) -> float:
    """Greenwood's sum with the squared area after each event day; robust: the squared influences.

    An event takes away the area after its day, divided by the weight left.
    """
    at_risk, events = weighed
    day = min(area_after.size, at_risk.size)
    area = np.append(area_after[:day], np.zeros(at_risk.size - day))
    left = at_risk - events
    per_event = np.divide(area, left, out=np.zeros_like(area), where=left > 0)
    hazard = np.divide(per_event * events, at_risk, out=np.zeros_like(area), where=events > 0)
    if not followed.is_robust:
        return float((hazard * area).sum())
    lost = np.cumsum(hazard)
    influence = lost[followed.exit_day] - np.where(followed.event, per_event[followed.exit_day], 0.0)
    if followed.entry_day is not None:
        influence -= lost[followed.entry_day]
    return sum_of_squares(followed.each_weight * influence, followed.cluster)


def _limits(mean: float, std_error: float, day: int, curve: SurvivalCurve) -> tuple[float, float, str]:
    area = "area under the Kaplan-Meier curve"
    if mean == day:
        lower = day * curve.at(day - 1, least_at_risk=0).lower
        return lower, float(day), f"{area}, exact limit because nobody had the event before that day"
    if std_error == 0:
        return math.nan, math.nan, f"{area}, no interval: all events came on one day"
    half_width = float(ndtri((1 + curve.conf_level) / 2)) * std_error
    return max(0.0, mean - half_width), min(float(day), mean + half_width), f"{area}, normal interval"
