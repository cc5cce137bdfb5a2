"""The true EDSS of simulated patients on the days of their visits."""

from __future__ import annotations

import math
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from ranvier.kernels.compiled import borrowing, compiled
from ranvier.kernels.simulated_course import STEP_POINTS
from ranvier.kernels.simulated_effects import Given, given_points
from ranvier.kernels.simulated_relapse import HIGHEST_POINTS

FORGOTTEN_AFTER = 16.0
"""A relapse has receded after so many time constants: less than a millionth of a point is left."""


class Course(NamedTuple):
    """What happened to patients: relapses and steps of patient i are at offset[i] to offset[i + 1]."""

    onset_points: NDArray[np.float64]
    relapse_offset: NDArray[np.int64]
    relapse_day: NDArray[np.int32]
    peak: NDArray[np.float32]
    residual: NDArray[np.float32]
    recovery_days: NDArray[np.float32]
    step_offset: NDArray[np.int64]
    step_day: NDArray[np.int32]


class Asked(NamedTuple):
    """Days on which the EDSS is asked for: those of patient i are at offset[i] to offset[i + 1]."""

    day: NDArray[np.float64]
    offset: NDArray[np.int64]


@compiled
def write_points(
    asked: Asked,
    course: Course,
    given: Given,
    with_passing: bool,
    patients: tuple[int, int],
    found: NDArray[np.float32],
) -> None:
    """Writes the true EDSS on each day asked of, from one patient to another; NaN on a day that is NaN."""
    for patient in range(patients[0], patients[1]):
        for visit in range(int(asked.offset[patient]), int(asked.offset[patient + 1])):
            day = float(asked.day[visit])
            points = lasting_on(day, patient, course) + given_points(given, patient, day)
            if with_passing:
                points += passing_on(day, patient, course)
            found[visit] = math.nan if math.isnan(day) else min(max(points, 0.0), HIGHEST_POINTS)


@borrowing
def lasting_on(day: float, patient: int, course: Course) -> float:
    """What lasts apart from therapies: the first attack, residuals of relapses, and silent steps."""
    points = float(course.onset_points[patient])
    for relapse in range(int(course.relapse_offset[patient]), int(course.relapse_offset[patient + 1])):
        if course.relapse_day[relapse] > day:
            break
        points += float(course.residual[relapse])
    for step in range(int(course.step_offset[patient]), int(course.step_offset[patient + 1])):
        if course.step_day[step] > day:
            break
        points += STEP_POINTS
    return points


@borrowing
def passing_on(day: float, patient: int, course: Course) -> float:
    """What still recedes of relapses."""
    points = 0.0
    for relapse in range(int(course.relapse_offset[patient]), int(course.relapse_offset[patient + 1])):
        since = day - float(course.relapse_day[relapse])
        if since < 0.0:
            break
        constants = since / float(course.recovery_days[relapse])
        if constants < FORGOTTEN_AFTER:
            receding = float(course.peak[relapse]) - float(course.residual[relapse])
            points += receding * math.exp(-constants)
    return points
