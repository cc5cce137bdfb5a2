"""Patients who had one of several events that exclude each other: the Aalen-Johansen curves on whole days."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import ArrayLike, NDArray

from ranvier.estimates.inputs import Inputs
from ranvier.estimates.survival.cumulative_incidence import CumulativeIncidence
from ranvier.estimates.survival.curve_limits import least_at_risk, limits_inside
from ranvier.estimates.survival.followed import Followed, Interval, check_followed, check_interval
from ranvier.estimates.survival.kaplan_meier import effective_numbers
from ranvier.kernels.competing_risks import (
    Incidence,
    count_by_kind,
    cumulate_incidence,
    influence_on_cause,
)
from ranvier.kernels.influence import products_by_day, spread_by_day
from ranvier.kernels.survival import count_by_day

Floats = NDArray[np.float64]


def estimate_cumulative_incidence(  # noqa: PLR0913 - the options are named
    exit_day: ArrayLike,
    cause: ArrayLike,
    entry_day: ArrayLike | None = None,
    conf_level: float = 0.95,
    *,
    causes: Sequence[str] = (),
    weights: ArrayLike | None = None,
    cluster: ArrayLike | None = None,
    interval: str = Interval.LOG_LOG,
    definition: str = "share with",
) -> CumulativeIncidence:
    """The share of patients who had an event of each cause, day by day from time zero (Aalen-Johansen).

    exit_day, entry_day, weights, cluster, interval: as in `estimate_survival`. cause: 0 for the end of
    follow-up without an event, 1, 2, ... for the event; events of one day count together, before censorings.
    causes: what 1, 2, ... stand for. The variance is robust (infinitesimal jackknife) with and without
    weights, and takes the weights as known. One minus Kaplan-Meier, with the other causes censored, is
    larger: it speaks of a world without them.

    Raises InputError. Source: Aalen OO, Johansen S. Scand J Stat 1978;5:141-150; as R survfit of a factor
    (its conf.type is "log" unless asked); cmprsk::cuminc and etm give the same shares.
    """
    inputs = Inputs("cumulative incidence")
    kind = _check_cause(inputs, cause, causes)
    followed = check_followed(
        inputs, exit_day, kind, "cause", entry_day=entry_day, weights=weights, cluster=cluster
    )
    conf_level, scale = inputs.conf_level(conf_level), check_interval(inputs, interval)
    inputs.finish()
    n_causes = len(causes) or max(1, int(followed.kind.max(initial=0)))
    names = tuple(causes) or tuple(f"cause {number}" for number in range(1, n_causes + 1))
    return _frozen(_curves(followed, names, conf_level, scale, definition))


def _check_cause(inputs: Inputs, cause: ArrayLike, causes: Sequence[str]) -> NDArray[np.int64]:
    numbers = inputs.numbers("cause", cause)
    whole = (numbers >= 0) & (numbers == np.floor(numbers)) & (numbers <= _MOST_CAUSES)
    hint = "0 is the end of follow-up without an event, 1, 2, ... the causes"
    inputs.each(whole, "cause must be 0 or the number of a cause", "cause", hint)
    listed = not isinstance(causes, str) and len(set(causes)) == len(causes)
    hint = "hand over a list with a name of its own for each, such as ['relapse', 'death']"
    inputs.require(listed, "causes must be different names", "causes", hint)
    if causes:
        named = numbers <= len(causes)
        inputs.each(named, "cause must be one of the causes named", "cause", "name all of them in causes")
    return numbers.astype(np.int64)


_MOST_CAUSES = 99


def _curves(
    followed: Followed, causes: tuple[str, ...], conf_level: float, interval: Interval, definition: str
) -> CumulativeIncidence:
    exits, kind, entries = followed.exit_day, followed.kind, followed.entry_day
    counts = count_by_day(exits, followed.event, entries)
    by_kind = count_by_kind(exits, kind, len(causes))
    found = cumulate_incidence(exits, kind, len(causes), followed.each_weight, entries)
    std_error, effective = _spread(followed, found, counts.n_at_risk)
    upper_at_zero = _upper_at_zero(effective, conf_level)
    rows = np.flatnonzero(by_kind.sum(axis=1))
    shares, errors = found.by_cause[rows], std_error[rows]
    lower, upper = _limits(shares, errors, upper_at_zero[rows], conf_level, interval)
    return CumulativeIncidence(
        day=rows.astype(np.int64),
        n_at_risk=counts.n_at_risk[rows],
        n_events=by_kind[rows, 1:],
        n_censored=counts.n_censored[rows],
        incidence=shares,
        std_error=errors,
        lower=lower,
        upper=upper,
        free=found.free[rows],
        weight_at_risk=found.at_risk[rows],
        weight_of_events=found.events[rows],
        n_at_risk_each_day=counts.n_at_risk,
        upper_at_zero_each_day=upper_at_zero,
        causes=causes,
        n=followed.n,
        conf_level=conf_level,
        definition=definition,
        interval=interval,
        weights=followed.weights_text,
    )


def _spread(followed: Followed, found: Incidence, n_at_risk: NDArray[np.int64]) -> tuple[Floats, Floats]:
    """(days, causes) standard errors, and the effective number at risk on each day."""
    std_error = np.zeros_like(found.by_cause)
    effective = np.zeros(n_at_risk.size)
    for cause in range(1, found.by_cause.shape[1] + 1):
        changes, functions = influence_on_cause(
            found,
            cause,
            followed.exit_day,
            followed.kind,
            followed.each_weight,
            followed.entry_day,
            followed.cluster,
        )
        products = products_by_day(changes, n_at_risk.size - 1)
        std_error[:, cause - 1] = np.sqrt(spread_by_day(products[1:], functions))
        effective = effective_numbers(found.at_risk, products[:-1, 1, 1], n_at_risk)
    return std_error, effective


def _upper_at_zero(effective: Floats, conf_level: float) -> Floats:
    """The exact upper limit of a share of 0 after each day; see `curve_limits`."""
    with np.errstate(divide="ignore"):  # nobody at risk: the limit is 1
        upper: Floats = 1 - ((1 - conf_level) / 2) ** (1 / least_at_risk(effective))
    return upper


def _limits(
    shares: Floats, errors: Floats, upper_at_zero: Floats, conf_level: float, interval: Interval
) -> tuple[Floats, Floats]:
    """On the scale asked for; exact at 0; at 1 the lower limit of the day before, for curves only rise."""
    inner = (shares > 0) & (shares < 1 - _ROUNDING)
    some = np.where(inner, shares, 0.5)
    lower, upper = limits_inside(some, np.where(inner, errors, 0.0) / some, conf_level, interval)
    upper = np.where(inner, upper, np.where(shares > 0, 1.0, upper_at_zero[:, None]))
    lower = np.where(inner, lower, 0.0)
    last_inner = np.maximum.accumulate(np.where(inner, np.arange(len(shares))[:, None], -1), axis=0)
    before = np.take_along_axis(lower, np.maximum(last_inner, 0), axis=0)
    exact = (1 - upper_at_zero)[:, None]
    at_one = np.where(last_inner >= 0, before, np.broadcast_to(exact, shares.shape))
    return np.where(inner | (shares == 0), lower, at_one), upper


#: A sum of shares that comes so near to 1 is 1.
_ROUNDING = 1e-12


def _frozen(curves: CumulativeIncidence) -> CumulativeIncidence:
    for value in vars(curves).values():
        if isinstance(value, np.ndarray):
            value.flags.writeable = False
    return curves
