"""The days for which visits are planned: baseline, the end of the stay and the months of the plan."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from ranvier.simulate.follow_up import FollowUpPlan
from ranvier.simulate.luck import Purpose, normal_luck_of
from ranvier.simulate.watched import Watched
from ranvier.vocabulary.time import DAYS_PER_MONTH

Counts = NDArray[np.int64]

STAY_DAY = 10
"""The visit at the end of the stay, ten days after day 0."""

MOST_JITTER_DAYS = 21.0
"""Nobody plans a visit three weeks off."""

STAY_JITTER_DAYS = 0.7
"""Spread of the visit at the end of the stay; assumed."""


def simulate_planned_days(watched: Watched, plan: FollowUpPlan, seed: int) -> Counts:
    """Days of the planned visits, one row a patient, rising: baseline, day 10 and the months of *plan*."""
    due = np.array([STAY_DAY, *(month * DAYS_PER_MONTH for month in plan.visit_months)])
    spread = np.minimum(plan.jitter * np.diff(due, prepend=0.0), MOST_JITTER_DAYS)
    spread[0] = STAY_JITTER_DAYS
    place = np.arange(1, len(due) + 1)
    luck = np.clip(normal_luck_of(seed, Purpose.VISIT_DAY, watched.number[:, None], place), -2, 2)
    later = watched.zero_day[:, None] + np.rint(due + luck * spread).astype(np.int64)
    days = np.column_stack([watched.baseline_day, later])
    # no two visits on one day, whatever the jitter
    steps = np.arange(days.shape[1])
    rising: Counts = np.maximum.accumulate(days - steps, axis=1) + steps
    return rising
