"""When simulated patients are seen."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
import pytest
from numpy.typing import NDArray
from scipy.stats import binomtest

from ranvier.simulate.follow_up import FollowUpPlan, Lost
from ranvier.simulate.schedule import simulate_planned_days
from ranvier.simulate.visits import NOT_PLANNED, Visits, simulate_visits
from ranvier.simulate.watched import Watched

N = 20_000
ZERO = 2000
PLAN = FollowUpPlan(missed=0.0, lost_per_year=0.0)


@dataclass(frozen=True)
class Course:
    """Patients who are as they are and then change by *change* points on day 0; relapses where given."""

    relapse_offset: NDArray[np.int64]
    relapse_day: NDArray[np.int32]
    change: NDArray[np.float64]

    def true_points(self, offset, day):
        change = np.repeat(self.change, np.diff(offset))
        return np.where(day > ZERO, 4.0 + change, 4.0).astype(np.float32)


def watched(data_day: float = 10_000, death_day: float = np.inf) -> Watched:
    each = np.full(N, ZERO, np.int64)
    return Watched(np.arange(N), each, each - 3, each + int(data_day), np.full(N, ZERO + death_day))


def course(change=0.0, onset_days=()) -> Course:
    offset = np.arange(N + 1) * len(onset_days)
    days = np.tile(np.array(onset_days, np.int32) + np.int32(ZERO), N)
    return Course(offset, days, np.broadcast_to(np.asarray(change, float), N))


def agrees(found: NDArray[np.bool_], chance: float) -> bool:
    """Whether a share agrees with a chance: exact limits that hold in all but one of 10,000 trials."""
    limits = binomtest(int(found.sum()), len(found)).proportion_ci(0.9999, method="exact")
    return limits.low <= chance <= limits.high


def test_visits_come_in_order_near_their_months() -> None:
    days = simulate_planned_days(watched(), PLAN, 1) - ZERO
    assert (np.diff(days, axis=1) > 0).all()
    assert (days[:, 0] == -3).all()
    due = np.array([10, *(round(month * 30.4375) for month in PLAN.visit_months)])
    assert np.abs(np.median(days[:, 1:], axis=0) - due).max() <= 1
    assert np.abs(days[:, 1:] - due).max() <= 43  # jitter is cut at two spreads of at most three weeks


def test_without_jitter_visits_stand_on_their_months() -> None:
    days = simulate_planned_days(watched(), replace(PLAN, jitter=0.0), 1) - ZERO
    assert (days[:, 2:] == [round(month * 30.4375) for month in PLAN.visit_months]).all()


def test_days_stay_in_order_where_the_plan_is_denser_than_its_jitter() -> None:
    dense = FollowUpPlan(visit_months=(0.25, 0.3, 0.31, 0.32), jitter=0.5)
    assert (np.diff(simulate_planned_days(watched(), dense, 1), axis=1) > 0).all()


@pytest.mark.parametrize(("data", "death", "last"), [(400, np.inf, 400), (3000, 400, 399)])
def test_nobody_is_seen_after_the_data_date_or_on_the_day_of_death(data, death, last) -> None:
    found = simulate_visits(watched(data, death), course(onset_days=(100, 390)), PLAN, 1)
    assert found.day.max() <= ZERO + last
    assert found.day.max() >= ZERO + last - 15  # the visit at a year comes close, or one in the relapse
    assert (np.bincount(found.patient) >= 2).all()


def test_patients_are_lost_at_the_closed_form_where_nothing_pulls() -> None:
    plan = replace(PLAN, jitter=0.0, lost_per_year=0.1, lost_pull=0.0)
    found = simulate_visits(watched(), course(change=2.0), plan, 1)
    days = simulate_planned_days(watched(), plan, 1) - ZERO
    for visit in range(2, days.shape[1]):
        # from the end of the stay on the rate is constant: by hand 1 - exp(-rate x years)
        at_risk = (days[:, visit] - days[:, 1]) / 365.25
        gone = found.lost_day < days[:, visit] + ZERO
        assert agrees(gone, float(np.mean(1 - np.exp(-0.1 * at_risk))))
    assert (found.day <= found.lost_day[found.patient]).all()


@pytest.mark.parametrize(("lost", "change", "factor"), [
    (Lost.WORSE, 1.5, np.exp(0.75)), (Lost.WORSE, -1.5, np.exp(-0.75)), (Lost.BETTER, -1.5, np.exp(0.75)),
    (Lost.ANY, 1.5, 1.0), (Lost.WORSE, 5.0, np.exp(2.0)),
])  # fmt: skip
def test_loss_follows_what_patients_feel(lost: Lost, change: float, factor: float) -> None:
    plan = replace(PLAN, jitter=0.0, lost_per_year=0.1, lost=lost, lost_pull=0.5)
    found = simulate_visits(watched(), course(change), plan, 1)
    days = simulate_planned_days(watched(), plan, 1)
    years = (days[:, -1] - days[:, 1]).mean() / 365.25
    assert agrees(found.lost_day < np.inf, 1 - np.exp(-0.1 * factor * years))


@pytest.mark.parametrize("again", [None, 0.1, 0.6])
def test_missed_visits_are_as_many_as_planned_and_come_in_a_row_as_often_as_planned(again) -> None:
    plan = replace(PLAN, missed=0.2, missed_again=again)
    found = simulate_visits(watched(), course(), plan, 1)
    n_places = 2 + len(PLAN.visit_months)
    seen = np.zeros((N, n_places), bool)
    seen[found.patient, found.planned] = True
    assert seen[:, :2].all()
    missed = ~seen[:, 2:]
    assert all(agrees(column, 0.2) for column in missed.T)
    assert agrees(missed[:, 5][missed[:, 4]], plan.missed if again is None else again)


def test_a_relapse_brings_some_patients_unplanned() -> None:
    found = simulate_visits(watched(), course(onset_days=(-50, 130, 215, 218)), PLAN, 1)
    extra = found.planned == NOT_PLANNED
    since = found.day[extra] - ZERO
    # one relapse lies before day 0; two lie so close together that one visit may serve both
    assert set(np.unique(since[since < 160] - 130)) == set(range(3, 15))
    assert agrees(np.bincount(found.patient[extra][since < 160], minlength=N) > 0, 0.4)
    assert (np.diff(found.day)[found.patient[1:] == found.patient[:-1]] > 0).all()
    gaps = np.diff(found.day)[(extra[1:] | extra[:-1]) & (found.patient[1:] == found.patient[:-1])]
    assert gaps.min() > 5


def test_an_effect_on_others_and_on_relapses_leaves_the_luck_of_a_visit_alone() -> None:
    plan = replace(PLAN, missed=0.2, lost_per_year=0.1, lost_pull=0.0)
    one = simulate_visits(watched(), course(onset_days=(130, 400)), plan, 1)
    other = simulate_visits(watched(), course(change=-2.0, onset_days=(400,)), plan, 1)
    assert days_of(one, one.planned != NOT_PLANNED) == days_of(other, other.planned != NOT_PLANNED)
    late = [(found.planned == NOT_PLANNED) & (found.day > ZERO + 300) for found in (one, other)]
    assert days_of(one, late[0]) == days_of(other, late[1]) != set()


def days_of(found: Visits, kept: NDArray[np.bool_]) -> set[tuple[int, int]]:
    return set(zip(found.patient[kept].tolist(), found.day[kept].tolist(), strict=True))
