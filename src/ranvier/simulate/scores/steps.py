"""The steps a living patient can be scored at: 0, then 1.0 to 9.5 in half points."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from ranvier.definitions.rater_noise import LIVING_EDSS

Floats = NDArray[np.float64]

STEPS: Floats = np.array(LIVING_EDSS)

_BORDERS = (STEPS[1:] + STEPS[:-1]) / 2


def nearest_step(points: Floats) -> Floats:
    """The valid EDSS step nearest to *points*, from 0 to 9.5; NaN stays NaN.

    Halfway between two steps the higher is taken.
    """
    places = nearest_places(points)
    return np.where(np.isnan(points), np.nan, STEPS[places])


def nearest_places(points: Floats) -> NDArray[np.intp]:
    """The place of the nearest step among the 19; for NaN a place without meaning."""
    places: NDArray[np.intp] = np.searchsorted(_BORDERS, points, side="right")
    return np.minimum(places, len(STEPS) - 1)
