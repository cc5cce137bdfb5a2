"""The EDSS a rater writes down for the true disability of the day, with the rater's error and leaning."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike, NDArray

from ranvier.definitions.rater_noise import RaterNoise, ScoreError, SmoothError
from ranvier.simulate.luck import Purpose, luck_of, normal_luck_of
from ranvier.simulate.scores.steps import STEPS, Floats, nearest_places, nearest_step

Places = NDArray[np.intp]

RATERS_AT_MOST = 1_000
"""Raters that are told apart; a day and a rater make one occasion of luck."""


def simulate_scores(
    true_points: Floats,
    number: ArrayLike,
    visit_day: ArrayLike,
    *,
    seed: int,
    noise: ScoreError | None = None,
    shift_points: ArrayLike = 0.0,
    rater: ArrayLike = 0,
) -> Floats:
    """EDSS as recorded, valid steps from 0 to 9.5, one for each visit; NaN where the truth is NaN.

    true_points: of any shape; everything else is broadcast to it. number: of the patient. visit_day: whole
    days. noise: RaterNoise by default. shift_points: what leaning adds before a step is chosen, below 0 for
    a score that is too good. rater: number of the rater.

    The luck of a score is that of patient, day and rater under *seed*: the same visit is misrated alike in
    a world with an effect and in one without it. A shift of less than one step moves some patients by a
    whole step and the others not at all, and it is always the same patients who are moved first.
    """
    points = np.asarray(true_points, np.float64)
    shift = np.asarray(shift_points, np.float64)
    law = RaterNoise() if noise is None else noise
    occasion = whole_days(visit_day) * RATERS_AT_MOST + np.asarray(rater, np.int64)
    if isinstance(law, SmoothError):
        moved = points + shift
        error = normal_luck_of(seed, Purpose.MISRATING, number, occasion)
        return nearest_step(moved + law.spread_points(moved) * error)
    places = nearest_places(points)
    if shift.any():
        places = _moved(places, shift, luck_of(seed, Purpose.STEP_WITHIN_SHIFT, number))
    written = _misrated(places, law, luck_of(seed, Purpose.MISRATING, number, occasion))
    recorded: Floats = np.where(np.isnan(points), np.nan, STEPS[written])
    return recorded


def whole_days(visit_day: ArrayLike) -> NDArray[np.int64]:
    """Days as whole numbers; 0 where there is no visit."""
    days: NDArray[np.int64] = np.nan_to_num(np.asarray(visit_day)).astype(np.int64)
    return days


def _moved(places: Places, shift_points: NDArray[np.float64], luck: Floats) -> Places:
    """Steps moved by a shift so that their mean moves by it: to the step above for part of the patients."""
    target = np.clip(STEPS[places] + shift_points, STEPS[0], STEPS[-1])
    below = np.searchsorted(STEPS, target, side="right") - 1
    above = np.minimum(below + 1, len(STEPS) - 1)
    way = (target - STEPS[below]) / np.maximum(STEPS[above] - STEPS[below], 0.5)
    moved: Places = np.where(luck < way, above, below)
    return moved


def _misrated(places: Places, law: ScoreError, luck: Floats) -> Places:
    """The place each rater writes down, by the law's chances: the higher the luck, the higher the place."""
    below = np.cumsum(law.chances(), axis=1)[:, :-1]
    below[below > 1 - 1e-12] = 1.0  # sums of chances that are 1 but for rounding
    n_below = below.shape[1]
    ladder = (below + np.arange(len(below))[:, None]).ravel()  # one after the other, so that one search does
    found = np.searchsorted(ladder, places + luck, side="right") - places * n_below
    written: Places = np.clip(found, 0, n_below)
    return written
