"""Limits of a ratio where no event, or every event, lies in the window: exact, given the other ratios."""

from __future__ import annotations

import math
from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import brentq

Numbers = NDArray[np.float64]

_LOG_RATIOS = (-40.0, 40.0)


def limit_without_events(inside: Numbers, outside: Numbers, n_events: Numbers, tail: float) -> float:
    """The ratio at which no event in the window has the probability *tail*.

    inside, outside: each patient's days in and out of the window, times the other ratios of those days.
    """
    return _ratio_at(
        lambda ratio: float((n_events * np.log(outside / (outside + ratio * inside))).sum()), tail
    )


def limit_with_all_events(inside: Numbers, outside: Numbers, n_events: Numbers, tail: float) -> float:
    """The ratio at which every event in the window has the probability *tail*."""
    return _ratio_at(
        lambda ratio: float((n_events * np.log(ratio * inside / (outside + ratio * inside))).sum()), tail
    )


def _ratio_at(log_probability: Callable[[float], float], tail: float) -> float:
    def above(log_ratio: float) -> float:
        return log_probability(math.exp(log_ratio)) - math.log(tail)

    low, high = _LOG_RATIOS
    if above(low) * above(high) > 0:
        return math.nan
    return math.exp(float(brentq(above, low, high, xtol=1e-12)))
