"""Courses of steroids of a clinic's patients, and what of a relapse still had to recede when they began."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from ranvier.simulate.people import People
from ranvier.simulate.relapses import RelapseRows
from ranvier.simulate.scores.steroids import SteroidCourses

Floats = NDArray[np.float64]


def find_steroids(people: People, relapses: RelapseRows) -> SteroidCourses:
    """Courses of steroids of *people*, for relapses and without one; days from the first symptom."""
    given = relapses.of(~np.isnan(relapses.steroid_day))
    without = np.flatnonzero(people.steroids & ~people.in_relapse)
    began = given.steroid_day - given.day
    left = (given.peak - given.residual) * np.exp(-began / given.recovery_days)
    row = np.concatenate([given.row, without])
    day = np.concatenate([given.steroid_day, people.baseline_day[without] + 1]) + people.start_day[row]
    order = np.lexsort((day, row))
    return SteroidCourses(
        np.concatenate([[0], np.cumsum(np.bincount(row, minlength=len(people)))]),
        day[order],
        np.concatenate([left, np.zeros(len(without))])[order],
        np.concatenate([given.recovery_days, np.ones(len(without))])[order],
    )
