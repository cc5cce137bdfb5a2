"""The visits of simulated patients that take place: planned ones and those because of a relapse.

All days are whole days of each patient's own course. The luck of a visit is that of the patient and of the
place in the schedule (of a visit in a relapse: of the day the relapse began), so that a patient comes and
stays away alike whoever else is simulated, and in a world with an effect as in one without it as long as the
patient feels the same.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from ranvier.simulate.attendance import simulate_attendance as simulate_presence
from ranvier.simulate.follow_up import FollowUpPlan, Lost
from ranvier.simulate.relapse_visits import simulate_relapse_visits
from ranvier.simulate.schedule import STAY_DAY, simulate_planned_days
from ranvier.simulate.watched import FeltCourse, Watched, visit_keys
from ranvier.vocabulary.time import DAYS_PER_MONTH, DAYS_PER_YEAR

Floats = NDArray[np.float64]
Counts = NDArray[np.int64]
Flags = NDArray[np.bool_]

NOT_PLANNED = -1


@dataclass(frozen=True)
class Visits:
    """Visits that took place, patient by patient and in order: those of patient i from offset[i] on.

    planned: place in the schedule, NOT_PLANNED for a visit in a relapse. true_points: true EDSS of the day.
    lost_day: one number a patient; after this day the clinic knows nothing more, infinite if never lost.
    """

    offset: Counts
    day: NDArray[np.int32]
    planned: NDArray[np.int16]
    true_points: NDArray[np.float32]
    lost_day: Floats

    @property
    def patient(self) -> Counts:
        """The row of the patient of each visit."""
        return np.repeat(np.arange(len(self.offset) - 1), np.diff(self.offset))


def simulate_visits(watched: Watched, course: FeltCourse, plan: FollowUpPlan, seed: int) -> Visits:
    """The visits of *watched* that take place until their data date, their death or their loss.

    The change since baseline that a patient feels at one planned visit decides, with *plan*, on the chance to
    stay away from the next one and for good.
    """
    planned_day = simulate_planned_days(watched, plan, seed)
    relapse_visits = simulate_relapse_visits(watched, planned_day, course, plan, seed)
    possible = _in_order(planned_day, relapse_visits, watched.last_day)
    true_points = course.true_points(possible.offset, possible.day)
    is_planned = possible.planned != NOT_PLANNED
    felt = true_points[is_planned].reshape(planned_day.shape).astype(np.float64)
    seen_planned, lost_day = simulate_presence(planned_day, felt - felt[:, :1], watched.number, plan, seed)
    seen = possible.day <= lost_day[possible.patient]
    seen[is_planned] &= (seen_planned & (planned_day <= watched.last_day[:, None])).ravel()
    offset = np.concatenate([[0], np.cumsum(seen)])[possible.offset]
    return Visits(offset, possible.day[seen], possible.planned[seen], true_points[seen], lost_day)


@dataclass(frozen=True)
class _Possible:
    """Visits that could take place, flattened; planned ones after the last day stand on the last day."""

    offset: Counts
    day: NDArray[np.int32]
    planned: NDArray[np.int16]
    patient: Counts


def _in_order(planned_day: Counts, relapse_visits: tuple[Counts, Counts], last_day: Counts) -> _Possible:
    """Planned visits and those in a relapse, patient by patient in order of their days."""
    n_patients, n_planned = planned_day.shape
    patient, day = relapse_visits
    all_patients = np.concatenate([np.repeat(np.arange(n_patients), n_planned), patient])
    all_days = np.concatenate([np.minimum(planned_day, last_day[:, None]).ravel(), day])
    places = np.concatenate([np.tile(np.arange(n_planned), n_patients), np.full(len(day), NOT_PLANNED)])
    order = np.argsort(visit_keys(all_patients, all_days), kind="stable")
    counts = n_planned + np.bincount(patient, minlength=n_patients)
    return _Possible(
        np.concatenate([[0], np.cumsum(counts)]),
        all_days[order].astype(np.int32),
        places[order].astype(np.int16),
        all_patients[order],
    )


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
