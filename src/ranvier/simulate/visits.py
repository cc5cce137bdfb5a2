"""When patients are seen: a schedule with jitter, missed visits, and patients who stay away for good."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from ranvier.simulate.follow_up import FollowUpPlan, Lost
from ranvier.vocabulary.time import DAYS_PER_MONTH, DAYS_PER_YEAR

Floats = NDArray[np.float64]
Flags = NDArray[np.bool_]

STAY_DAY = 10
"""The visit at the end of the stay, ten days after the dose."""


@dataclass(frozen=True)
class Attendance:
    """Who was seen when: one row a patient, one column a planned visit.

    day: days from day 0. seen: whether the visit took place. lost_day: after this day the clinic knows
    nothing more of the patient; infinite for patients who were never lost.
    """

    day: Floats
    seen: Flags
    lost_day: Floats


def simulate_schedule(baseline_day: Floats, plan: FollowUpPlan, rng: np.random.Generator) -> Floats:
    """Whole days of the planned visits: baseline first, then day 10 and the months of *plan*."""
    n_patients = len(baseline_day)
    later = np.array([STAY_DAY, *(month * DAYS_PER_MONTH for month in plan.visit_months)])
    spread = np.minimum(
        plan.jitter * np.diff(later, prepend=0.0), 21.0
    )  # nobody plans a visit three weeks off
    spread[0] = 0.7
    jitter = np.clip(rng.standard_normal((n_patients, len(later))), -2, 2) * spread
    return np.column_stack([baseline_day, np.rint(later + jitter)])


def simulate_attendance(
    day: Floats, change: Floats, last_possible_day: Floats, plan: FollowUpPlan, rng: np.random.Generator
) -> Attendance:
    """Which of the planned visits took place, given the *change* of EDSS that patients feel at each.

    last_possible_day: data date or death, as days from day 0. Baseline and day 10 always take place.
    """
    n_patients, n_visits = day.shape
    seen = np.ones((n_patients, n_visits), dtype=bool)
    lost_day = np.full(n_patients, np.inf)
    for visit in range(2, n_visits):
        here = lost_day == np.inf
        gap_years = (day[:, visit] - day[:, visit - 1]) / DAYS_PER_YEAR
        leaves = here & (rng.random(n_patients) < _chance_to_leave(change[:, visit - 1], gap_years, plan))
        lost_day = np.where(leaves, day[:, visit - 1], lost_day)
        seen[:, visit] = rng.random(n_patients) >= plan.missed
    seen &= (day <= lost_day[:, None]) & (day <= last_possible_day[:, None])
    return Attendance(day, seen, lost_day)


def _chance_to_leave(change: Floats, gap_years: Floats, plan: FollowUpPlan) -> Floats:
    direction = {Lost.WORSE: 1.0, Lost.BETTER: -1.0, Lost.ANY: 0.0}[plan.lost]
    pull = np.exp(np.clip(plan.lost_pull * direction * change, -2.0, 2.0))
    chance: Floats = 1.0 - np.exp(-plan.lost_per_year * gap_years * pull)
    return chance
