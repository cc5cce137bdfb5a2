"""Reads the grades behind an EDSS from one file of any clinic, or from a programme.

Nothing but the functional systems, ambulation and a recorded EDSS is interpreted; every other column is
carried along as it stands.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path

import polars as pl

from ranvier.errors import FileError, UsageError
from ranvier.ingest.cells import by_distinct
from ranvier.ingest.edss_headers import READ_COLUMNS, EdssReading, check_headers
from ranvier.ingest.files import check_file
from ranvier.ingest.header_match import position
from ranvier.ingest.limits import LIMITS
from ranvier.ingest.numbers import number_parser
from ranvier.ingest.open_tables import read_raw
from ranvier.ingest.option_words import told_in_options
from ranvier.ingest.raw import RawTable
from ranvier.ingest.read import read_programme
from ranvier.ingest.sources import Style, TableMapping
from ranvier.tables.edss_faults import impossible_grades
from ranvier.tables.edss_scores import IMPOSSIBLE
from ranvier.tables.faults import Effect, Fault
from ranvier.tables.marks import SOURCE_ROW


@dataclass(frozen=True)
class EdssFile:
    """The rows of a file to be scored.

    original: its columns as they stand. visits: the columns that a score is made from, as numbers, and
    `source_row`, row for row. faults: cells that cannot be.
    """

    original: pl.DataFrame
    visits: pl.DataFrame
    faults: tuple[Fault, ...]


def read_edss_file(path: Path, reading: EdssReading) -> EdssFile:
    """The rows of *path*: a CSV, XLSX or Parquet file, or a programme's folder.

    Raises the error of the file, or FileFaults with every column that is absent or stands twice.
    """
    if path.is_dir() or path.suffix.lower() == ".toml":
        return _programme_visits(path, reading)
    check_file(path, LIMITS)
    mapping = TableMapping("visits", path.name, path, sheet=reading.sheet, style=reading.style)
    with told_in_options():
        raw = read_raw(mapping, LIMITS)
    check_headers(raw, reading, mapping.label)
    visits = _visits(raw, reading)
    faults = impossible_grades(visits, reading.coding, mapping.label)
    faults = tuple(_with_the_mark(fault, raw, reading) for fault in faults)
    return EdssFile(_original(raw, path), visits, faults)


def _with_the_mark(fault: Fault, raw: RawTable, reading: EdssReading) -> Fault:
    """*fault* with the option to try where cells of its column are numbers with the other decimal mark."""
    place = position(raw, reading.headers.get(fault.column, fault.column))
    other = "," if reading.style.decimal_mark == "." else "."
    if place is None or raw.kind.are_typed:
        return fault
    cells = raw.frame[str(place)].str.strip_chars()
    if not cells.str.contains(rf"^\d+[{other}]\d+$").any():
        return fault
    return replace(fault, hint=f"say --decimal-mark {other} if that is the mark of the file; {fault.hint}")


def _programme_visits(path: Path, reading: EdssReading) -> EdssFile:
    if reading.headers or reading.sheet:
        raise UsageError(
            "A programme says itself which columns and sheets are read",
            where=str(path),
            hint="map them in programme.toml, and leave out --column and --sheet",
        )
    cohort = read_programme(path)
    if not cohort.has("visits"):
        raise FileError("The programme has no visits", where=str(path), hint="add a table of visits")
    supplied = cohort.supplied["visits"]
    kept = [name for name in cohort.visits.columns if name.removesuffix("_precision") in supplied]
    visits = cohort.visits.with_row_index(SOURCE_ROW, offset=2).select(SOURCE_ROW, *READ_COLUMNS)
    if "edss" not in supplied:
        visits = visits.drop("edss")
    faults = [
        fault for fault in cohort.faults if fault.table == "visits" and fault.effect is not Effect.NOTED
    ]
    # rows are sorted by now, so the places of these are not those of a file
    faults += [replace(fault, rows=()) for fault in impossible_grades(visits, reading.coding, "visits")]
    return EdssFile(cohort.visits.select(kept), visits, tuple(faults))


def _visits(raw: RawTable, reading: EdssReading) -> pl.DataFrame:
    """The interpreted columns: null where a cell is empty, IMPOSSIBLE where it holds no number."""
    parse = number_parser(reading.style.decimal_mark, typed_cells=raw.kind.are_typed)
    columns: list[pl.Series] = [raw.frame[SOURCE_ROW]]
    for name in READ_COLUMNS:
        place = position(raw, reading.headers.get(name, name))
        if place is None:
            continue
        text = _text(raw.frame[str(place)], reading.style)
        if name == "ambulation_coding":
            columns.append(text.str.to_lowercase().str.replace_all(r"[ -]", "_").alias(name))
            continue
        numbers = by_distinct(text, parse, pl.Float64())
        columns.append(numbers.set(text.is_not_null() & numbers.is_null(), float(IMPOSSIBLE)).alias(name))
    return pl.DataFrame(columns)


def _text(cells: pl.Series, style: Style) -> pl.Series:
    trimmed = cells.str.strip_chars()
    missing = ["", *(word.casefold() for word in style.missing)]
    return trimmed.set(trimmed.str.to_lowercase().is_in(missing).fill_null(False), None)


def _original(raw: RawTable, path: Path) -> pl.DataFrame:
    """The file's own columns; typed where the file knows types."""
    if path.suffix.lower() == ".parquet":
        return pl.read_parquet(path)[(raw.frame[SOURCE_ROW] - 2).to_list()]
    names = {str(i): header or _free_name(f"column_{i + 1}", raw) for i, header in enumerate(raw.headers)}
    return raw.frame.select(list(names)).rename(names)


def _free_name(name: str, raw: RawTable) -> str:
    while name in raw.headers:
        name += "_"
    return name
