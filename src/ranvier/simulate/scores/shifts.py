"""By how many points all biases together move the score of each visit."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from ranvier.simulate.scores.biases import Biases
from ranvier.simulate.scores.steroids import SteroidCourses, steroid_shift_points

Floats = NDArray[np.float64]
Flags = NDArray[np.bool_]
Counts = NDArray[np.int64]


@dataclass(frozen=True)
class ScoredVisits:
    """Visits that are scored, patient by patient: those of patient i are at offset[i] to offset[i + 1].

    One number a visit: day, true_points, rater_knows (of the treatment). One number a patient:
    first_dose_day (NaN or infinite for nobody dosed), believes (to have had the therapy). steroids: their
    courses, None where nobody had any.
    """

    offset: Counts
    day: NDArray[np.int32]
    true_points: NDArray[np.float32]
    rater_knows: Flags
    first_dose_day: Floats
    believes: Flags
    steroids: SteroidCourses | None = None


def bias_shift_points(visits: ScoredVisits, biases: Biases) -> Floats:
    """Points to add before a step is chosen, one number a visit: hope, knowing raters and steroids."""
    patient = np.repeat(np.arange(len(visits.offset) - 1), np.diff(visits.offset))
    since_dose = visits.day - visits.first_dose_day[patient]
    shift = np.zeros(len(visits.day))
    if biases.expectation is not None:
        shift += biases.expectation.shift_points(since_dose, visits.believes[patient])
    if biases.knowing_rater is not None:
        shift += biases.knowing_rater.shift_points(since_dose, visits.rater_knows, visits.true_points)
    if biases.steroids is not None and visits.steroids is not None:
        day = visits.day.astype(np.float64)
        shift += steroid_shift_points(biases.steroids, visits.steroids, visits.offset, day)
    return shift
