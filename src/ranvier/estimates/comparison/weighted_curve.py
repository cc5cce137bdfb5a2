"""The weighted share free of an event at a day, and how much each patient's weight moves it."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Days = NDArray[np.int64]


@dataclass(frozen=True)
class FollowUp:
    """Exit day and event of each patient, and the day at which the groups are compared."""

    exits: Days
    events: NDArray[np.bool_]
    day: int


def weighted_shares(
    follow_up: FollowUp, treated: NDArray[np.bool_], weights: Floats
) -> tuple[tuple[float, float], Floats]:
    """Share free of the event in each group, and the derivative of their difference by each weight."""
    shares, per_weight = [], np.zeros(weights.size)
    for group, sign in ((treated, 1.0), (~treated, -1.0)):
        exits, events = follow_up.exits[group], follow_up.events[group]
        share, slopes = _weighted_share(exits, events, weights[group], follow_up.day)
        per_weight[group] = sign * slopes
        shares.append(share)
    return (shares[0], shares[1]), per_weight


def _weighted_share(
    exits: Days, events: NDArray[np.bool_], weights: Floats, day: int
) -> tuple[float, Floats]:
    """Weighted Kaplan-Meier at *day* and its derivative by each weight; NaN past the last one at risk."""
    last = int(exits.max())
    leaving = np.bincount(exits, weights=weights, minlength=last + 1)
    failing = np.bincount(exits, weights=weights * events, minlength=last + 1)
    at_risk = np.cumsum(leaving[::-1])[::-1]
    until = min(day, last) + 1
    # A day of all events has the rest of rounding left at risk, not 0.
    remaining = np.where(failing > 0, np.maximum(at_risk - failing, 0), at_risk)
    remaining[last] = 0 if not (~events[exits == last]).any() else remaining[last]
    with np.errstate(divide="ignore", invalid="ignore"):
        factors = np.where(failing > 0, remaining / at_risk, 1.0)[:until]
        growth = np.where(failing > 0, failing / (at_risk * remaining), 0.0)[:until]
        at_event = 1 / remaining[:until]
    share = float(np.prod(factors))
    if share == 0:
        return 0.0, np.full(exits.size, np.nan)
    if day > last:
        return math.nan, np.full(exits.size, np.nan)
    until_exit = np.minimum(exits, day)
    had_it = events & (exits <= day)
    slopes = np.cumsum(growth)[until_exit] - np.where(had_it, at_event[until_exit], 0.0)
    return share, share * slopes
