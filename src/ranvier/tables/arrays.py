"""The only bridge from frames to kernels.

Two traps are closed here: offsets are signed 64-bit whole numbers (unsigned ones silently become floats in
NumPy), and every array is owned and writable (arrays that a frame lends are read-only, another type to the
compiler, which would compile each kernel twice).
"""

from __future__ import annotations

from typing import Any

import numpy as np
import polars as pl
from numpy.typing import NDArray

from ranvier.kernels.arrays import RelapseArrays, VisitArrays
from ranvier.vocabulary.edss import TICKS_PER_POINT
from ranvier.vocabulary.measures import EDSS, Direction, Measure


def visit_arrays(visits: pl.DataFrame, patients: pl.Series, measure: Measure = EDSS) -> VisitArrays:
    """The visits of *patients* with a score: `visits` has patient_id, date and a column named as the measure.

    Every row must belong to one of *patients* (unique, sorted) and carry a score, so that the visit numbers
    a kernel answers with are row numbers of the frame; sorted by patient and date. Days count from 1970.
    """
    return VisitArrays(
        patient_offsets(visits["patient_id"], patients),
        owned(visits["date"].cast(pl.Int32), np.int32),
        disability_ticks(visits[measure.name], measure),
    )


def relapse_arrays(relapses: pl.DataFrame, patients: pl.Series) -> RelapseArrays:
    """The relapse onsets of *patients*, sorted; relapses of other patients are left out."""
    known = (
        relapses.select("patient_id", "onset_date")
        .filter(pl.col("patient_id").is_in(patients.implode()), pl.col("onset_date").is_not_null())
        .sort("patient_id", "onset_date")
    )
    return RelapseArrays(
        patient_offsets(known["patient_id"], patients), owned(known["onset_date"].cast(pl.Int32), np.int32)
    )


def patient_offsets(ids: pl.Series, patients: pl.Series) -> NDArray[np.int64]:
    """Where each patient's rows begin in *ids* (sorted as *patients*), and where the last one's end."""
    rows = ids.to_frame("patient_id").group_by("patient_id", maintain_order=True).agg(pl.len().alias("n"))
    counts = patients.to_frame("patient_id").join(rows, on="patient_id", how="left", maintain_order="left")
    offset = np.zeros(len(patients) + 1, np.int64)
    np.cumsum(owned(counts["n"].fill_null(0), np.int64), out=offset[1:])
    if offset[-1] != len(ids):
        raise ValueError(f"{len(ids) - offset[-1]} rows belong to none of the {len(patients)} patients")
    return offset


def edss_ticks(edss: pl.Series) -> NDArray[np.int32]:
    """Scores as whole half points."""
    return owned((edss * TICKS_PER_POINT).round(), np.int32)


def disability_ticks(scores: pl.Series, measure: Measure) -> NDArray[np.int32]:
    """Scores as whole ticks from the best score, 0: more is worse, whichever way the measure runs."""
    if measure.direction is Direction.HIGHER_IS_WORSE:
        from_best = scores - measure.lowest
    else:
        from_best = measure.highest - scores
    return owned((from_best * measure.ticks_per_unit).round(), np.int32)


def scores_of_ticks(ticks: NDArray[np.int32], measure: Measure) -> NDArray[np.float64]:
    """Ticks of disability as scores of the measure again."""
    if measure.direction is Direction.HIGHER_IS_WORSE:
        return measure.lowest + ticks / measure.ticks_per_unit
    return measure.highest - ticks / measure.ticks_per_unit


def owned(values: pl.Series, dtype: Any) -> NDArray[Any]:
    """A contiguous, writable copy of *values*, which must have none missing."""
    return np.array(values.to_numpy(), dtype=dtype, copy=True, order="C")
