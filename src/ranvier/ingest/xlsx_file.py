"""Reads one sheet of an XLSX as text. Number and date cells arrive as plain numbers and ISO dates."""

from __future__ import annotations

from pathlib import Path

import polars as pl

from ranvier.errors import EmptyFile, UnreadableFile
from ranvier.ingest.foreign_errors import damage_reported
from ranvier.ingest.limits import Limits
from ranvier.ingest.raw import RawTable, raw_table
from ranvier.ingest.sources import CellKind, Style
from ranvier.ingest.xlsx_zip import SAVE_AGAIN, counts_from_1904, sheet_extent, sheet_names
from ranvier.tables.marks import SOURCE_ROW


def read_xlsx_file(path: Path, sheet: str | None, label: str, style: Style, limits: Limits) -> RawTable:
    """The cells of a sheet as text, of a workbook that was checked. Without a name it must have one sheet.

    Raises UnreadableFile for a damaged workbook or an unknown sheet, FileTooLarge over a limit, EmptyFile.
    """
    sheet = _chosen(path, sheet, sheet_names(path))
    extent = sheet_extent(path, sheet, limits)
    cells = _cells(path, sheet)
    above = max(style.header_row - extent.first_row, 0)
    if cells.height <= above:
        raise EmptyFile("The sheet is empty", where=label, hint="name the sheet that holds the table")
    header_row = max(style.header_row, extent.first_row)
    cells = cells.slice(above).with_row_index(SOURCE_ROW, offset=header_row)
    return raw_table(
        cells, header_row, label, limits, kind=CellKind.TYPED if counts_from_1904(path) else CellKind.WORKBOOK
    )


def _chosen(path: Path, sheet: str | None, names: tuple[str, ...]) -> str:
    if sheet is None and len(names) == 1:
        return names[0]
    if sheet is None:
        raise UnreadableFile(
            f"The workbook has {len(names)} sheets, and programme.toml names none",
            where=path.name,
            hint='add sheet = "..." to the table',
        )
    if sheet in names:
        return sheet
    alike = [name for name in names if name.strip().casefold() == sheet.strip().casefold()]
    if len(alike) == 1:
        return alike[0]
    raise UnreadableFile(
        f"The workbook has no sheet '{sheet}'",
        where=path.name,
        hint=f"it has {len(names)} sheets; write the name as the workbook shows it",
    )


def first_rows(path: Path, sheet: str, count: int, limits: Limits) -> list[tuple[str | None, ...]]:
    """The first rows of a sheet, empty ones above the first value included."""
    extent = sheet_extent(path, sheet, limits)
    return [()] * (extent.first_row - 1) + _cells(path, sheet, count).rows()


def _cells(path: Path, sheet: str, n_rows: int | None = None) -> pl.DataFrame:
    import fastexcel  # noqa: PLC0415 - only programmes kept in a workbook need it

    with damage_reported("The workbook is damaged", where=path.name, hint=SAVE_AGAIN):
        workbook = fastexcel.read_excel(path)
        cells: pl.DataFrame = workbook.load_sheet(
            sheet, header_row=None, dtypes="string", n_rows=n_rows
        ).to_polars()
    return cells
