"""Limits around a Kaplan-Meier curve: log-log where they exist, exact where the curve is at 1 or 0.

With a share of 1 or 0 the log-log interval does not exist (R gives NA) and Greenwood's variance is 0, which
would say that a handful of patients without an event settle the matter. There:

- share 1: m patients at risk on every day so far had no event, so the lower limit is (alpha / 2)^(1 / m), the
  exact binomial limit for m patients who were all seen to the end; those censored earlier are not counted;
- share 0: the upper limit is that of the day before, since the curve can only fall; without one, the
  exact binomial limit for the patients who had the event that day.
"""

from __future__ import annotations

import math

import numpy as np
from numpy.typing import NDArray
from scipy.special import ndtri


def log_log_limits(
    survival: NDArray[np.float64],
    greenwood_sum: NDArray[np.float64],
    fewest_at_risk: NDArray[np.int64],
    conf_level: float,
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Lower and upper limits of the curve row by row, on the scale log(-log(share)).

    fewest_at_risk: at risk on any day so far, from `least_at_risk`.
    Source: Kalbfleisch JD, Prentice RL. The Statistical Analysis of Failure Time Data; R survfit.
    """
    inner = (survival > 0) & (survival < 1)
    log_survival = np.log(survival, out=np.full(survival.shape, -1.0), where=inner)
    z = float(ndtri((1 + conf_level) / 2))
    spread = np.exp(z * np.sqrt(np.where(inner, greenwood_sum, 0.0)) / -log_survival)
    lower = np.where(inner, np.exp(log_survival * spread), 0.0)
    upper = np.where(inner, np.exp(log_survival / spread), 1.0)
    at_one = np.flatnonzero(survival == 1)
    tail = (1 - conf_level) / 2
    with np.errstate(divide="ignore"):  # nobody at risk: tail ** infinity is the limit 0
        lower[at_one] = tail ** (1 / fewest_at_risk[at_one])
    first_zero = int(np.argmax(survival == 0)) if (survival == 0).any() else survival.size
    if first_zero < survival.size:
        upper[first_zero:] = _upper_at_zero(survival, upper, fewest_at_risk, first_zero, tail)
    return lower, upper


def _upper_at_zero(
    survival: NDArray[np.float64],
    upper: NDArray[np.float64],
    fewest_at_risk: NDArray[np.int64],
    first_zero: int,
    tail: float,
) -> float:
    if first_zero and survival[first_zero - 1] < 1:
        return float(upper[first_zero - 1])
    return float(1 - tail ** (1 / max(int(fewest_at_risk[first_zero]), 1)))


def least_at_risk(n_at_risk: NDArray[np.int64]) -> NDArray[np.int64]:
    """The fewest patients at risk on any day so far, days before anybody came under observation aside."""
    observed = np.flatnonzero(n_at_risk)
    if not observed.size:
        return n_at_risk.copy()
    counts = n_at_risk.copy()
    counts[: observed[0]] = n_at_risk[observed[0]]
    return np.minimum.accumulate(counts)


def exact_lower(n_at_risk: int, conf_level: float) -> float:
    """The lower limit of a share of 1 when *n_at_risk* patients were seen to the end."""
    if n_at_risk == 0:
        return 0.0
    return math.pow((1 - conf_level) / 2, 1 / n_at_risk)
