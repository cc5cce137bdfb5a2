"""How often two raters write down the same EDSS of one patient on one day."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from ranvier.estimates.targets.counted import Figures, percent
from ranvier.simulate.scores.recorded import simulate_scores
from ranvier.simulate.targets.records import years
from ranvier.simulate.targets.studies import SimulatedStudies

Floats = NDArray[np.float64]

_DAY = years(10)
_CLINIC = (3.5, 6.5)  # like the patients of the trial in which raters were compared
_LOW = (0.0, 3.5)


def find_raters_figures(studies: SimulatedStudies) -> Figures:
    """Agreement of two raters in patients of a clinic, and of patients with little disability."""
    first, second = (_scores(studies, rater) for rater in (1, 2))
    clinic, low = _inside(first, _CLINIC), _inside(first, _LOW)
    difference = np.abs(first - second)
    return {
        "raters_agree": percent(difference[clinic] == 0),
        "raters_agree_within_half": percent(difference[clinic] <= 0.5),
        "raters_agree_low": percent(difference[low] == 0),
        "raters_low_difference": float(difference[low].mean()),
    }


def _scores(studies: SimulatedStudies, rater: int) -> Floats:
    """What one rater writes down of everybody alive ten years after onset."""
    alive = studies.untreated.of(np.flatnonzero(studies.untreated.death_day > _DAY))
    number = alive.patients.number
    day = np.full(len(number), _DAY, np.int32)
    points = alive.true_points(np.arange(len(number) + 1, dtype=np.int64), day).astype(np.float64)
    return simulate_scores(points, number, day, seed=studies.seed, rater=rater)


def _inside(scores: Floats, limits: tuple[float, float]) -> NDArray[np.bool_]:
    found: NDArray[np.bool_] = (scores >= limits[0]) & (scores <= limits[1])
    return found
