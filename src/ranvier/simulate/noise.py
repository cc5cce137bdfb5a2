"""What a rater writes down: the true disability of the day with the rater's error, as a valid EDSS step."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from ranvier.simulate.parameters import NoiseParameters
from ranvier.vocabulary.edss import TICKS_PER_POINT

Floats = NDArray[np.float64]

HIGHEST_LIVING_TICKS = 19
"""EDSS 9.5 is the highest score of a living patient; 10 is death."""


def simulate_scores(
    true_edss: Floats, shift_points: Floats, noise: NoiseParameters, rng: np.random.Generator
) -> Floats:
    """EDSS as scored, valid steps, for *true_edss* of any shape; NaN stays NaN.

    shift_points: added before rounding, such as the leniency of a rater who knows of the treatment.
    """
    error = rng.standard_normal(true_edss.shape) * rater_sd(true_edss, noise)
    return nearest_step(true_edss + shift_points + error)


def rater_sd(true_edss: Floats, noise: NoiseParameters) -> Floats:
    """Spread of a score in points: less where a walking aid decides the score."""
    low, middle, high = noise.sd_to_3_5.value, noise.sd_4_to_5_5.value, noise.sd_from_6.value
    spread: Floats = np.select([true_edss < 3.75, true_edss < 5.75], [low, middle], high)
    return spread


def nearest_step(points: Floats) -> Floats:
    """The valid EDSS step nearest to *points*, at most 9.5; 0.5 does not exist and becomes 0 or 1.0."""
    ticks = np.clip(np.rint(points * TICKS_PER_POINT), 0, HIGHEST_LIVING_TICKS)
    ticks = np.where(ticks == 1, np.where(points < 0.5, 0, 2), ticks)
    steps: Floats = ticks / TICKS_PER_POINT
    return steps
