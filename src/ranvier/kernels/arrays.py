"""What goes into a kernel and what comes out: arrays with the patients' borders beside them."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

NO_VISIT = -1
"""Stands where there is no visit."""

FAR_DAYS = 1 << 29
"""Days to a relapse that does not exist; twice it still fits 32 bits."""


class VisitArrays(NamedTuple):
    """Visits with a score; `offset[p]:offset[p + 1]` are those of patient *p*, by day.

    day: whole days on any common scale. score: whole ticks of the measure (EDSS: half points).
    """

    offset: NDArray[np.int64]
    day: NDArray[np.int32]
    score: NDArray[np.int32]


class RelapseArrays(NamedTuple):
    """Onsets of relapses; `offset[p]:offset[p + 1]` are those of patient *p*, by day."""

    offset: NDArray[np.int64]
    day: NDArray[np.int32]
