"""Patients free of an event over time: the Kaplan-Meier curve on whole days from time zero."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike, NDArray

from ranvier.estimates.inputs import Inputs
from ranvier.estimates.survival.curve import SurvivalCurve
from ranvier.estimates.survival.curve_limits import least_at_risk, log_log_limits
from ranvier.kernels.survival import count_by_day, product_limit


def estimate_survival(
    exit_day: ArrayLike,
    event: ArrayLike,
    entry_day: ArrayLike | None = None,
    conf_level: float = 0.95,
    *,
    definition: str = "free of the event",
) -> SurvivalCurve:
    """The share of patients free of the event, day by day from time zero (Kaplan-Meier).

    exit_day: whole days from time zero to the event or the end of follow-up. event: whether it was the
    event; on the same day events come before censorings. entry_day: for patients who come under
    observation later, the last day on which they could not have been seen to have the event.
    Raises InputError. Source: Kaplan EL, Meier P. JASA 1958;53:457-481; as R survfit, "log-log".
    """
    exits, events, entries, conf_level = _checked(exit_day, event, entry_day, conf_level)
    counts = count_by_day(exits, events, entries)
    rows = np.flatnonzero(counts.n_events + counts.n_censored)
    limit = product_limit(counts.n_at_risk[rows], counts.n_events[rows])
    with np.errstate(invalid="ignore"):  # 0 times infinity at a share of 0: no standard error
        std_error = limit.survival * np.sqrt(limit.greenwood_sum)
    least = least_at_risk(counts.n_at_risk)
    lower, upper = log_log_limits(limit.survival, limit.greenwood_sum, least[rows], conf_level)
    return _frozen(
        SurvivalCurve(
            day=rows.astype(np.int64),
            n_at_risk=counts.n_at_risk[rows],
            n_events=counts.n_events[rows],
            n_censored=counts.n_censored[rows],
            survival=limit.survival,
            std_error=std_error,
            lower=lower,
            upper=upper,
            n_at_risk_each_day=counts.n_at_risk,
            least_at_risk_each_day=least,
            n=exits.size,
            conf_level=conf_level,
            definition=definition,
        )
    )


def _checked(
    exit_day: ArrayLike, event: ArrayLike, entry_day: ArrayLike | None, conf_level: float
) -> tuple[NDArray[np.int64], NDArray[np.bool_], NDArray[np.int64] | None, float]:
    inputs = Inputs("curve")
    exits = inputs.days("exit_day", exit_day)
    events = inputs.flags("event", event)
    sizes = [("exit_day", exits.size), ("event", events.size)]
    entries = None
    if entry_day is not None:
        entries = inputs.days("entry_day", entry_day)
        sizes.append(("entry_day", entries.size))
    inputs.same_length(*sizes)
    if entries is not None and entries.size == exits.size:
        inputs.each(
            entries < exits,
            "entry_day must be before exit_day",
            "entry_day",
            "leave out patients who were never under observation and count them as unseen",
        )
    conf_level = inputs.conf_level(conf_level)
    inputs.finish()
    return exits, events, entries, conf_level


def _frozen(curve: SurvivalCurve) -> SurvivalCurve:
    for value in vars(curve).values():
        if isinstance(value, np.ndarray):
            value.flags.writeable = False
    return curve
