"""The true EDSS of simulated patients on the days of their visits."""

from __future__ import annotations

import math
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from ranvier.kernels.compiled import borrowing, compiled
from ranvier.kernels.simulated_course import HIGHEST_POINTS, STEP_POINTS
from ranvier.kernels.simulated_effects import Given, given_points

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


@compiled
def points_on(
    day: NDArray[np.float64], offset: NDArray[np.int64], course: Course, given: Given, with_passing: bool
) -> NDArray[np.float32]:
    """True EDSS on each day, 0 to 9.5; days in any order, those of each patient by *offset*; NaN on a NaN."""
    found = np.empty(len(day), np.float32)
    for patient in range(len(offset) - 1):
        for visit in range(offset[patient], offset[patient + 1]):
            when = float(day[visit])
            points = lasting_on(when, patient, course) + given_points(given, patient, when)
            if with_passing:
                points += passing_on(when, patient, course)
            found[visit] = min(max(points, 0.0), HIGHEST_POINTS) if not math.isnan(when) else math.nan
    return found


@borrowing
def lasting_on(day: float, patient: int, course: Course) -> float:
    """What lasts apart from therapies: the first attack, residuals of relapses, and silent steps."""
    points = float(course.onset_points[patient])
    for relapse in range(course.relapse_offset[patient], course.relapse_offset[patient + 1]):
        if course.relapse_day[relapse] > day:
            break
        points += float(course.residual[relapse])
    for step in range(course.step_offset[patient], course.step_offset[patient + 1]):
        if course.step_day[step] > day:
            break
        points += STEP_POINTS
    return points


@borrowing
def passing_on(day: float, patient: int, course: Course) -> float:
    """What still recedes of relapses."""
    points = 0.0
    for relapse in range(course.relapse_offset[patient], course.relapse_offset[patient + 1]):
        since = day - course.relapse_day[relapse]
        if since < 0.0:
            break
        constants = since / float(course.recovery_days[relapse])
        if constants < FORGOTTEN_AFTER:
            points += float(course.peak[relapse] - course.residual[relapse]) * math.exp(-constants)
    return points
