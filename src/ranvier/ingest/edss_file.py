"""Reads the grades behind an EDSS from one file of any clinic, or from a programme.

Nothing but the functional systems, ambulation and a recorded EDSS is interpreted; every other column is
carried along as it stands.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from types import MappingProxyType

import polars as pl

from ranvier.errors import FileError, FileFaults
from ranvier.ingest.cells import by_distinct
from ranvier.ingest.files import check_file
from ranvier.ingest.header_match import near_header, position
from ranvier.ingest.limits import LIMITS
from ranvier.ingest.numbers import number_parser
from ranvier.ingest.open_tables import read_raw
from ranvier.ingest.raw import RawTable
from ranvier.ingest.read import read_programme
from ranvier.ingest.sources import Style, TableMapping
from ranvier.tables.edss_faults import impossible_grades
from ranvier.tables.edss_scores import GRADE_COLUMNS, IMPOSSIBLE, RULE
from ranvier.tables.edss_summary import COMPUTED, FLAGS
from ranvier.tables.faults import Effect, Fault
from ranvier.tables.marks import SOURCE_ROW
from ranvier.vocabulary.visits import AmbulationCoding

OPTIONAL_COLUMNS = ("ambulation_coding", "edss")

READ_COLUMNS = (*GRADE_COLUMNS, *OPTIONAL_COLUMNS)
"""The columns that are interpreted, by their names in the visits table."""


@dataclass(frozen=True)
class EdssReading:
    """How a file of examinations is read.

    headers: the file's header by our name, for those that are called otherwise. coding: the list of
    ambulation grades of rows that do not name one. sheet: of a workbook. style: how cells are written.
    """

    headers: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    coding: AmbulationCoding | None = None
    sheet: str | None = None
    style: Style = field(default_factory=Style)


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
        return _programme_visits(path)
    check_file(path, LIMITS)
    mapping = TableMapping("visits", path.name, path, sheet=reading.sheet, style=reading.style)
    raw = read_raw(mapping, LIMITS)
    _check_headers(raw, reading, mapping.label)
    visits = _visits(raw, reading)
    faults = impossible_grades(visits, reading.coding, mapping.label)
    return EdssFile(_original(raw, path), visits, faults)


def _programme_visits(path: Path) -> EdssFile:
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
    return EdssFile(cohort.visits.select(kept), visits, tuple(faults))


def _check_headers(raw: RawTable, reading: EdssReading, label: str) -> None:
    """Refuses with everything that keeps the headers from being used."""
    problems = [_unknown_name(name) for name in reading.headers if name not in READ_COLUMNS]
    for name in READ_COLUMNS:
        header = reading.headers.get(name, name)
        if position(raw, header) is None and (name in GRADE_COLUMNS or name in reading.headers):
            problems.append(_absent(raw, name, header, label))
    problems += _clashes(raw, label)
    if position(raw, _coding_header(reading)) is None and reading.coding is None:
        problems.append(_no_coding(label))
    if problems:
        faults = "1 fault" if len(problems) == 1 else f"{len(problems)} faults"
        raise FileFaults(problems, headline=f"The file cannot be scored: {faults}")


def _coding_header(reading: EdssReading) -> str:
    return reading.headers.get("ambulation_coding", "ambulation_coding")


def _clashes(raw: RawTable, label: str) -> Iterator[FileError]:
    """Headers that stand twice, and headers the result needs for itself."""
    twice = [i for i, header in enumerate(raw.headers, 1) if header and raw.headers.count(header) > 1]
    if twice:
        yield FileError(
            f"Columns share a header; counted from the left: {', '.join(map(str, twice))}",
            where=label,
            hint="rename them so that each header stands once",
        )
    for name in (COMPUTED, RULE, FLAGS):
        if name in raw.headers:
            hint = "rename it or take it out: the result has columns of these names"
            yield FileError(f"The file has a column '{name}' already", where=label, hint=hint)


def _no_coding(label: str) -> FileError:
    return FileError(
        "Nothing says which list the grades of ambulation are from; 6 is EDSS 6.0 in one, 6.5 in the other",
        where=label,
        hint=f"say --coding {' or --coding '.join(AmbulationCoding)}, or add a column ambulation_coding",
    )


def _unknown_name(name: str) -> FileError:
    return FileError(
        f"'{name}' is no column that an EDSS is made from",
        where="--column",
        hint=f"write OURS=YOURS with one of ours: {', '.join(READ_COLUMNS)}",
    )


def _absent(raw: RawTable, name: str, header: str, label: str) -> FileError:
    return FileError(
        f"The file has no column '{header}'",
        where=label,
        hint=f"{near_header(raw, header)}say what yours is called: --column {name}=HEADER",
    )


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
    names = {str(i): header or f"column_{i + 1}" for i, header in enumerate(raw.headers)}
    return raw.frame.select(list(names)).rename(names)
