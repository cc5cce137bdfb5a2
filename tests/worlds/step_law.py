"""Courses by a law of their own: half-point steps, frailties, recovery along a straight line.

Silent worsening comes in half-point steps at waiting times of a Weibull law, relapses as a Poisson process
with a gamma frailty; a relapse raises the EDSS by half points of a geometric law and recedes along a straight
line. All numbers are assumed: a world must be likely, not true.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from tests.worlds.courses import Courses, Floats, Rng, by_lot, people_like, planned_days

HALF_YEARLY = (1.0, *range(3, 13, 3), *range(18, 73, 6))
"""Months of the visits after the baseline."""

MOST_RELAPSES, MOST_STEPS = 14, 24
HORIZON_DAYS = 2200.0


@dataclass(frozen=True)
class StepPlan:
    """Who comes, and in what state.

    lowest, highest: EDSS at day 0 apart from a passing relapse, all steps between alike. in_relapse: share
    who come 3 to 45 days after an onset; the others had none for half a year. progressive: share. pace: all
    rates of worsening as a ratio.
    """

    n: int = 240
    lowest: float = 4.0
    highest: float = 6.5
    in_relapse: float = 0.0
    progressive: float = 0.4
    pace: float = 1.0
    relapses_per_year: float = 0.45
    months: tuple[float, ...] = HALF_YEARLY


@dataclass(frozen=True)
class StepLaw:
    """The causes of one course a row: padded with NaN."""

    level: Floats
    step_day: Floats
    onset_day: Floats
    rise: Floats
    stays: Floats
    recovery_days: Floats

    def points_at(self, day: Floats) -> Floats:
        """Disability in points on *day*, one row a patient."""
        points = np.repeat(self.level[:, None], day.shape[1], axis=1)
        for k in range(self.step_day.shape[1]):
            points += 0.5 * (day >= self.step_day[:, k, None])
        for k in range(self.onset_day.shape[1]):
            since = day - self.onset_day[:, k, None]
            left = np.clip(1 - since / self.recovery_days[:, k, None], 0, 1)
            stays = np.where(self.onset_day[:, k] > 0, self.stays[:, k], 0.0)[:, None]
            passing = (self.rise - self.stays)[:, k, None] * left
            points += np.where(since >= 0, stays + passing, 0.0)
        return np.clip(points, 0, 9.5)


def draw_law(plan: StepPlan, progressive: np.ndarray, rng: Rng) -> StepLaw:
    """The causes of the courses of *plan.n* patients."""
    n = plan.n
    frailty = rng.gamma(1.2, 1 / 1.2, n)
    steps_per_year = plan.pace * frailty * np.where(progressive, 0.5, 0.14)
    waits = rng.weibull(1.4, (n, MOST_STEPS)) / steps_per_year[:, None] * 365.25
    step_day = np.cumsum(waits, axis=1)
    rate = plan.relapses_per_year * plan.pace * frailty * np.where(progressive, 0.4, 1.0)
    gaps = 30 + rng.exponential(1.0, (n, MOST_RELAPSES)) / rate[:, None] * 365.25
    onset = np.cumsum(gaps, axis=1)
    comes_in = rng.random(n) < plan.in_relapse
    first = np.where(comes_in, -np.floor(rng.uniform(10, 45, n)), -np.floor(rng.uniform(190, 900, n)))
    onset = np.column_stack([first, np.where(onset < HORIZON_DAYS, np.ceil(onset), np.nan)])
    rise = 0.5 * np.minimum(1 + rng.geometric(0.5, onset.shape), 6)
    stays = np.where(
        rng.random(onset.shape) < 0.4, np.minimum(0.5 * rng.integers(1, 3, onset.shape), rise), 0.0
    )
    recovery = np.exp(rng.normal(np.log(110), 0.5, onset.shape))
    ticks = rng.integers(round(2 * plan.lowest), round(2 * plan.highest) + 1, n)
    return StepLaw(ticks / 2, step_day, onset, rise, stays, recovery)


def step_courses(plan: StepPlan, rng: Rng) -> Courses:
    """Patients of *plan* at their planned visits, half of them treated by lot."""
    progressive = rng.random(plan.n) < plan.progressive
    law = draw_law(plan, progressive, rng)
    day = planned_days(plan.n, plan.months, rng)
    return Courses(
        treated=by_lot(plan.n, rng),
        progressive=progressive,
        relapse_day=law.onset_day,
        day=day,
        points=law.points_at(day),
        **people_like(plan.n, rng),
    )
