"""Limits around a curve of shares: on the scale asked for where they exist, exact where it is at 1 or 0.

With a share of 1 or 0 the log-log interval does not exist (R gives NA) and the variance is 0, which would say
that a handful of patients without an event settle the matter. There:

- share 1: m patients at risk on every day so far had no event, so the lower limit is (alpha / 2)^(1 / m), the
  exact binomial limit for m patients who were all seen to the end; those censored earlier are not counted;
- share 0: the upper limit is that of the day before, since the curve can only fall; without one, the
  exact binomial limit for the patients who had the event that day.

With weights m is the effective number at risk, (sum of weights)^2 / sum of their squares (Kish L. Survey
Sampling. 1965), within clusters added up first.
"""

from __future__ import annotations

import math

import numpy as np
from numpy.typing import NDArray
from scipy.special import ndtri

from ranvier.estimates.survival.followed import Interval

Floats = NDArray[np.float64]
Counts = NDArray[np.int64] | NDArray[np.float64]


def limits_of_curve(
    survival: Floats,
    variance_of_log: Floats,
    fewest_at_risk: Counts,
    conf_level: float,
    interval: Interval = Interval.LOG_LOG,
) -> tuple[Floats, Floats]:
    """Lower and upper limits of the curve row by row.

    variance_of_log: of the logarithm of the share, as Greenwood's sum is. fewest_at_risk: at risk on any day
    so far, from `least_at_risk`.
    Source: Kalbfleisch JD, Prentice RL. The Statistical Analysis of Failure Time Data; R survfit.
    """
    inner = (survival > 0) & (survival < 1)
    spread = np.sqrt(np.where(inner, variance_of_log, 0.0))
    lower, upper = limits_inside(np.where(inner, survival, 0.5), spread, conf_level, interval)
    lower, upper = np.where(inner, lower, 0.0), np.where(inner, upper, 1.0)
    at_one = np.flatnonzero(survival == 1)
    tail = (1 - conf_level) / 2
    with np.errstate(divide="ignore"):  # nobody at risk: tail ** infinity is the limit 0
        lower[at_one] = tail ** (1 / fewest_at_risk[at_one])
    first_zero = int(np.argmax(survival == 0)) if (survival == 0).any() else survival.size
    if first_zero < survival.size:
        upper[first_zero:] = _upper_at_zero(survival, upper, fewest_at_risk, first_zero, tail)
    return lower, upper


def limits_inside(
    share: Floats, error_of_log: Floats, conf_level: float, interval: Interval
) -> tuple[Floats, Floats]:
    """Limits of shares between 0 and 1, from the standard errors of their logarithms, as R survfit."""
    z = float(ndtri((1 + conf_level) / 2))
    if interval is Interval.PLAIN:
        half_width = z * share * error_of_log
        return np.maximum(share - half_width, 0.0), np.minimum(share + half_width, 1.0)
    with np.errstate(over="ignore"):  # an interval without end is cut at 0 and 1
        if interval is Interval.LOG:
            factor = np.exp(z * error_of_log)
            return share / factor, np.minimum(share * factor, 1.0)
        power = np.exp(z * error_of_log / -np.log(share))
        return np.exp(np.log(share) * power), np.exp(np.log(share) / power)


def _upper_at_zero(
    survival: Floats, upper: Floats, fewest_at_risk: Counts, first_zero: int, tail: float
) -> float:
    if first_zero and survival[first_zero - 1] < 1:
        return float(upper[first_zero - 1])
    return float(1 - tail ** (1 / max(float(fewest_at_risk[first_zero]), 1.0)))


def least_at_risk(n_at_risk: Counts) -> Counts:
    """The fewest patients at risk on any day so far, days before anybody came under observation aside."""
    observed = np.flatnonzero(n_at_risk)
    if not observed.size:
        return n_at_risk.copy()
    counts = n_at_risk.copy()
    counts[: observed[0]] = n_at_risk[observed[0]]
    fewest: Counts = np.minimum.accumulate(counts)
    return fewest


def exact_lower(n_at_risk: float, conf_level: float) -> float:
    """The lower limit of a share of 1 when *n_at_risk* patients were seen to the end."""
    if n_at_risk == 0:
        return 0.0
    return math.pow((1 - conf_level) / 2, 1 / n_at_risk)
