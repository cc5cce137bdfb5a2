"""Kaplan-Meier curves of many trials drawn from one pool of patients, each read on one day."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from ranvier.kernels.compiled import compiled

NOT_FOLLOWED = -1
"""Exit day of a patient without any follow-up, who is in no curve."""


class DrawnCurves(NamedTuple):
    """One number a trial: the share free of the event after the day, Greenwood's sum, patients followed, at
    risk on the day, with the event by then; the last exit, and the share free of the event after it.
    """

    survival: NDArray[np.float64]
    greenwood_sum: NDArray[np.float64]
    n_followed: NDArray[np.int64]
    n_at_risk: NDArray[np.int64]
    n_events: NDArray[np.int64]
    last_day: NDArray[np.int64]


@compiled
def read_drawn_curves(
    rows: NDArray[np.int64], n_each: int, exit_day: NDArray[np.int64], event: NDArray[np.bool_], day: int
) -> DrawnCurves:
    """The curve of each trial after *day*.

    rows: patients drawn, those of one trial after the other, *n_each* a trial. exit_day, event: one entry a
    patient of the pool. An event counts before a censoring of the same day; where all at risk have the event
    Greenwood's sum is infinite.
    """
    n_trials = len(rows) // n_each
    floats = np.ones(n_trials), np.zeros(n_trials)
    counts = np.zeros((4, n_trials), np.int64)
    events, leaving = np.zeros(day + 1, np.int64), np.zeros(day + 1, np.int64)
    for trial in range(n_trials):
        events[:] = 0
        leaving[:] = 0
        last = -1
        n_followed = 0
        for draw in range(trial * n_each, (trial + 1) * n_each):
            out = exit_day[rows[draw]]
            if out < 0:
                continue
            n_followed += 1
            last = max(last, out)
            if out <= day:
                leaving[out] += 1
                events[out] += event[rows[draw]]
        at_risk = n_followed
        n_events = 0
        for each in range(day + 1):
            if events[each] > 0:
                left = at_risk - events[each]
                floats[0][trial] *= 1 - events[each] / at_risk
                floats[1][trial] += events[each] / (at_risk * left) if left > 0 else np.inf
                n_events += events[each]
            if each < day:
                at_risk -= leaving[each]
        counts[0, trial], counts[1, trial] = n_followed, at_risk if day <= last else 0
        counts[2, trial], counts[3, trial] = n_events, last
    return DrawnCurves(floats[0], floats[1], counts[0], counts[1], counts[2], counts[3])
