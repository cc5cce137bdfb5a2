"""Errors of the person who scores, by laws other than the simulator's and the null band's."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from tests.worlds.courses import Courses, Floats, Rng

N_RATERS = 4


@dataclass(frozen=True)
class Scoring:
    """Who scores which visit: the number of the rater, one row a patient."""

    rater: NDArray[np.int64]

    @classmethod
    def drawn(cls, courses: Courses, rng: Rng) -> Scoring:
        """A usual rater for each patient, another at every tenth visit."""
        usual = rng.integers(N_RATERS, size=(len(courses), 1))
        other = rng.random(courses.day.shape) < 0.1
        return cls((usual + other) % N_RATERS)


RaterLaw = Callable[[Courses, Scoring, Rng], Floats]
"""Error in points of every score."""


def no_error(courses: Courses, _scoring: Scoring, _rng: Rng) -> Floats:
    """None: what is scored is the nearest step; for courses that are records already."""
    return np.zeros(courses.day.shape)


def heavy_tailed(courses: Courses, _scoring: Scoring, rng: Rng) -> Floats:
    """Student's t with 3 degrees of freedom: mostly a quarter point, now and then two points."""
    return 0.25 * rng.standard_t(3, courses.day.shape)


def lasting_leniency(courses: Courses, scoring: Scoring, rng: Rng) -> Floats:
    """Each rater leans by his own amount (spread 0.35 points) for ever, besides a small error."""
    lean = rng.normal(0, 0.35, N_RATERS)
    return lean[scoring.rater] + rng.normal(0, 0.2, courses.day.shape)


def good_and_bad_spells(courses: Courses, _scoring: Scoring, rng: Rng) -> Floats:
    """Errors of a patient that are alike for months: spread 0.4 points, correlation 1/e after 200 days."""
    n, n_visits = courses.day.shape
    error = np.empty((n, n_visits))
    error[:, 0] = rng.normal(0, 0.4, n)
    for visit in range(1, n_visits):
        gap = np.nan_to_num(courses.day[:, visit] - courses.day[:, visit - 1], nan=1e4)
        keeps = np.exp(-np.maximum(gap, 0) / 200)
        error[:, visit] = keeps * error[:, visit - 1] + rng.normal(0, 0.4, n) * np.sqrt(1 - keeps**2)
    return error + rng.normal(0, 0.1, error.shape)


def nearest_step(points: Floats) -> Floats:
    """The valid EDSS step nearest to *points*, at most 9.5; NaN stays NaN."""
    ticks = np.clip(np.rint(points * 2), 0, 19)
    return np.where(ticks == 1, np.where(points < 0.5, 0, 2), ticks) / 2
