"""Who stays away for good: at random, the worse, the better, or after a relapse."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

import numpy as np

from tests.worlds.courses import Courses, Flags, Floats, Rng


class Leaves(StrEnum):
    """Who leaves more often."""

    ANY = "any"
    WORSE = "worse"
    BETTER = "better"
    AFTER_RELAPSE = "after a relapse"


@dataclass(frozen=True)
class Leaving:
    """How patients are lost.

    per_year: chance a year of an unchanged patient. pull: of its logarithm for a point of change in the
    direction of *who*; after a relapse: times exp(pull) in the half year that follows.
    missed: chance that a planned visit does not take place.
    """

    per_year: float = 0.0
    who: Leaves = Leaves.ANY
    pull: float = 1.0
    missed: float = 0.0


def seen_visits(courses: Courses, felt: Floats, leaving: Leaving, rng: Rng) -> Flags:
    """Which visits take place, given the disability *felt* at each; the baseline always does."""
    seen = ~np.isnan(courses.day) & ~np.isnan(felt)
    gone = np.zeros(len(courses), dtype=bool)
    for visit in range(1, courses.day.shape[1]):
        gap_years = np.nan_to_num(courses.day[:, visit] - courses.day[:, visit - 1]) / 365.25
        log_ratio = _pull(courses, felt, visit - 1, leaving)
        chance = 1 - np.exp(-leaving.per_year * np.maximum(gap_years, 0) * np.exp(log_ratio))
        gone |= rng.random(len(courses)) < chance
        seen[:, visit] &= ~gone & (rng.random(len(courses)) >= leaving.missed)
    return seen


def _pull(courses: Courses, felt: Floats, visit: int, leaving: Leaving) -> Floats:
    """Logarithm of the ratio by which the chance of leaving after *visit* departs from the usual one."""
    if leaving.who is Leaves.AFTER_RELAPSE:
        since = courses.day[:, visit, None] - courses.relapse_day
        return leaving.pull * ((since >= 0) & (since <= 183)).any(axis=1)
    sign = {Leaves.ANY: 0.0, Leaves.WORSE: 1.0, Leaves.BETTER: -1.0}[leaving.who]
    change = np.nan_to_num(felt[:, visit] - felt[:, 0])
    return np.clip(leaving.pull * sign * change, -2.5, 2.5)
