"""Which planned visits take place as far as patients are concerned, and who stays away for good."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from ranvier.simulate.follow_up import FollowUpPlan, Lost
from ranvier.simulate.luck import Purpose, luck_of
from ranvier.vocabulary.time import DAYS_PER_YEAR

Floats = NDArray[np.float64]
Flags = NDArray[np.bool_]
Counts = NDArray[np.int64]

ALWAYS_SEEN = 2
"""The baseline visit and the one at the end of the stay always take place."""

STRONGEST_PULL = 2.0
"""The chance to leave rises or falls by a factor of e² at most, whatever a patient feels."""


def simulate_attendance(
    day: Counts, change: Floats, number: Counts, plan: FollowUpPlan, seed: int
) -> tuple[Flags, Floats]:
    """Which planned visits take place as far as the patient is concerned, and after which day none does."""
    place = np.arange(day.shape[1])
    miss_luck = luck_of(seed, Purpose.VISIT_MISSED, number[:, None], place)
    leave_luck = luck_of(seed, Purpose.LEAVING, number[:, None], place)
    seen = np.ones(day.shape, dtype=bool)
    lost_day = np.full(len(day), np.inf)
    for visit in range(ALWAYS_SEEN, day.shape[1]):
        gap_years = (day[:, visit] - day[:, visit - 1]) / DAYS_PER_YEAR
        chance = _chance_to_leave(change[:, visit - 1], gap_years, plan)
        leaves = (lost_day == np.inf) & (leave_luck[:, visit] < chance)
        lost_day = np.where(leaves, day[:, visit - 1], lost_day)
        seen[:, visit] = miss_luck[:, visit] >= _chance_to_miss(seen[:, visit - 1], visit, plan)
    return seen & (day <= lost_day[:, None]), lost_day


def _chance_to_miss(seen_before: Flags, visit: int, plan: FollowUpPlan) -> Floats | float:
    """The chance to miss a visit; the first that can be missed knows of no earlier one."""
    if visit == ALWAYS_SEEN:
        return plan.missed
    return np.where(seen_before, plan.missed_after_seen, plan.missed_after_missed)


def _chance_to_leave(change: Floats, gap_years: Floats, plan: FollowUpPlan) -> Floats:
    direction = {Lost.WORSE: 1.0, Lost.BETTER: -1.0, Lost.ANY: 0.0}[plan.lost]
    pull = np.exp(np.clip(plan.lost_pull * direction * change, -STRONGEST_PULL, STRONGEST_PULL))
    chance: Floats = 1.0 - np.exp(-plan.lost_per_year * gap_years * pull)
    return chance
