"""Poisson regression of counts given each patient's total, so that whatever stays the same cancels."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Numbers = NDArray[np.float64]
Days = NDArray[np.int64]

_MOST_STEPS = 60
_FARTHEST = 25.0
"""A ratio of e^25 is beyond anything that days can show: the likelihood rises without end."""


@dataclass(frozen=True, eq=False)
class ConditionalFit:
    """Logarithms of the ratios at the greatest likelihood, and their covariance.

    converged: False where the likelihood has no top. is_regular: False where the columns say the same.
    """

    coefficients: Numbers
    covariance: Numbers
    log_likelihood: float
    converged: bool
    is_regular: bool


def fit_conditional_poisson(
    case: Days, n_days: Numbers, n_events: Numbers, columns: Numbers
) -> ConditionalFit:
    """Newton's method on the conditional likelihood; columns: shape (n_rows, n_columns).

    case: 0, 1, ... of each row. Equals R gnm(eliminate=, family = poisson, offset = log(days)), and clogit
    where each patient has one event.
    """
    n_of_case = np.bincount(case, weights=n_events).astype(np.float64)
    beta = np.zeros(columns.shape[1])
    value, score, information = _derivatives(beta, case, n_days, n_events, columns, n_of_case)
    for _ in range(_MOST_STEPS):
        step, is_regular = _solved(information, score)
        if not is_regular:
            return _failed(beta, value, is_regular=bool(np.abs(beta).max() > _FARTHEST / 2))
        moved = _derivatives(beta + step, case, n_days, n_events, columns, n_of_case)
        while moved[0] < value - 1e-10 * abs(value) and np.abs(step).max() > 1e-12:
            step = step / 2
            moved = _derivatives(beta + step, case, n_days, n_events, columns, n_of_case)
        beta = beta + step
        value, score, information = moved
        if np.abs(beta).max() > _FARTHEST:
            return _failed(beta, value, is_regular=True)
        if np.abs(step).max() < 1e-10:
            return ConditionalFit(beta, np.asarray(np.linalg.inv(information), np.float64), value, True, True)
    return _failed(beta, value, is_regular=True)


def _derivatives(
    beta: Numbers, case: Days, n_days: Numbers, n_events: Numbers, columns: Numbers, n_of_case: Numbers
) -> tuple[float, Numbers, Numbers]:
    """Logarithm of the likelihood, its slope and its bend (negative)."""
    linear = columns @ beta
    mass = n_days * np.exp(linear)
    total = np.bincount(case, weights=mass)
    share = mass / total[case]
    value = float((n_events * linear).sum() - (n_of_case * np.log(total)).sum())
    expected = n_of_case[case] * share
    mean = np.stack(
        [np.bincount(case, weights=share * column, minlength=total.size) for column in columns.T], axis=1
    )
    score = columns.T @ (n_events - expected)
    information = (columns * expected[:, None]).T @ columns - (mean * n_of_case[:, None]).T @ mean
    return value, score, information


def _solved(information: Numbers, score: Numbers) -> tuple[Numbers, bool]:
    scale = np.sqrt(np.diag(information))
    if not (scale > 1e-9).all():
        return score, False
    scaled = information / np.outer(scale, scale)
    if np.linalg.cond(scaled) > 1e11:
        return score, False
    return np.linalg.solve(scaled, score / scale) / scale, True


def _failed(beta: Numbers, value: float, *, is_regular: bool) -> ConditionalFit:
    return ConditionalFit(beta, np.full((beta.size, beta.size), np.nan), value, False, is_regular)
