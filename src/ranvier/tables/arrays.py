"""The only bridge from frames to kernels.

Two traps are closed here: offsets are signed 64-bit whole numbers (unsigned ones silently become floats in
NumPy), and every array is owned and writable (arrays that a frame lends are read-only, another type to the
compiler, which would compile each kernel twice).
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from typing import Any

import numpy as np
import polars as pl
from numpy.typing import NDArray

from ranvier.kernels.arrays import RelapseArrays, VisitArrays
from ranvier.vocabulary.edss import TICKS_PER_POINT
from ranvier.vocabulary.measures import EDSS, Direction, Measure

Runs = tuple[pl.Series, NDArray[np.int64]]
"""Patients whose rows lie together, and where the rows of each begin and the last end."""

BLOCK_ROWS = 1 << 15
"""Rows worked on at once, so that what is made on the way stays near the processor (benchmarks/course.py)."""


def visit_arrays(
    visits: pl.DataFrame,
    patients: pl.Series,
    measure: Measure = EDSS,
    offset: NDArray[np.int64] | None = None,
) -> VisitArrays:
    """The visits of *patients* with a score: `visits` has patient_id, date and a column named as the measure.

    Every row must belong to one of *patients* (unique, sorted) and carry a score, so that the visit numbers
    a kernel answers with are row numbers of the frame; sorted by patient and date. Days count from 1970.
    offset: where the rows of each patient begin, if that is known (`patient_runs`).
    """
    return VisitArrays(
        patient_offsets(visits["patient_id"], patients) if offset is None else offset,
        owned(visits["date"].cast(pl.Int32), np.int32),
        disability_ticks(visits[measure.name], measure),
    )


def relapse_arrays(relapses: pl.DataFrame, patients: pl.Series, runs: Runs | None = None) -> RelapseArrays:
    """The relapse onsets of *patients*, sorted; relapses of other patients are left out.

    runs: of everybody in the cohort, where *relapses* are known to be sorted, with no cell empty.
    """
    if runs is not None and runs[0].equals(patients):
        return RelapseArrays(runs[1], owned(relapses["onset_date"].cast(pl.Int32), np.int32))
    known = in_order(relapses.select("patient_id", "onset_date").drop_nulls(), "patient_id", "onset_date")
    found, begins = patient_runs(known["patient_id"])
    places, n_relapses = _places(found, patients), np.diff(begins)
    is_known = places >= 0
    if not is_known.all():
        known = known.filter(pl.Series(np.repeat(is_known, n_relapses)))
    offset = _offsets(places[is_known], n_relapses[is_known], len(patients))
    return RelapseArrays(offset, owned(known["onset_date"].cast(pl.Int32), np.int32))


def in_order(rows: pl.DataFrame, *columns: str) -> pl.DataFrame:
    """*rows* sorted by *columns*, the patient first; left as they are where they lie in that order already.

    Finding that out takes a tenth of the time of sorting, and most records are kept in order.
    """
    return rows if is_in_order(rows, *columns) else rows.sort(*columns)


def is_in_order(
    rows: pl.DataFrame, patient_id: str, *numbers: str, strictly: bool = False, runs: Runs | None = None
) -> bool:
    """Whether *rows* are sorted by patient and then by *numbers* (dates count), with no cell empty.

    strictly: and no two rows agree in all of them. runs: of the patients, where they are known.
    """
    if any(rows[name].null_count() for name in (patient_id, *numbers)):
        return False
    patients, begins = runs or patient_runs(rows[patient_id])
    if not patients.is_sorted():
        return False
    is_begin = np.zeros(rows.height + 1, np.bool_)
    is_begin[begins] = True
    alike = None  # rows that equal the row before in all columns so far; None: not looked yet
    for name in numbers:
        values = rows[name].to_physical().to_numpy()
        rises = values[1:] > values[:-1]
        alike = _not_rising(rises, is_begin) if alike is None else alike[~rises[alike - 1]]
        if (values[alike] < values[alike - 1]).any():
            return False
    return not strictly or (len(patients) == rows.height if alike is None else len(alike) == 0)


def _not_rising(rises: NDArray[np.bool_], is_begin: NDArray[np.bool_]) -> NDArray[np.int64]:
    """Rows that do not lie above the row before, which is of the same patient."""
    found = np.flatnonzero(~rises) + 1
    return found[~is_begin[found]]


def patient_runs(ids: pl.Series) -> Runs:
    """Each patient in *ids*, whose rows lie together, and where the rows of each begin and the last end."""
    parts = [part for part in ids.get_chunks() if len(part)] or [ids]  # joined, all would be copied first
    runs = pl.concat([part.rle() for part in parts]).struct
    found, n_rows = runs.field("value"), runs.field("len").to_numpy().astype(np.int64)
    if any(one[-1] == following[0] for one, following in pairwise(parts)):  # a patient lies in two parts
        again = found.rle().struct
        found, n_parts = again.field("value"), again.field("len").to_numpy()
        n_rows = np.add.reduceat(n_rows, np.cumsum(n_parts, dtype=np.int64) - n_parts)
    return found.rechunk().alias("patient_id"), np.concatenate([[0], np.cumsum(n_rows)])


def runs_among(runs: Runs, patients: pl.Series) -> Runs | None:
    """*runs*, sorted, with one for each of *patients* (unique, sorted), without rows for who has none.

    None if one of the runs is of somebody else.
    """
    found, begins = runs
    places = patients.is_in(found.implode()).arg_true().to_numpy()
    if len(places) != len(found):
        return None
    return patients, _offsets(places.astype(np.int64), np.diff(begins), len(patients))


def patient_offsets(ids: pl.Series, patients: pl.Series) -> NDArray[np.int64]:
    """Where each patient's rows begin in *ids* (sorted as *patients*), and where the last one's end."""
    found, begins = patient_runs(ids)
    if found.equals(patients):
        return begins
    places, n_rows = _places(found, patients), np.diff(begins)
    is_stranger = places < 0
    if is_stranger.any():
        n_strange = n_rows[is_stranger].sum()
        raise ValueError(f"{n_strange} rows belong to none of the {len(patients)} patients")
    offset = _offsets(places, n_rows, len(patients))
    if offset[-1] != len(ids):
        raise ValueError("the rows of a patient do not lie together")
    return offset


def _places(ids: pl.Series, patients: pl.Series) -> NDArray[np.int64]:
    """The number of each of *ids* in *patients*, −1 for a stranger."""
    numbered = patients.to_frame("patient_id").with_row_index("place")
    found = ids.to_frame("patient_id").join(numbered, on="patient_id", how="left", maintain_order="left")
    return owned(found["place"].cast(pl.Int64).fill_null(-1), np.int64)


def _offsets(places: NDArray[np.int64], n_rows: NDArray[np.int64], n_patients: int) -> NDArray[np.int64]:
    counts = np.zeros(n_patients + 1, np.int64)
    counts[places + 1] = n_rows
    return np.cumsum(counts)


def edss_ticks(edss: pl.Series) -> NDArray[np.int32]:
    """Scores as whole half points."""
    return owned((edss * TICKS_PER_POINT).round(), np.int32)


def disability_ticks(scores: pl.Series, measure: Measure) -> NDArray[np.int32]:
    """Scores as whole ticks from the best score, 0: more is worse, whichever way the measure runs."""
    is_rising = measure.direction is Direction.HIGHER_IS_WORSE
    ticks, n_done = np.empty(len(scores), np.int32), 0
    for block in blocks_of(scores):
        from_best = block - measure.lowest if is_rising else measure.highest - block
        ticks[n_done : n_done + len(block)] = np.rint(from_best * measure.ticks_per_unit)
        n_done += len(block)
    return ticks


def scores_of_ticks(ticks: NDArray[np.int32], measure: Measure) -> NDArray[np.float64]:
    """Ticks of disability as scores of the measure again."""
    if measure.direction is Direction.HIGHER_IS_WORSE:
        return measure.lowest + ticks / measure.ticks_per_unit
    return measure.highest - ticks / measure.ticks_per_unit


def blocks_of(values: pl.Series) -> Iterator[NDArray[Any]]:
    """*values*, none of them missing, as views of at most BLOCK_ROWS, in their order; nothing is copied."""
    for part in values.get_chunks():
        array = part.to_numpy()
        yield from (array[first : first + BLOCK_ROWS] for first in range(0, len(array), BLOCK_ROWS))


def owned(values: pl.Series, dtype: Any) -> NDArray[Any]:
    """A contiguous, writable copy of *values*, which must have none missing."""
    copy, n_done = np.empty(len(values), dtype), 0
    for block in blocks_of(values):
        copy[n_done : n_done + len(block)] = block
        n_done += len(block)
    return copy
