"""A table as somebody else's file holds it: text in every cell, nothing interpreted."""

from __future__ import annotations

from dataclasses import dataclass

import polars as pl

from ranvier.errors import EmptyFile, FileTooLarge, UnreadableFile
from ranvier.ingest.limits import Limits
from ranvier.ingest.sources import CellKind
from ranvier.tables.marks import SOURCE_ROW


@dataclass(frozen=True)
class RawTable:
    """The cells of one file or sheet as text.

    frame: text columns "0", "1", ... and `source_row`; rows without any content are left out. headers: their
    headers, trimmed, by position. kind: what the cells may have been.
    """

    headers: tuple[str, ...]
    frame: pl.DataFrame
    kind: CellKind


def raw_table(
    cells: pl.DataFrame, header_row: int, label: str, limits: Limits, *, kind: CellKind
) -> RawTable:
    """The raw table in *cells*, a frame of text columns and `source_row` that begins at the header row.

    Raises EmptyFile without headers, FileTooLarge over a limit, UnreadableFile where the headers look like
    data.
    """
    names = [name for name in cells.columns if name != SOURCE_ROW]
    if cells.is_empty() or not names:
        raise EmptyFile("The table is empty", where=label, hint="export it again from where it was kept")
    _check_size(cells, names, label, limits)
    headers = tuple((cells[name][0] or "").strip().lstrip("\ufeff") for name in names)
    _check_headers(headers, header_row, label)
    body = cells.slice(1)
    filled = pl.any_horizontal(pl.col(name).str.strip_chars().str.len_bytes() > 0 for name in names)
    body = body.filter(filled.fill_null(False)).rename({name: str(i) for i, name in enumerate(names)})
    return RawTable(headers, body, kind)


def _check_size(cells: pl.DataFrame, names: list[str], label: str, limits: Limits) -> None:
    longest = (
        cells.select(pl.max_horizontal(pl.col(name).str.len_chars().max() for name in names)).item() or 0
    )
    for found, most, what in (
        (cells.height - 1, limits.rows, "rows"),
        (len(names), limits.columns, "columns"),
        (longest, limits.cell_characters, "characters in one cell"),
    ):
        if found > most:
            raise FileTooLarge(
                f"The table has more than {most:,} {what}",
                where=label,
                hint="split the file, or export less of it",
            )


def _check_headers(headers: tuple[str, ...], header_row: int, label: str) -> None:
    named = [header for header in headers if header]
    like_data = [
        header for header in named if header.replace(".", "").replace("-", "").replace("/", "").isdigit()
    ]
    if not named or len(like_data) * 2 > len(named):
        raise UnreadableFile(
            "The row of headers looks like data",
            where=f"{label}, row {header_row}",
            hint="begin the file with a row that names the columns, or say which row does with header_row",
        )
