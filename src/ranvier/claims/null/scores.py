"""From true disability to a written score: half-point steps, and raters who are off now and then."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from ranvier.claims.null.parameters import NullParameters
from ranvier.claims.null.rating import RaterLaw

HIGHEST_TICKS = 19
"""9.5 points: a living patient's highest score."""

Ticks = NDArray[np.int8]


_QUARTERS = np.arange(4 * (HIGHEST_TICKS + 1) // 2)
_TICKS_OF_QUARTERS = np.minimum((_QUARTERS + 1) // 2, HIGHEST_TICKS).astype(np.int8)
_TICKS_OF_QUARTERS[:5] = (0, 0, 2, 2, 2)
"""The nearest valid step for true points by quarters: up to 0.5 it is 0, from there to 1.25 it is 1.0."""


def nearest_ticks(points: NDArray[np.float32]) -> Ticks:
    """The nearest valid step of true *points*, in half points; between 0 and 1.0 the nearer of the two."""
    quarters = points * np.float32(4)
    np.clip(quarters, 0, len(_QUARTERS) - 1, out=quarters)
    return np.take(_TICKS_OF_QUARTERS, quarters.astype(np.int8))


def misrating_chance(law: RaterLaw) -> NDArray[np.float32]:
    """Chance of half a point off to one side, for each true score in ticks."""
    scores = np.arange(HIGHEST_TICKS + 1) / 2
    low, middle, high = law.q_to_3_5.value, law.q_4_to_5_5.value, law.q_from_6.value
    return np.select([scores < 3.75, scores < 5.75], [low, middle], high).astype(np.float32)


def step_up(ticks: Ticks) -> Ticks:
    """One step worse; 1.0 follows 0."""
    return np.where(ticks == 0, 2, np.minimum(ticks + 1, HIGHEST_TICKS)).astype(np.int8)


def step_down(ticks: Ticks) -> Ticks:
    """One step better; 0 follows 1.0, and at 0 the error reflects to 1.0."""
    return np.where(ticks == 0, 2, np.where(ticks == 2, 0, ticks - 1)).astype(np.int8)


def point_up(ticks: Ticks) -> Ticks:
    """A full point worse, at most 9.5."""
    return np.minimum(ticks + 2, HIGHEST_TICKS).astype(np.int8)


def point_down(ticks: Ticks) -> Ticks:
    """A full point better; 0 follows 1.5, for want of 0.5, and at 0 the error reflects to 1.0."""
    return np.where(ticks == 0, 2, np.where(ticks <= 3, 0, ticks - 2)).astype(np.int8)


def full_point_chances(law: NullParameters, n_draws: int) -> NDArray[np.float32]:
    """Chance of a full point off to one side for each draw, in turn; one column."""
    of_kinds = [law.rater.full_point.value * errs for _, errs in law.starts]
    return np.resize(np.array(of_kinds, np.float32), n_draws)[:, None]


def misrated(
    ticks: Ticks, luck: NDArray[np.float32], law: RaterLaw, full_point: NDArray[np.float32]
) -> Ticks:
    """The score written down for a true score, given a uniform number *luck* for each.

    full_point: chance of a full point off to one side, in the shape of *ticks* or one that goes with it.
    """
    every = np.arange(HIGHEST_TICKS + 1, dtype=np.int8)
    steps = (point_down(every), step_down(every), every, step_up(every), point_up(every))
    written = np.column_stack(steps).ravel()
    chance = np.take(misrating_chance(law), ticks)
    chance += full_point
    place = ticks * np.int8(len(steps)) + np.int8(2)
    place -= luck < chance
    place += luck > 1 - chance
    if full_point.any():
        place -= luck < full_point
        place += luck > 1 - full_point
    return np.take(written, place)


def writing_chance(law: RaterLaw, full_point: float) -> NDArray[np.float64]:
    """Chance of each score (column) for each true score (row), both in ticks; rows of no step are empty.

    full_point: chance of a full point off to one side.
    """
    n = HIGHEST_TICKS + 1
    table = np.zeros((n, n))
    true = np.array([ticks for ticks in range(n) if ticks != 1], dtype=np.int8)
    chance = misrating_chance(law)[true]
    np.add.at(table, (true, true), 1 - 2 * chance - 2 * full_point)
    for step in (step_down, step_up):
        np.add.at(table, (true, step(true)), chance)
    for step in (point_down, point_up):
        np.add.at(table, (true, step(true)), full_point)
    return table
