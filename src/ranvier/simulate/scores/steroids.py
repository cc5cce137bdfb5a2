"""What courses of steroids do to scores: a relapse recedes sooner, and for some weeks the score is lower."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np
from numpy.typing import ArrayLike, NDArray

from ranvier.simulate.parameters import Parameter, Status, check_parameters

Floats = NDArray[np.float64]
Counts = NDArray[np.int64]


MOST_POINTS = 3.0
"""No bias moves a score further than this: twice the 1.5 points seen in a week of steroids (source S254)."""


@dataclass(frozen=True)
class Steroids:
    """Steroids: what is left of a relapse recedes faster, and for some weeks the score is lower."""

    recovery_ratio: Parameter = field(
        default=Parameter(
            0.6,
            "recovery time of a running relapse after steroids, as a ratio",
            Status.ASSUMED,
            "more relapses are better by five weeks, odds of being worse or unchanged 0.37, E68; source S254",
            lowest=0.05,
            highest=1.0,
        )
    )
    points: Parameter = field(
        default=Parameter(
            -0.35,
            "passing shift on the first day after steroids",
            Status.ASSUMED,
            "less than the 1.5 points of a first week, relapse included, E68; source S254",
            "points",
            lowest=-MOST_POINTS,
            highest=0.0,
        )
    )
    fades_half_days: Parameter = field(
        default=Parameter(
            21.0,
            "time in which that shift halves",
            Status.ASSUMED,
            "source S254",
            "days",
            lowest=1.0,
            highest=365.0,
        )
    )

    def __post_init__(self) -> None:
        check_parameters(self, "effect of steroids")

    def passing_points(self, days_since_steroids: ArrayLike) -> Floats:
        """Points that steroids take from a score so many days after their first infusion; none before."""
        since = np.nan_to_num(np.asarray(days_since_steroids, np.float64), nan=-1.0, neginf=-1.0)
        fall = self.points.value * np.exp2(-np.maximum(since, 0.0) / self.fades_half_days.value)
        found: Floats = np.where(since >= 1, fall, 0.0)
        return found

    def sooner_points(
        self, days_since_steroids: ArrayLike, left_points: ArrayLike, recovery_days: ArrayLike
    ) -> Floats:
        """Points by which a relapse is further receded than it would be without steroids.

        left_points: what was left to recede on the day of the steroids. recovery_days: the relapse's time
        constant without steroids; with them it is shorter by `recovery_ratio`.
        """
        since = np.nan_to_num(np.asarray(days_since_steroids, np.float64), nan=0.0, neginf=0.0)
        after = np.maximum(since, 0.0) / np.asarray(recovery_days, np.float64)
        found: Floats = np.asarray(left_points, np.float64) * (
            np.exp(-after / self.recovery_ratio.value) - np.exp(-after)
        )
        return found


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
