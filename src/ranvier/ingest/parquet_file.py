"""Reads a Parquet file as text: its types become the text that the other formats would hold."""

from __future__ import annotations

from pathlib import Path

import polars as pl

from ranvier.errors import EmptyFile, FileTooLarge, UnreadableFile
from ranvier.ingest.foreign_errors import damage_reported
from ranvier.ingest.limits import Limits
from ranvier.ingest.raw import RawTable, raw_table
from ranvier.ingest.sources import CellKind
from ranvier.tables.marks import SOURCE_ROW

UNREADABLE_TYPES = (pl.Binary, pl.Object, pl.Duration)

AGAIN = "write it again as Parquet or CSV, and copy it whole"


def read_parquet_file(path: Path, label: str, limits: Limits) -> RawTable:
    """The cells of a Parquet file as text, dates in ISO form.

    Raises UnreadableFile, FileTooLarge or EmptyFile.
    """
    _check_whole(path, label)
    with damage_reported("The Parquet file is damaged", where=label, hint=AGAIN):
        scan = pl.scan_parquet(path)
        schema = scan.collect_schema()
        n_rows = scan.select(pl.len()).collect().item()
    _check_counts(n_rows, len(schema), label, limits)
    with damage_reported("The Parquet file is damaged", where=label, hint=AGAIN):
        frame = scan.collect()
    nested = [name for name, dtype in schema.items() if dtype.is_nested() or dtype in UNREADABLE_TYPES]
    if nested:
        raise UnreadableFile(
            f"The Parquet file has columns ({len(nested)}) that hold lists, structures, bytes or durations",
            where=label,
            hint="write one value a cell",
        )
    if frame.is_empty() and not schema:
        raise EmptyFile("The table is empty", where=label, hint="export it again from where it was kept")
    headers = pl.DataFrame({str(i): [name] for i, name in enumerate(schema)})
    body = frame.rename({name: str(i) for i, name in enumerate(schema)})
    text = body.select(_as_text(name, dtype) for name, dtype in body.schema.items())
    cells = pl.concat([headers, text]).with_row_index(SOURCE_ROW, offset=1)
    return raw_table(cells, 1, label, limits, kind=CellKind.TYPED)


def _check_whole(path: Path, label: str) -> None:
    with path.open("rb") as file:
        file.seek(-4, 2)
        if file.read(4) != b"PAR1":
            raise UnreadableFile(
                "The Parquet file was cut short: its end is missing", where=label, hint=AGAIN
            )


def _check_counts(n_rows: int, n_columns: int, label: str, limits: Limits) -> None:
    for found, most, what in ((n_rows, limits.rows, "rows"), (n_columns, limits.columns, "columns")):
        if found > most:
            raise FileTooLarge(
                f"The file has more than {most:,} {what}", where=label, hint="split it, or export less of it"
            )


def _as_text(name: str, dtype: pl.DataType) -> pl.Expr:
    if dtype == pl.Date:
        return pl.col(name).dt.strftime("%Y-%m-%d")
    if dtype == pl.Datetime:
        return pl.col(name).dt.strftime("%Y-%m-%d %H:%M:%S")
    return pl.col(name).cast(pl.String)
