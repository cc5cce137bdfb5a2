"""Patients under observation, and what the schedule of their visits must know of their course."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Counts = NDArray[np.int64]


class FeltCourse(Protocol):
    """What a simulated course says of its patients: their relapses and their true disability."""

    @property
    def relapse_offset(self) -> Counts:
        """The relapses of patient i are at relapse_offset[i] to relapse_offset[i + 1]."""
        ...

    @property
    def relapse_day(self) -> NDArray[np.int32]:
        """Onsets, rising for each patient."""
        ...

    def true_points(self, offset: Counts, day: NDArray[np.int32]) -> NDArray[np.float32]:
        """True EDSS, unrounded, at visits laid out in the same way."""
        ...


@dataclass(frozen=True)
class Watched:
    """Patients under observation, one number each.

    number: decides on the luck. zero_day: day 0 of the schedule. baseline_day: of the visit at entry.
    data_day: the data date. death_day: infinite for those alive then; nobody is seen on it.
    """

    number: Counts
    zero_day: Counts
    baseline_day: Counts
    data_day: Counts
    death_day: Floats

    @property
    def last_day(self) -> Counts:
        """The last day on which each patient can be seen."""
        found: Counts = np.minimum(self.data_day, self.death_day - 1).astype(np.int64)
        return found


def visit_keys(patient: Counts, day: Counts) -> Counts:
    """Numbers that rise with the patient and then with the day; days lie within 2,800 years."""
    return patient * 2**21 + (day + 2**20)
