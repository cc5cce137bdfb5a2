"""Limits of a Poisson count that are shorter, or simpler, than the exact ones."""

from __future__ import annotations

import math

from scipy.optimize import brentq
from scipy.special import gammainc, gammaincc, ndtri


def mid_p_count_limits(n_events: int, tail: float) -> tuple[float, float]:
    """Both limits where half of the chance of the count itself goes to either side.

    Source: Berry G, Armitage P. J R Stat Soc D 1995;44:417-423.
    """

    def fewer(mean: float) -> float:
        """Chance of fewer, and half of that of as many."""
        below = float(gammaincc(n_events, mean)) if n_events else 0.0
        return (below + float(gammaincc(n_events + 1, mean))) / 2

    def more(mean: float) -> float:
        above = float(gammainc(n_events, mean)) if n_events else 1.0
        return (above + float(gammainc(n_events + 1, mean))) / 2

    # The mean of the limit lies within this distance of the count at every level used in practice.
    far = n_events + 40 + 40 * math.sqrt(n_events)
    # At levels below a fifth both limits may lie on one side of a small count, hence the wider brackets.
    lower = 0.0 if n_events == 0 else brentq(lambda mean: more(mean) - tail, 0.0, far, xtol=1e-13)
    return float(lower), float(brentq(lambda mean: fewer(mean) - tail, 0.0, far, xtol=1e-13))


def byar_count_limits(n_events: int, tail: float) -> tuple[float, float]:
    """Byar's approximation of the exact limits; the lower one is 0 without an event.

    Source: Breslow NE, Day NE. Statistical Methods in Cancer Research II. IARC 1987, page 69.
    """
    z = -float(ndtri(tail))
    more = n_events + 1
    upper = more * (1 - 1 / (9 * more) + z / (3 * math.sqrt(more))) ** 3
    if n_events == 0:
        return 0.0, upper
    return max(0.0, n_events * (1 - 1 / (9 * n_events) - z / (3 * math.sqrt(n_events))) ** 3), upper
