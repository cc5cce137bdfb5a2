"""Patients free of an event over time: the Kaplan-Meier curve on whole days from time zero."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike, NDArray

from ranvier.estimates.inputs import Inputs
from ranvier.estimates.survival.curve import SurvivalCurve
from ranvier.estimates.survival.curve_limits import Counts, least_at_risk, limits_of_curve
from ranvier.estimates.survival.followed import (
    Followed,
    Interval,
    check_event,
    check_followed,
    check_interval,
)
from ranvier.kernels.influence import changes_of, products_by_day, spread_by_day
from ranvier.kernels.survival import (
    CountsByDay,
    WeightsByDay,
    count_by_day,
    product_limit,
    weigh_by_day,
    weighted_limit,
)


def estimate_survival(  # noqa: PLR0913 - the options are named
    exit_day: ArrayLike,
    event: ArrayLike,
    entry_day: ArrayLike | None = None,
    conf_level: float = 0.95,
    *,
    weights: ArrayLike | None = None,
    cluster: ArrayLike | None = None,
    interval: str = Interval.LOG_LOG,
    definition: str = "free of the event",
) -> SurvivalCurve:
    """The share of patients free of the event, day by day from time zero (Kaplan-Meier).

    exit_day: whole days from time zero to the event or the end of follow-up. event: whether it was the
    event; on the same day events come before censorings. entry_day: for patients who come under
    observation later, the last day on which they could not have been seen to have the event.
    weights: how often each patient counts, 0 or more. cluster: whose rows belong together (the rows of one
    patient, a matched pair). With either the variance is the robust one (infinitesimal jackknife, added up
    within clusters), which takes the weights as known. interval: "log-log", "log" or "plain".

    For worsening that must be confirmed, exit_day and event are those columns of `find_follow_up`: its
    patients leave when a worsening could no longer have been confirmed. `estimate_unconfirmed_curves` gives
    those with and without the worsening that awaits confirmation.

    Raises InputError. Source: Kaplan EL, Meier P. JASA 1958;53:457-481; as R survfit with
    conf.type="log-log", and with robust=TRUE, cluster= where weights or clusters are given.
    """
    inputs = Inputs("curve")
    followed = check_followed(
        inputs,
        exit_day,
        check_event(inputs, event),
        "event",
        entry_day=entry_day,
        weights=weights,
        cluster=cluster,
    )
    conf_level, scale = inputs.conf_level(conf_level), check_interval(inputs, interval)
    inputs.finish()
    return curve_of(followed, conf_level, scale, definition)


class _Steps(NamedTuple):
    """The curve on the days of exits, and the effective number at risk on each day."""

    survival: NDArray[np.float64]
    std_error: NDArray[np.float64]
    variance_of_log: NDArray[np.float64]
    weighed: WeightsByDay
    effective_each_day: Counts


def curve_of(followed: Followed, conf_level: float, interval: Interval, definition: str) -> SurvivalCurve:
    """The curve of checked follow-up."""
    counts = count_by_day(followed.exit_day, followed.event, followed.entry_day)
    rows = np.flatnonzero(counts.n_events + counts.n_censored)
    steps = _robust_steps(followed, counts, rows) if followed.is_robust else _plain_steps(counts, rows)
    least = least_at_risk(steps.effective_each_day)
    limits = limits_of_curve(steps.survival, steps.variance_of_log, least[rows], conf_level, interval)
    curve = SurvivalCurve(
        day=rows.astype(np.int64),
        n_at_risk=counts.n_at_risk[rows],
        n_events=counts.n_events[rows],
        n_censored=counts.n_censored[rows],
        survival=steps.survival,
        std_error=steps.std_error,
        lower=limits[0],
        upper=limits[1],
        n_at_risk_each_day=counts.n_at_risk,
        least_at_risk_each_day=least,
        n=followed.n,
        conf_level=conf_level,
        definition=definition,
        weight_at_risk=steps.weighed.at_risk,
        weight_of_events=steps.weighed.events,
        interval=interval,
        is_robust=followed.is_robust,
        weights=followed.weights_text,
    )
    return _frozen(curve)


def _plain_steps(counts: CountsByDay, rows: NDArray[np.intp]) -> _Steps:
    n_at_risk, n_events = counts.n_at_risk[rows], counts.n_events[rows]
    limit = product_limit(n_at_risk, n_events)
    with np.errstate(invalid="ignore"):  # 0 times infinity at a share of 0: no standard error
        std_error = limit.survival * np.sqrt(limit.greenwood_sum)
    weighed = WeightsByDay(n_at_risk.astype(np.float64), n_events.astype(np.float64))
    return _Steps(limit.survival, std_error, limit.greenwood_sum, weighed, counts.n_at_risk)


def _robust_steps(followed: Followed, counts: CountsByDay, rows: NDArray[np.intp]) -> _Steps:
    """The influence of a patient on the logarithm of the share is 1 / (weight left) at an event, minus the
    sum d / (r (r - d)) over the days at risk. Source: Therneau TM, Grambsch PM. Modeling Survival Data, 2000.
    """
    exits, entries, weights = followed.exit_day, followed.entry_day, followed.each_weight
    weighed = weigh_by_day(exits, followed.event, weights, entries)
    limit = weighted_limit(*weighed)
    total = limit.greenwood_sum
    left = weighed.at_risk - weighed.events
    per_event = np.divide(1.0, left, out=np.zeros_like(left), where=left > 0)
    entered = np.zeros(exits.size) if entries is None else total[entries]
    gain = np.where(followed.event, per_event[exits], 0.0) - total[exits]
    changes = changes_of(
        entries,
        exits,
        np.stack([weights * entered, -weights], axis=1),
        np.stack([weights * gain, weights], axis=1),
        followed.cluster,
    )
    products = products_by_day(changes, counts.n_at_risk.size - 1)
    functions = np.stack([np.ones_like(total), total], axis=1)
    variance = spread_by_day(products[1:], functions)
    effective = effective_numbers(weighed.at_risk, products[:-1, 1, 1], counts.n_at_risk)
    std_error = limit.survival * np.sqrt(variance)
    at_exits = (limit.survival[rows], std_error[rows], variance[rows])
    return _Steps(*at_exits, WeightsByDay(weighed.at_risk[rows], weighed.events[rows]), effective)


def effective_numbers(
    weight_at_risk: NDArray[np.float64], sum_of_squares: NDArray[np.float64], n_at_risk: NDArray[np.int64]
) -> NDArray[np.float64]:
    """How many patients of one weight would say as much: at least 1, at most those at risk, 0 without any."""
    some = (weight_at_risk > 0) & (n_at_risk > 0) & (sum_of_squares > 0)
    numbers = np.divide(weight_at_risk**2, sum_of_squares, out=np.zeros_like(weight_at_risk), where=some)
    return np.where(some, np.clip(numbers, 1.0, n_at_risk), 0.0)


def _frozen(curve: SurvivalCurve) -> SurvivalCurve:
    for value in vars(curve).values():
        if isinstance(value, np.ndarray):
            value.flags.writeable = False
    return curve
