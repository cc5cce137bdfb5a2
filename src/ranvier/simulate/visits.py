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

from ranvier.simulate.attendance import simulate_attendance
from ranvier.simulate.follow_up import FollowUpPlan
from ranvier.simulate.relapse_visits import simulate_relapse_visits
from ranvier.simulate.schedule import simulate_planned_days
from ranvier.simulate.watched import FeltCourse, Watched, visit_keys

Floats = NDArray[np.float64]
Counts = NDArray[np.int64]

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
    seen_planned, lost_day = simulate_attendance(planned_day, felt - felt[:, :1], watched.number, plan, seed)
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
