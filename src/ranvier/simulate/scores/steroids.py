"""What courses of steroids do to the scores of many patients: visits beside relapses, flattened."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from ranvier.simulate.scores.biases import Steroids

Floats = NDArray[np.float64]
Counts = NDArray[np.int64]


@dataclass(frozen=True)
class SteroidCourses:
    """Courses of steroids, patient by patient: those of patient i are at offset[i] to offset[i + 1].

    day: of the first infusion. left_points: what the relapse they were given for still had to recede on that
    day, 0 without a relapse. recovery_days: its time constant without steroids.
    """

    offset: Counts
    day: Floats
    left_points: Floats
    recovery_days: Floats


def steroid_shift_points(steroids: Steroids, given: SteroidCourses, offset: Counts, day: Floats) -> Floats:
    """Points that all earlier courses of steroids add to the score of each visit, 0 or less.

    offset, day: visits, flattened in the same way; the days of each patient rise. A visit on the day of the
    first infusion is not touched: it is taken to come before it.
    """
    visit, course = _later_visits(given, offset, day)
    since = day[visit] - given.day[course]
    fall = steroids.passing_points(since)
    fall += steroids.sooner_points(since, given.left_points[course], given.recovery_days[course])
    shift: Floats = np.bincount(visit, weights=fall, minlength=len(day)).astype(np.float64)
    return shift


def _later_visits(given: SteroidCourses, offset: Counts, day: Floats) -> tuple[Counts, Counts]:
    """Pairs of a visit and a course of steroids of the same patient begun on an earlier day."""
    patient = np.repeat(np.arange(len(offset) - 1), np.diff(given.offset))
    n_visits = np.diff(offset)[patient]
    course = np.repeat(np.arange(len(patient)), n_visits)
    first = offset[patient] - np.concatenate([[0], np.cumsum(n_visits)[:-1]]) if len(patient) else patient
    visit = np.repeat(first, n_visits) + np.arange(len(course))
    later = day[visit] > given.day[course]
    return visit[later], course[later]
