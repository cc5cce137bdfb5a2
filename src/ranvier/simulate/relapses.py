"""The relapses of a clinic's patients, one row a relapse, with those for which steroids are given."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from ranvier.simulate.luck import Purpose, luck_of
from ranvier.simulate.people import People

Floats = NDArray[np.float64]
Flags = NDArray[np.bool_]
Rows = NDArray[np.intp]

LATER_STEROID_SHARE = 0.5
"""Half of later relapses are treated with steroids; assumed."""

STEROID_DAY = 5
"""Steroids begin on the sixth day of a later relapse; assumed."""


@dataclass(frozen=True)
class RelapseRows:
    """Relapses, one row each, by patient and day.

    row: of the patient. day: of onset, from the patient's day 0. peak, residual: EDSS points, the residual
    included in the peak. recovery_days: time constant of what recedes. at_entry: brought the patient to the
    clinic. steroid_day: of the first infusion for this relapse, from day 0; NaN for none.
    """

    row: Rows
    day: Floats
    peak: Floats
    residual: Floats
    recovery_days: Floats
    at_entry: Flags
    steroid_day: Floats

    def of(self, kept: Flags) -> RelapseRows:
        """The relapses for which *kept* is true."""
        return RelapseRows(**{name: values[kept] for name, values in vars(self).items()})


def find_relapses(people: People, seed: int) -> RelapseRows:
    """All relapses of *people* until the end of their simulated course."""
    courses = people.courses
    row = np.repeat(np.arange(len(people)), np.diff(courses.relapse_offset))
    day = (courses.relapse_day - people.start_day[row]).astype(np.float64)
    at_entry = day == people.relapse_day[row]
    luck = luck_of(seed, Purpose.LATER_STEROIDS, people.number[row], courses.relapse_day)
    in_stay = np.where(at_entry & people.steroids[row], people.baseline_day[row] + 1, np.nan)
    later = np.where((day > 0) & (luck < LATER_STEROID_SHARE), day + STEROID_DAY, np.nan)
    return RelapseRows(
        row,
        day,
        courses.relapse_peak.astype(np.float64),
        courses.relapse_residual.astype(np.float64),
        courses.relapse_recovery_days.astype(np.float64),
        at_entry,
        np.where(day > 0, later, in_stay),
    )
