"""One patient's course as the kernels see it."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from ranvier.kernels.arrays import FAR_DAYS, RelapseArrays, VisitArrays
from ranvier.kernels.compiled import borrowing, compiled
from ranvier.kernels.extras import CourseExtras
from ranvier.kernels.rules import KEEP_EXTREMA, SKIP_STRICT_EXTREMA, ChangeRule, Distance


class Patient(NamedTuple):
    """Visits of one patient by day, and the onsets of the relapses by day.

    score: ticks of disability. step_score: those from which steps are taken, the same array unless others
    were given. since_relapse, until_relapse: days from the latest and to the next onset, 0 on its day,
    FAR_DAYS without. may_confirm: 0 where a visit confirms nothing. impute_within_days: how long after the
    first visit a worsening at the last one counts, -1 for never.
    """

    number: int
    day: NDArray[np.int32]
    score: NDArray[np.int32]
    step_score: NDArray[np.int32]
    since_relapse: NDArray[np.int32]
    until_relapse: NDArray[np.int32]
    may_confirm: NDArray[np.int32]
    relapse_day: NDArray[np.int32]
    impute_within_days: int


class PatientSettings(NamedTuple):
    """What of a rule and of the extras concerns one patient as a whole."""

    impute_within_days: int
    to_confirm: Distance
    has_step_scores: bool


WORKSPACE_ROWS = 5
"""Rows that `patient_course` needs, each as long as the most visits of a patient."""


@compiled
def patient_course(
    visits: VisitArrays,
    relapses: RelapseArrays,
    number: int,
    settings: PatientSettings,
    workspace: NDArray[np.int32],
) -> Patient:
    """The course of patient *number*, its score copied because a reference may be raised in it.

    Everything but the days lies in *workspace*: the more arrays come in, the more is spent on counting them.
    """
    first, end = visits.offset[number], visits.offset[number + 1]
    n_visits = end - first
    workspace[0, :n_visits] = visits.score[first:end]
    course = Patient(
        number,
        visits.day[first:end],
        workspace[0, :n_visits],
        workspace[4 if settings.has_step_scores else 0, :n_visits],
        workspace[1, :n_visits],
        workspace[2, :n_visits],
        workspace[3, :n_visits],
        relapses.day[relapses.offset[number] : relapses.offset[number + 1]],
        settings.impute_within_days,
    )
    measure_relapse_distances(course, settings.to_confirm)
    return course


@borrowing
def add_extras(patient: Patient, first_visit: int, extras: CourseExtras) -> None:
    """Takes what the extras say of the visits into may_confirm and step_score."""
    if len(extras.may_confirm) > 0:
        for visit in range(len(patient.day)):
            patient.may_confirm[visit] &= extras.may_confirm[first_visit + visit]
    if len(extras.step_score) > 0:
        for visit in range(len(patient.day)):
            patient.step_score[visit] = extras.step_score[first_visit + visit]


@borrowing
def measure_relapse_distances(patient: Patient, to_confirm: Distance) -> None:
    """Fills since_relapse and until_relapse, and may_confirm where both are as long as *to_confirm* asks."""
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
        patient.may_confirm[visit] = keeps_distance(since[visit], until[visit], to_confirm)


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
    least = rule.steps[patient.step_score[visit]] if rule.extrema == SKIP_STRICT_EXTREMA else 1
    before, after = score[visit - 1] - score[visit], score[visit + 1] - score[visit]
    return min(before, after) >= least or max(before, after) <= -least
