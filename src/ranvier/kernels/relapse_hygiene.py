"""Which onsets begin a relapse of their own, and which belong to the one before."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from ranvier.kernels.arrays import RelapseArrays
from ranvier.kernels.compiled import compiled

NO_RELAPSE = -1
"""Stands where an onset belongs to no relapse that counts."""


@compiled
def find_first_onsets(
    relapses: RelapseArrays, may_count: NDArray[np.bool_], closest_days: int
) -> NDArray[np.int64]:
    """For each onset the number of that of its relapse: its own, or the last one fewer days before it.

    The distance is taken from the last onset that counts, so relapses told in a row do not merge without end.
    """
    first = np.full(len(relapses.day), NO_RELAPSE, np.int64)
    for patient in range(len(relapses.offset) - 1):
        last = NO_RELAPSE
        for onset in range(relapses.offset[patient], relapses.offset[patient + 1]):
            if not may_count[onset]:
                continue
            if last == NO_RELAPSE or relapses.day[onset] - relapses.day[last] >= closest_days:
                last = onset
            first[onset] = last
    return first
