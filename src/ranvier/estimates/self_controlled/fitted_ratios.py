"""The ratio of each window and band: fitted, or exact where the likelihood has no top."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import replace

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy.special import ndtri

from ranvier.estimates.comparison.refusals import Collinear, refuse
from ranvier.estimates.result import Estimate
from ranvier.estimates.self_controlled.conditional_poisson import fit_conditional_poisson
from ranvier.estimates.self_controlled.exact_limits import limit_with_all_events, limit_without_events
from ranvier.estimates.self_controlled.intervals import Intervals
from ranvier.estimates.unknown import unknown_estimate

Numbers = NDArray[np.float64]
Flags = NDArray[np.bool_]


def estimate_ratios(intervals: Intervals, conf_level: float) -> dict[str, Estimate]:
    """The ratio of each column; those without an event are set aside while the others are fitted."""
    found = dict.fromkeys(intervals.columns, _unknown("", 0, "", conf_level))
    n_in = {name: int(intervals.n_events[inside].sum()) for name, inside in intervals.columns.items()}
    empty = [name for name, n in n_in.items() if not n]
    kept = np.ones(intervals.case.size, np.bool_)
    for name in empty:
        kept &= ~intervals.columns[name]
    fitted = [name for name in intervals.columns if name not in empty]
    beta, found_now = _fitted(intervals, kept, fitted, conf_level)
    found.update(found_now)
    for name in empty:
        found[name] = _without_events(intervals, name, (beta, fitted, kept), conf_level)
    return {
        name: replace(ratio, definition=f"incidence ratio, {name} over {intervals.compared_with[name]}")
        for name, ratio in found.items()
    }


def _fitted(
    intervals: Intervals, kept: Flags, names: Sequence[str], conf_level: float
) -> tuple[Numbers | None, dict[str, Estimate]]:
    """Logarithms of the ratios of *names* on the rows *kept* (None: not known), and the ratios."""
    n = int(np.unique(intervals.case).size)
    if not names:
        return np.empty(0), {}
    columns = np.stack([intervals.columns[name][kept] for name in names], axis=1).astype(np.float64)
    case, days = _numbered(intervals.case[kept]), intervals.n_days[kept].astype(np.float64)
    events = intervals.n_events[kept].astype(np.float64)
    if not events.sum():
        return None, {name: _unknown(name, n, "no patient had an event", conf_level) for name in names}
    if not (events * (columns.sum(axis=1) == 0)).sum():
        return None, _all_inside(names, (case, days, events, columns), n, conf_level)
    fit = fit_conditional_poisson(case, days, events, columns)
    if not fit.is_regular:
        problem = "windows or bands cannot be told apart from one another or from the patients' other days"
        hint = "lengthen the observation, shorten or join windows, or drop bands"
        refuse(Collinear, "self-controlled series", problem, where="windows", hint=hint)
    if not fit.converged:
        reason = "the ratio runs to 0 or to infinity; join windows or bands"
        return None, {name: _unknown(name, n, reason, conf_level) for name in names}
    width = float(ndtri((1 + conf_level) / 2)) * np.sqrt(np.diag(fit.covariance))
    ends = np.exp(np.stack([fit.coefficients, fit.coefficients - width, fit.coefficients + width]))
    counts = (columns * events[:, None]).sum(axis=0)
    return fit.coefficients, {
        name: replace(
            _unknown(name, n, "", conf_level),
            estimate=float(ends[0, i]),
            lower=float(ends[1, i]),
            upper=float(ends[2, i]),
            n_events=int(counts[i]),
            method="conditional Poisson regression, interval on the logarithm of the ratio",
        )
        for i, name in enumerate(names)
    }


_Rows = tuple[NDArray[np.int64], Numbers, Numbers, Numbers]


def _all_inside(names: Sequence[str], rows: _Rows, n: int, conf_level: float) -> dict[str, Estimate]:
    """No event outside the windows: of one window a lower limit, of several nothing."""
    reason = "no event lies outside the windows and bands; shorten or join them"
    if len(names) > 1:
        return {name: _unknown(name, n, reason, conf_level) for name in names}
    case, days, events, columns = rows
    inside = _sums(case, days * columns[:, 0])
    outside = _sums(case, days * (1 - columns[:, 0]))
    n_of_case = _sums(case, events)
    if not (outside * n_of_case).any():
        return {names[0]: _unknown(names[0], n, "nobody was observed outside the window", conf_level)}
    lower = limit_with_all_events(inside, outside, n_of_case, (1 - conf_level) / 2)
    found = _unknown(names[0], n, "", conf_level)
    method = "every event lies in the window: exact lower limit"
    return {
        names[0]: replace(
            found, estimate=math.inf, lower=lower, upper=math.inf, n_events=int(events.sum()), method=method
        )
    }


def _without_events(
    intervals: Intervals,
    name: str,
    fitted: tuple[Numbers | None, Sequence[str], Flags],
    conf_level: float,
) -> Estimate:
    """Ratio 0 with the exact upper limit, the other ratios taken as they were fitted."""
    beta, names, kept = fitted
    n = int(np.unique(intervals.case).size)
    rows = intervals.columns[name]
    if not rows.any() or beta is None:
        reason = (
            "no patient with an event was observed in it" if beta is not None else "no other ratio is known"
        )
        return _unknown(
            name, n, reason if intervals.n_events.any() else "no patient had an event", conf_level
        )
    columns = np.stack([intervals.columns[other] for other in names], axis=1) if names else None
    mass = intervals.n_days * (np.exp(columns @ beta) if columns is not None else 1.0)
    inside, outside = _sums(intervals.case, mass * rows), _sums(intervals.case, mass * kept)
    n_of_case = _sums(intervals.case, intervals.n_events)
    upper = limit_without_events(inside, outside, n_of_case, (1 - conf_level) / 2)
    method = "no event in the window: exact upper limit" + (", given the other ratios" if names else "")
    return replace(
        _unknown(name, n, "", conf_level), estimate=0.0, lower=0.0, upper=upper, n_events=0, method=method
    )


def _unknown(name: str, n: int, reason: str, conf_level: float) -> Estimate:
    unknown = unknown_estimate(reason, definition=name, n=n, unit="ratio", conf_level=conf_level)
    return replace(unknown, reference="Whitaker HJ, et al. Stat Med 2006;25:1768-1797")


def _numbered(case: NDArray[np.int64]) -> NDArray[np.int64]:
    return np.unique(case, return_inverse=True)[1].astype(np.int64)


def _sums(case: NDArray[np.int64], values: ArrayLike) -> Numbers:
    return np.bincount(case, weights=values).astype(np.float64)
