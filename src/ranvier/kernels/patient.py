"""One patient's course as the kernels see it."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from ranvier.kernels.arrays import FAR_DAYS, RelapseArrays, VisitArrays
from ranvier.kernels.compiled import borrowing, compiled
from ranvier.kernels.rules import KEEP_EXTREMA, SKIP_STRICT_EXTREMA, ChangeRule, Distance


class Patient(NamedTuple):
    """Visits of one patient by day, and the onsets of the relapses by day.

    since_relapse, until_relapse: days from the latest and to the next onset, 0 on its day, FAR_DAYS without.
    """

    day: NDArray[np.int32]
    score: NDArray[np.int32]
    since_relapse: NDArray[np.int32]
    until_relapse: NDArray[np.int32]
    relapse_day: NDArray[np.int32]


@compiled
def patient_course(
    visits: VisitArrays, relapses: RelapseArrays, number: int, workspace: NDArray[np.int32]
) -> Patient:
    """The course of patient *number*, its score copied because a reference may be raised in it."""
    first, end = visits.offset[number], visits.offset[number + 1]
    n_visits = end - first
    workspace[0, :n_visits] = visits.score[first:end]
    course = Patient(
        visits.day[first:end],
        workspace[0, :n_visits],
        workspace[1, :n_visits],
        workspace[2, :n_visits],
        relapses.day[relapses.offset[number] : relapses.offset[number + 1]],
    )
    measure_relapse_distances(course)
    return course


@borrowing
def measure_relapse_distances(patient: Patient) -> None:
    """Fills since_relapse and until_relapse."""
    days, onsets = patient.day, patient.relapse_day
    since, until = patient.since_relapse, patient.until_relapse
    passed, begun = 0, 0  # relapses before the day of the visit, and up to and with it
    for visit in range(len(days)):
        day = days[visit]
        while passed < len(onsets) and onsets[passed] < day:
            passed += 1
        while begun < len(onsets) and onsets[begun] <= day:
            begun += 1
        since[visit] = day - onsets[begun - 1] if begun > 0 else FAR_DAYS
        until[visit] = onsets[passed] - day if passed < len(onsets) else FAR_DAYS


@borrowing
def is_clear_of_relapses(patient: Patient, visit: int, distance: Distance) -> bool:
    """Whether *visit* lies far enough from the relapses on both sides."""
    return keeps_distance(patient.since_relapse[visit], patient.until_relapse[visit], distance)


@borrowing
def keeps_distance(since_relapse: int, until_relapse: int, distance: Distance) -> bool:
    """Whether days since the latest and until the next relapse are enough."""
    return since_relapse >= distance.after_days and until_relapse >= distance.before_days


@borrowing
def is_extremum(patient: Patient, visit: int, rule: ChangeRule) -> bool:
    """Whether *visit* is a single peak or dip that the rule skips.

    Plateaus, the first and the last visit never are, nor a score that repeats that of two visits before.
    """
    score = patient.score
    if rule.extrema == KEEP_EXTREMA or visit == 0 or visit == len(score) - 1:
        return False
    if visit >= 2 and score[visit] == score[visit - 2]:
        return False
    least = rule.steps[score[visit]] if rule.extrema == SKIP_STRICT_EXTREMA else 1
    before, after = score[visit - 1] - score[visit], score[visit + 1] - score[visit]
    return min(before, after) >= least or max(before, after) <= -least
