"""Opens the files of a programme and puts their columns under the model's names; all faults at once."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from ranvier.errors import EmptyFile, FileFaults, ProgrammeError, RanvierError
from ranvier.ingest.csv_file import read_csv_file
from ranvier.ingest.files import check_file
from ranvier.ingest.limits import Limits
from ranvier.ingest.mapping import MappedTable, map_columns
from ranvier.ingest.parquet_file import read_parquet_file
from ranvier.ingest.raw import RawTable
from ranvier.ingest.sources import CellKind, Style, TableMapping
from ranvier.ingest.xlsx_file import read_xlsx_file

NEEDS_ROWS = ("patients", "visits")
"""Tables that a programme does not have for nothing: without rows the export went wrong."""


@dataclass(frozen=True)
class OpenTable:
    """The text of one model table, and what its cells may have been in the file."""

    mapping: TableMapping
    mapped: MappedTable
    kind: CellKind


def open_tables(mappings: Sequence[TableMapping], limits: Limits) -> list[OpenTable]:
    """Every table as text under the names of the model.

    Raises the error of a file, FileFaults for several, or ProgrammeError where only headers do not fit.
    """
    problems: list[RanvierError] = []
    tables: list[OpenTable] = []
    opened: dict[tuple[Path, str | None, Style], RawTable | RanvierError] = {}
    refused = _refused_files({mapping.path for mapping in mappings}, limits)
    for mapping in mappings:
        key = (mapping.path, mapping.sheet, mapping.style)
        if key not in opened:
            opened[key] = refused.get(mapping.path) or _open(mapping, limits)
        raw = opened[key]
        if isinstance(raw, RanvierError):
            problems += [raw] if raw not in problems else []
            continue
        mapped, misfits = map_columns(raw, mapping)
        problems += misfits or _without_rows(raw, mapping)
        if mapped is not None:
            tables.append(OpenTable(mapping, mapped, raw.kind))
    _raise(problems)
    return tables


def _refused_files(paths: Iterable[Path], limits: Limits) -> dict[Path, RanvierError]:
    refused: dict[Path, RanvierError] = {}
    for path in paths:
        try:
            check_file(path, limits)
        except RanvierError as error:
            refused[path] = error
    return refused


def read_raw(mapping: TableMapping, limits: Limits) -> RawTable:
    """The cells of one file or sheet as text, of a file that was checked; raises the error of the file."""
    suffix = mapping.path.suffix.lower()
    if suffix == ".xlsx":
        return read_xlsx_file(mapping.path, mapping.sheet, mapping.label, mapping.style, limits)
    if suffix == ".parquet":
        return read_parquet_file(mapping.path, mapping.label, limits)
    return read_csv_file(mapping.path, mapping.label, mapping.style, limits)


def _open(mapping: TableMapping, limits: Limits) -> RawTable | RanvierError:
    try:
        return read_raw(mapping, limits)
    except RanvierError as error:
        return error


def _without_rows(raw: RawTable, mapping: TableMapping) -> list[RanvierError]:
    if mapping.table not in NEEDS_ROWS or not raw.frame.is_empty():
        return []
    return [
        EmptyFile(
            f"The table {mapping.table} has a row of headers and nothing below it",
            where=mapping.label,
            hint="export it again from where it was kept",
        )
    ]


def _raise(problems: Sequence[RanvierError]) -> None:
    if not problems:
        return
    if all(type(problem) is RanvierError for problem in problems):
        faults = "1 fault" if len(problems) == 1 else f"{len(problems)} faults"
        raise ProgrammeError(problems, headline=f"programme.toml and the files do not fit together: {faults}")
    if len(problems) == 1:
        raise problems[0]
    raise FileFaults(problems, headline=f"{len(problems)} things keep the programme from being read")
