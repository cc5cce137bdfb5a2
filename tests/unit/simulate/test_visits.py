"""When simulated patients are seen."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from ranvier.simulate.plan import FollowUpPlan, Lost
from ranvier.simulate.visits import simulate_attendance, simulate_schedule

N = 4000
PLAN = FollowUpPlan(missed=0.0)
NEVER = np.full(N, 1e6)


def schedule(plan: FollowUpPlan = PLAN) -> np.ndarray:
    return simulate_schedule(np.full(N, -3.0), plan, np.random.default_rng(1))


def test_visits_come_in_order_near_their_months() -> None:
    days = schedule()
    assert (np.diff(days, axis=1) > 0).all()
    assert (days[:, 0] == -3).all()
    due = np.array([10, *(round(month * 30.4375) for month in PLAN.visit_months)])
    assert np.abs(np.median(days[:, 1:], axis=0) - due).max() <= 1
    assert np.abs(days[:, 1:] - due).max() <= 43  # jitter is cut at two spreads of at most three weeks


def test_nobody_is_seen_after_the_last_possible_day() -> None:
    days = schedule()
    found = simulate_attendance(days, np.zeros(days.shape), np.full(N, 400.0), PLAN, np.random.default_rng(1))
    assert not found.seen[days > 400].any()
    assert found.seen[:, :2].all()


def test_patients_are_lost_at_the_stated_rate_and_stay_away() -> None:
    days = schedule()
    plan = replace(PLAN, lost_per_year=0.1)
    found = simulate_attendance(days, np.zeros(days.shape), NEVER, plan, np.random.default_rng(1))
    years = (days[:, -1] - days[:, 1]).mean() / 365.25
    assert (found.lost_day < np.inf).mean() == pytest.approx(1 - np.exp(-0.1 * years), abs=0.02)
    assert not found.seen[days > found.lost_day[:, None]].any()


@pytest.mark.parametrize(("lost", "sign"), [(Lost.WORSE, 1), (Lost.BETTER, -1), (Lost.ANY, 0)])
def test_loss_follows_the_outcome_as_planned(lost: Lost, sign: int) -> None:
    days = schedule()
    change = np.where(np.arange(N) % 2 == 0, 1.5, -1.5)[:, None] * np.ones(days.shape)
    found = simulate_attendance(days, change, NEVER, replace(PLAN, lost=lost), np.random.default_rng(1))
    gone = found.lost_day < np.inf
    difference = gone[::2].mean() - gone[1::2].mean()
    assert np.sign(round(difference, 1)) == sign


def test_missed_visits_are_as_many_as_planned() -> None:
    days = schedule()
    plan = replace(PLAN, missed=0.1, lost_per_year=0.0)
    found = simulate_attendance(days, np.zeros(days.shape), NEVER, plan, np.random.default_rng(1))
    assert 1 - found.seen[:, 2:].mean() == pytest.approx(0.1, abs=0.01)
