"""The true course of disability: a level, relapses that recede, progression, and a therapy's effect."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from ranvier.simulate.parameters import CourseParameters
from ranvier.vocabulary.time import DAYS_PER_YEAR

Floats = NDArray[np.float64]
Flags = NDArray[np.bool_]

LEAST_GAP_DAYS = 30
"""A new relapse begins at least 30 days after the last one began: the usual rule of trials."""

HISTORY_DAYS = 730
"""How far before the baseline visit relapses are simulated."""

HIGHEST_TRUE_EDSS = 9.5
"""Death is simulated apart from the EDSS, so nobody alive is above 9.5."""


@dataclass(frozen=True)
class Relapses:
    """Relapses of every patient, one row a patient, one column a relapse, in order of onset.

    onset_day: days from day 0; NaN where there is none. peak, residual: EDSS points, residual included in
    peak. recovery_days: time constant of what recedes. steroids: given for this relapse.
    """

    onset_day: Floats
    peak: Floats
    residual: Floats
    recovery_days: Floats
    steroids: Flags

    def of(self, rows: NDArray[np.intp]) -> Relapses:
        """The relapses of the patients in *rows*."""
        return Relapses(
            self.onset_day[rows],
            self.peak[rows],
            self.residual[rows],
            self.recovery_days[rows],
            self.steroids[rows],
        )


@dataclass(frozen=True)
class TrueCourse:
    """What is true of each patient: one number a patient, and the relapses.

    level: EDSS at day 0 once every earlier relapse has receded. slope: points a year. effect: points taken
    away in the end. full_by_days: when.
    """

    level: Floats
    slope: Floats
    effect: Floats
    full_by_days: int
    relapses: Relapses

    def of(self, rows: NDArray[np.intp]) -> TrueCourse:
        """The courses of the patients in *rows*."""
        return TrueCourse(
            self.level[rows], self.slope[rows], self.effect[rows], self.full_by_days, self.relapses.of(rows)
        )

    def at(self, days: Floats) -> Floats:
        """True EDSS, unrounded, at *days* (one row a patient); NaN where the day is NaN."""
        years = days / DAYS_PER_YEAR
        true = self.level[:, None] + self.slope[:, None] * years
        true = true + self.effect[:, None] * np.clip(days / self.full_by_days, 0.0, 1.0)
        for slot in range(self.relapses.onset_day.shape[1]):
            true = true + _rise(self.relapses, slot, days)
        clipped: Floats = np.clip(true, 0.0, HIGHEST_TRUE_EDSS)
        return clipped


def _rise(relapses: Relapses, slot: int, days: Floats) -> Floats:
    """Points above the level by one relapse of each patient at *days*."""
    onset = relapses.onset_day[:, slot, None]
    since = days - onset
    begun = since >= 0  # false where there is no relapse: comparisons with NaN are false
    receding = (relapses.peak - relapses.residual)[:, slot, None]
    rest = np.exp(-np.where(begun, since, 0.0) / relapses.recovery_days[:, slot, None])
    staying = np.where(onset > 0, relapses.residual[:, slot, None], 0.0)  # earlier residuals are in the level
    rise: Floats = np.where(begun, receding * rest + staying, 0.0)
    return rise


def simulate_relapses(
    onset_day: Floats, at_entry: Flags, steroids: Flags, law: CourseParameters, rng: np.random.Generator
) -> Relapses:
    """Relapses with peak, residual and pace for the onsets in *onset_day* (NaN where there is none).

    at_entry: relapses because of which a patient came; they are the more severe ones.
    """
    shape = onset_day.shape
    mean_peak = np.where(at_entry, law.peak_points_at_entry.value, law.peak_points.value)
    peak = rng.gamma(law.peak_shape.value, mean_peak / law.peak_shape.value)
    leaves = rng.random(shape) < law.residual_chance.value
    spread = 0.3  # the part that stays is 0.25 to 0.85 of the peak around its mean of 0.55; assumed
    part = law.residual_fraction.value + spread * (2 * rng.random(shape) - 1)
    pace = law.recovery_days.value * np.exp(law.recovery_spread.value * rng.standard_normal(shape))
    pace = np.where(steroids, pace * law.steroid_ratio.value, pace)
    return Relapses(
        onset_day, peak, np.where(leaves, part * peak, 0.0), pace, steroids & ~np.isnan(onset_day)
    )


def without_close_ones(onset_day: Floats) -> Floats:
    """Onsets in order, without those less than 30 days after the one kept before."""
    ordered = np.sort(onset_day, axis=1)
    last = np.full(len(ordered), -np.inf)
    for slot in range(ordered.shape[1]):
        too_close = ordered[:, slot] - last < LEAST_GAP_DAYS
        ordered[:, slot] = np.where(too_close, np.nan, ordered[:, slot])
        last = np.where(np.isnan(ordered[:, slot]), last, ordered[:, slot])
    return ordered


@dataclass(frozen=True)
class Stretch:
    """Days from day 0 between which relapses may begin, and how often: one number a patient."""

    rate_per_year: Floats
    from_day: Floats
    to_day: Floats


def simulate_onsets(stretch: Stretch, rng: np.random.Generator, most: int = 10) -> Floats:
    """Whole days of relapse onset in each patient's *stretch*, at most *most*; NaN where there is none."""
    length = np.maximum(stretch.to_day - stretch.from_day, 0.0)
    counts = np.minimum(rng.poisson(stretch.rate_per_year * length / DAYS_PER_YEAR), most)
    places = stretch.from_day[:, None] + rng.random((len(counts), most)) * length[:, None]
    onsets: Floats = np.where(np.arange(most) < counts[:, None], np.ceil(places), np.nan)
    return onsets


def simulate_slopes(progressive: Flags, law: CourseParameters, rng: np.random.Generator) -> Floats:
    """EDSS points a year apart from relapses: exponential between patients."""
    mean = np.where(progressive, law.progression_per_year_progressive.value, law.progression_per_year.value)
    slopes: Floats = mean * rng.exponential(1.0, len(mean))
    return slopes
