"""Change of a score from time zero: its mean, its median, and the shares better and worse."""

from __future__ import annotations

import math

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy.special import bdtr, stdtrit

from ranvier.estimates.inputs import Inputs
from ranvier.estimates.moments import NO_SPREAD, exact_mean, exact_variance
from ranvier.estimates.rates.share import estimate_share
from ranvier.estimates.result import Estimate
from ranvier.estimates.unknown import unknown_estimate


def estimate_mean(
    changes: ArrayLike,
    conf_level: float = 0.95,
    *,
    definition: str = "mean change",
    unit: str = "EDSS points",
) -> Estimate:
    """The mean change of the patients seen, with the interval of Student's t.

    Examiners' errors average out of it and are part of its interval already, unless patients were chosen by
    the score they are measured from: see `estimate_regression_to_mean`.
    changes: one finite number a patient. One patient, or patients who all changed alike, have a mean but
    no interval (NaN), as R's t.test then refuses. Nobody: not known. Raises InputError. Equals R t.test.
    """
    values, conf_level = _checked(changes, conf_level)
    if values.size == 0:
        return unknown_estimate("nobody was seen", definition=definition, unit=unit, conf_level=conf_level)
    mean = exact_mean(values)
    half_width, method = _t_half_width(values, mean, conf_level)
    return Estimate(
        estimate=mean,
        lower=mean - half_width,
        upper=mean + half_width,
        n=values.size,
        method=method,
        definition=definition,
        unit=unit,
        conf_level=conf_level,
        reference="Student. Biometrika 1908;6:1-25",
    )


def estimate_median(
    changes: ArrayLike,
    conf_level: float = 0.95,
    *,
    definition: str = "median change",
    unit: str = "EDSS points",
) -> Estimate:
    """The median change of the patients seen, with the exact interval between two of their own values.

    Up to five patients have no such interval at 95 % (NaN). Ties make it wider than it need be, never
    narrower. Nobody: not known. Raises InputError.
    Source: Hahn GJ, Meeker WQ. Statistical Intervals, 1991, section 5.2 (order statistics).
    """
    values, conf_level = _checked(changes, conf_level)
    if values.size == 0:
        return unknown_estimate("nobody was seen", definition=definition, unit=unit, conf_level=conf_level)
    ordered = np.sort(values)
    rank, coverage = _lower_rank(values.size, conf_level)
    lower, upper, method = math.nan, math.nan, f"no interval: {values.size} patients are too few for one"
    if rank:
        lower, upper = float(ordered[rank - 1]), float(ordered[-rank])
        method = (
            f"exact interval by order statistics {rank} and {values.size - rank + 1} (holds {coverage:.1%})"
        )
    return Estimate(
        estimate=float(np.median(ordered)),
        lower=lower,
        upper=upper,
        n=values.size,
        method=method,
        definition=definition,
        unit=unit,
        conf_level=conf_level,
        reference="Hahn GJ, Meeker WQ. Statistical Intervals, 1991, section 5.2",
    )


def estimate_share_better(
    changes: ArrayLike,
    by: float,
    conf_level: float = 0.95,
    *,
    higher_is_better: bool = False,
    definition: str = "",
) -> Estimate:
    """The share of the patients seen who are better by at least *by* (1.0 or 2.0 EDSS points).

    changes: after minus before. Raises InputError.
    """
    values, conf_level = _checked(changes, conf_level, by)
    gains = values if higher_is_better else -values
    return estimate_share(
        int(np.count_nonzero(gains >= by)),
        values.size,
        conf_level,
        definition=definition or f"share better by {by:.1f} or more",
    )


def estimate_share_worse(
    changes: ArrayLike,
    by: float,
    conf_level: float = 0.95,
    *,
    higher_is_better: bool = False,
    definition: str = "",
) -> Estimate:
    """The share of the patients seen who are worse by at least *by* (1.0 or 2.0 EDSS points).

    changes: after minus before. Raises InputError.
    """
    return estimate_share_better(
        changes,
        by,
        conf_level,
        higher_is_better=not higher_is_better,
        definition=definition or f"share worse by {by:.1f} or more",
    )


def _checked(changes: ArrayLike, conf_level: float, by: float = 1.0) -> tuple[NDArray[np.float64], float]:
    inputs = Inputs("change")
    values = inputs.numbers("changes", changes)
    conf_level = inputs.conf_level(conf_level)
    above = inputs.number("by", by) > 0
    inputs.require(above, "by must be above 0", "by", "say how large a change counts, without a sign")
    inputs.finish()
    return values, conf_level


def _t_half_width(values: NDArray[np.float64], mean: float, conf_level: float) -> tuple[float, str]:
    if values.size < 2:
        return math.nan, "no interval: one patient"
    std_error = math.sqrt(exact_variance(values) / values.size)
    if std_error <= NO_SPREAD * abs(mean):
        return math.nan, "no interval: all changed alike"
    return float(stdtrit(values.size - 1, (1 + conf_level) / 2)) * std_error, "Student's t interval"


def _lower_rank(n: int, conf_level: float) -> tuple[int, float]:
    """The largest rank r with P(Binomial(n, 1/2) < r) <= tail, and the coverage it gives; 0 if none."""
    tails = bdtr(np.arange(n, dtype=np.float64), n, 0.5)
    rank = int(np.count_nonzero(tails <= (1 - conf_level) / 2))
    return rank, 1 - 2 * float(tails[rank - 1]) if rank else 1.0
