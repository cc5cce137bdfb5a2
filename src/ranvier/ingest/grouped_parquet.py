"""Visits from a Parquet file of any size, some patients at a time.

The ids are read first, in slices: they tell whether the rows of each patient lie together. If so, the file is
read from top to bottom, cut between patients. If not, its rows are first dealt out to temporary files by
ranges of ids, each small enough to be read at once. What is held in memory is a batch and the list of
patients, never the file.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import polars as pl
from numpy.typing import NDArray

from ranvier.ingest.frame_columns import read_ids
from ranvier.tables.arrays import patient_runs
from ranvier.tables.marks import SOURCE_ROW

BATCH_ROWS = 1_000_000
"""Visits read at once: about 100 MB with what is made of them."""

FIRST_FILE_ROW = 2
"""The number of a file's first row of data, the header being row 1."""

Told = Callable[[str], None]


@dataclass(frozen=True)
class Layout:
    """How the rows of patients lie in a file.

    counts: patient_id and n_rows, the patients in the order in which the file first names them. n_runs: of
    rows of one patient; as many as patients where the rows of each lie together.
    """

    counts: pl.DataFrame
    n_runs: int

    @property
    def patients(self) -> pl.Series:
        """Everyone the file names."""
        return self.counts["patient_id"].drop_nulls()

    @property
    def n_visits(self) -> int:
        """Rows of the file."""
        return int(self.counts["n_rows"].sum())

    @property
    def is_grouped(self) -> bool:
        """Whether the rows of each patient lie together."""
        return self.n_runs == self.counts.height

    @property
    def is_sorted(self) -> bool:
        """Whether the patients lie in the order of their ids as well."""
        return self.is_grouped and self.patients.is_sorted()


def read_layout(path: Path, batch_rows: int = BATCH_ROWS) -> Layout:
    """How the rows of patients lie in the Parquet file at *path*, which has a column patient_id."""
    n_visits = pl.scan_parquet(path).select(pl.len()).collect().item()
    counts = [pl.DataFrame(schema={"patient_id": pl.String, "n_rows": pl.Int64})]
    n_runs, last = 0, None
    for first in range(0, n_visits, batch_rows):
        part = pl.scan_parquet(path).select("patient_id").slice(first, batch_rows).collect()
        found, begins = patient_runs(read_ids(part.to_series()))
        n_runs += len(found) - (first > 0 and found[0] == last)
        last = found[-1]
        counts.append(pl.DataFrame({"patient_id": found, "n_rows": np.diff(begins)}))
        if found.n_unique() < len(found):
            counts = [_summed(counts)]  # a list of runs would grow with the rows, not with the patients
    return Layout(_summed(counts), n_runs)


def _summed(counts: list[pl.DataFrame]) -> pl.DataFrame:
    """The rows of each patient over several slices, the patients by their first slice."""
    every = pl.concat(counts)
    if every["patient_id"].n_unique() == every.height:
        return every
    return every.group_by("patient_id", maintain_order=True).agg(pl.col("n_rows").sum())


def batches_of_patients(
    path: Path,
    columns: tuple[str, ...],
    layout: Layout,
    folder: Path,
    batch_rows: int = BATCH_ROWS,
    tell: Told = lambda _: None,
) -> Iterator[pl.DataFrame]:
    """The rows of *path* in frames that hold all rows of each patient they name.

    A frame has *columns* and `source_row`, and about *batch_rows* rows, more where one patient has more.
    folder: for temporary files, made only where the file is not grouped; they take about the space of the
    file. tell: is told of the dealing out.
    """
    if layout.is_grouped:
        return _cut_between_patients(path, columns, layout, batch_rows)
    tell("the file is not grouped by patient: sorting it first")
    return _dealt_out(path, columns, layout, folder, batch_rows)


def _cut_between_patients(
    path: Path, columns: tuple[str, ...], layout: Layout, batch_rows: int
) -> Iterator[pl.DataFrame]:
    first = 0
    n_rows_of = layout.counts["n_rows"].to_numpy()
    for n_rows in np.bincount(_batch_of(n_rows_of, batch_rows), n_rows_of).astype(int).tolist():
        yield _rows(path, columns, first, n_rows)
        first += n_rows


def _rows(path: Path, columns: tuple[str, ...], first: int, n_rows: int) -> pl.DataFrame:
    rows = pl.scan_parquet(path).select(columns).slice(first, n_rows).collect()
    return rows.with_row_index(SOURCE_ROW, offset=first + FIRST_FILE_ROW)


def _batch_of(n_rows: NDArray[np.int64], batch_rows: int) -> NDArray[np.int64]:
    """The number of the batch of each run, so that a batch has about *batch_rows* rows."""
    begins = np.cumsum(n_rows) - n_rows
    return np.asarray(np.unique(begins // batch_rows, return_inverse=True)[1], np.int64)


def _dealt_out(
    path: Path, columns: tuple[str, ...], layout: Layout, folder: Path, batch_rows: int
) -> Iterator[pl.DataFrame]:
    """The rows by ranges of ids, the lowest ids first; rows without an id come with the first range."""
    counted = layout.counts.sort("patient_id", nulls_last=False)
    part_of = counted.select(
        "patient_id", pl.Series("part", _batch_of(counted["n_rows"].to_numpy(), batch_rows))
    )
    for first in range(0, layout.n_visits, batch_rows):
        rows = _rows(path, columns, first, min(batch_rows, layout.n_visits - first))
        ids = rows.select(read_ids(rows["patient_id"]))
        parts = ids.join(part_of, on="patient_id", how="left", nulls_equal=True, maintain_order="left")
        for (part,), piece in (
            rows.with_columns(parts["part"]).partition_by("part", as_dict=True, include_key=False).items()
        ):
            place = folder / f"{part:06}"
            place.mkdir(parents=True, exist_ok=True)
            piece.write_parquet(place / f"{first:012}.parquet", compression="lz4")
    for place in sorted(folder.iterdir()):
        yield pl.read_parquet(sorted(place.iterdir()))
