"""Visits that nobody planned: a patient in a relapse comes to be seen."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from ranvier.simulate.follow_up import FollowUpPlan
from ranvier.simulate.luck import Purpose, luck_of
from ranvier.simulate.watched import FeltCourse, Watched, visit_keys

Counts = NDArray[np.int64]

DELAY_DAYS = (3, 15)
"""A patient in a relapse is seen from the first of these days after its onset until before the second."""

FROM_DAY = 20
"""Up to then the visits of the stay take the place of a visit in a relapse."""

APART_DAYS = 5
"""No visit in a relapse so few days from a planned visit or from another one in a relapse."""


def simulate_relapse_visits(
    watched: Watched, planned_day: Counts, course: FeltCourse, plan: FollowUpPlan, seed: int
) -> tuple[Counts, Counts]:
    """Patients and days of visits because of a relapse, in order."""
    patient = np.repeat(np.arange(len(watched.number)), np.diff(course.relapse_offset))
    onset = np.asarray(course.relapse_day, np.int64)
    after = (onset > watched.zero_day[patient]) & (onset <= watched.last_day[patient])
    patient, onset = patient[after], onset[after]
    number = watched.number[patient]
    comes = luck_of(seed, Purpose.RELAPSE_VISIT, number, onset) < plan.relapse_visit_chance
    patient, onset, number = patient[comes], onset[comes], number[comes]
    first, end = DELAY_DAYS
    wait = first + np.floor((end - first) * luck_of(seed, Purpose.RELAPSE_VISIT_DELAY, number, onset))
    day = onset + wait.astype(np.int64)
    kept = (day > watched.zero_day[patient] + FROM_DAY) & (day <= watched.last_day[patient])
    patient, day = patient[kept], day[kept]
    keys = visit_keys(patient, day)
    order = np.argsort(keys, kind="stable")  # a short wait may overtake the visit of the relapse before
    patient, day, keys = patient[order], day[order], keys[order]
    apart = _days_to_nearest(keys, _keys_of_rows(planned_day)) > APART_DAYS
    apart &= np.diff(keys, prepend=-(2**62)) > APART_DAYS
    return patient[apart], day[apart]


def _keys_of_rows(days: Counts) -> Counts:
    keys: Counts = visit_keys(np.arange(len(days))[:, None], days).ravel()
    return keys


def _days_to_nearest(keys: Counts, among: Counts) -> Counts:
    """How far each key is from the nearest of the rising keys *among*."""
    above = np.searchsorted(among, keys)
    after = among[np.minimum(above, len(among) - 1)]
    before = among[np.maximum(above - 1, 0)]
    nearest: Counts = np.minimum(np.abs(after - keys), np.abs(keys - before))
    return nearest
