"""Events of many patients one after the other: those of patient i are at offset[i] to offset[i + 1]."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Counts = NDArray[np.int64]


def offset_of(n_events: Counts) -> Counts:
    """The offset for so many events of each patient."""
    return np.concatenate([np.zeros(1, np.int64), np.cumsum(n_events)])


def patient_rows(offset: Counts) -> Counts:
    """The row of the patient of each event."""
    return np.repeat(np.arange(len(offset) - 1), np.diff(offset))


def events_of(offset: Counts, rows: NDArray[np.intp]) -> tuple[Counts, Counts]:
    """The offset of the patients in *rows*, and where their events are."""
    n_events = np.diff(offset)[rows]
    new = offset_of(n_events)
    return new, np.repeat(offset[:-1][rows] - new[:-1], n_events) + np.arange(new[-1])
