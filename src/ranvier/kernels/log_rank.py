"""Events beside those expected if all groups had the same hazard: the sums behind the log-rank test."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

Days = NDArray[np.int64]
Floats = NDArray[np.float64]


class ExpectedEvents(NamedTuple):
    """Events of each group, those expected, and the covariance of the difference (hypergeometric)."""

    observed: Floats
    expected: Floats
    covariance: Floats


def expect_events(
    exit_day: Days, event: NDArray[np.bool_], group: Days, n_groups: int, entry_day: Days | None = None
) -> ExpectedEvents:
    """The sums over the event days of one stratum; group: 0, 1, ... of each patient."""
    event_days = np.flatnonzero(np.bincount(exit_day[event]))
    n_days = event_days.size
    # A patient is at risk on the event days after the entry, up to and with the exit.
    gone = np.searchsorted(event_days, exit_day, side="right")
    at_risk = _from_end(gone, group, n_days, n_groups)
    if entry_day is not None:
        entered = np.searchsorted(event_days, entry_day, side="right")
        at_risk -= _from_end(entered, group, n_days, n_groups)
    of_group = np.bincount(group[event] * n_days + gone[event] - 1, minlength=n_days * n_groups)
    events = of_group.reshape(n_groups, n_days).astype(np.float64)
    n, d = at_risk.sum(axis=0), events.sum(axis=0)
    share = at_risk / n
    spread = d * np.divide(n - d, n - 1, out=np.zeros_like(n), where=n > 1)
    covariance = np.diag(share @ spread) - (share * spread) @ share.T
    return ExpectedEvents(events.sum(axis=1), share @ d, covariance)


def _from_end(place: Days, group: Days, n_days: int, n_groups: int) -> Floats:
    """(groups, event days) how many of each group have their place after that event day."""
    counts = np.bincount(group * (n_days + 1) + place, minlength=n_groups * (n_days + 1))
    by_place = counts.reshape(n_groups, n_days + 1)[:, 1:]
    return np.cumsum(by_place[:, ::-1], axis=1)[:, ::-1].astype(np.float64)
