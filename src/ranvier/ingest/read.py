"""Reads a programme's folder: every table checked by itself and against the others, every fault kept."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from types import MappingProxyType

import polars as pl

from ranvier.errors import DataFaults, EmptyFile, FileFaults, ProgrammeError, RanvierError
from ranvier.ingest.convert import convert_table
from ranvier.ingest.csv_file import read_csv_file
from ranvier.ingest.files import check_file, fingerprint
from ranvier.ingest.limits import LIMITS, Limits
from ranvier.ingest.mapping import MappedTable, map_columns
from ranvier.ingest.merge import merge_counted
from ranvier.ingest.notes import programme_notes
from ranvier.ingest.parquet_file import read_parquet_file
from ranvier.ingest.programme_file import read_programme_file
from ranvier.ingest.raw import RawTable
from ranvier.ingest.sources import ProgrammeFile, TableMapping
from ranvier.ingest.xlsx_file import read_xlsx_file
from ranvier.tables.check import check_records
from ranvier.tables.check_across import check_across, patients_of
from ranvier.tables.cohort import Cohort
from ranvier.tables.faults import Fault
from ranvier.tables.marks import RECORD, SOURCE_ROW, Mark, count_rows, drop_companions
from ranvier.tables.model import TABLES


@dataclass(frozen=True)
class _ReadTable:
    """One table on its way: the mapped text, then the frame with its marks."""

    mapping: TableMapping
    mapped: MappedTable
    typed_cells: bool


def read_programme(path: Path | str, *, limits: Limits = LIMITS) -> Cohort:
    """A programme's checked records with everything that was set aside, and why.

    path: a folder with programme.toml, or that file. Nothing is written, nothing is guessed.
    Raises MissingFile, EmptyFile, UnreadableFile, FileTooLarge (several together as FileFaults), ProgrammeError with
    every fault of programme.toml and of the headers it names, or DataFaults when no patient is left.
    """
    programme_file = read_programme_file(Path(path), limits=limits)
    tables = _read_tables(programme_file, limits)
    frames, marks, n_read = _checked(programme_file, tables)
    notes = programme_notes(programme_file, {one.mapping.table: one.mapped for one in tables}, frames)
    return _cohort(programme_file, tables, frames, marks, n_read, notes)


def _read_tables(programme_file: ProgrammeFile, limits: Limits) -> list[_ReadTable]:
    problems: list[RanvierError] = []
    tables = []
    raws: dict[tuple[Path, str | None, object], RawTable | RanvierError] = {}
    for mapping in programme_file.tables:
        key = (mapping.path, mapping.sheet, mapping.style)
        if key not in raws:
            raws[key] = _read_raw(mapping, limits)
            if isinstance(raws[key], RanvierError):
                problems.append(raws[key])
        raw = raws[key]
        if isinstance(raw, RanvierError):
            continue
        mapped, misfits = map_columns(raw, mapping)
        problems += misfits or _without_rows(raw, mapping)
        if mapped is not None:
            tables.append(_ReadTable(mapping, mapped, raw.typed_cells))
    _raise(problems)
    return tables


def _read_raw(mapping: TableMapping, limits: Limits) -> RawTable | RanvierError:
    try:
        check_file(mapping.path, limits)
        suffix = mapping.path.suffix.lower()
        if suffix == ".xlsx":
            return read_xlsx_file(mapping.path, mapping.sheet, mapping.label, mapping.style, limits)
        if suffix == ".parquet":
            return read_parquet_file(mapping.path, mapping.label, limits)
        return read_csv_file(mapping.path, mapping.label, mapping.style, limits)
    except RanvierError as error:
        return error


def _without_rows(raw: RawTable, mapping: TableMapping) -> list[RanvierError]:
    if mapping.table not in ("patients", "visits") or not raw.frame.is_empty():
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
    of_mapping = [problem for problem in problems if type(problem) is RanvierError]
    if len(of_mapping) == len(problems):
        faults = "1 fault" if len(problems) == 1 else f"{len(problems)} faults"
        raise ProgrammeError(problems, headline=f"programme.toml and the files do not fit together: {faults}")
    if len(problems) == 1:
        raise problems[0]
    raise FileFaults(problems, headline=f"{len(problems)} things keep the programme from being read")


def _checked(
    programme_file: ProgrammeFile, tables: Sequence[_ReadTable]
) -> tuple[dict[str, pl.DataFrame], dict[str, list[Mark]], dict[str, int]]:
    """Frames with companion columns, marks and rows read, by table."""
    data_date = programme_file.programme.data_date
    frames: dict[str, pl.DataFrame] = {}
    marks: dict[str, list[Mark]] = {}
    n_read: dict[str, int] = {}
    for one in tables:
        mapping, name = one.mapping, one.mapping.table
        frame, unread = convert_table(one.mapped, mapping, data_date, typed_cells=one.typed_cells)
        merged, again = merge_counted(frame, mapping)
        n_read[name] = one.mapped.frame.height - (frame.height - merged.height)
        frames[name], broken = check_records(TABLES[name], merged, file=mapping.label)
        marks[name] = unread + again + broken
    labels = {one.mapping.table: one.mapping.label for one in tables}
    frames, across = check_across(frames, data_date, files=labels)
    for one in tables:
        name = one.mapping.table
        marks[name] = [_in_their_words(found, one.mapped.headers) for found in marks[name] + across[name]]
    return frames, marks, n_read


def _in_their_words(found: Mark, headers: Mapping[str, str]) -> Mark:
    """The mark with the column named as in the file."""
    fault = found.fault
    return Mark(replace(fault, column=headers.get(fault.column, fault.column)), found.records)


def _cohort(
    programme_file: ProgrammeFile,
    tables: Sequence[_ReadTable],
    frames: Mapping[str, pl.DataFrame],
    marks: Mapping[str, list[Mark]],
    n_read: Mapping[str, int],
    notes: Sequence[Fault],
) -> Cohort:
    faults = (*(found.fault for name in frames for found in marks[name]), *notes)
    everyone = patients_of(frames)
    if everyone.is_empty():
        problems = [RanvierError(fault.problem, where=fault.where, hint=fault.hint) for fault in faults]
        raise DataFaults(problems, headline="No row of any patient can be used")
    sorted_frames = {name: _sorted(name, frame) for name, frame in {**frames, "patients": everyone}.items()}
    counts = [
        count_rows(one.mapping.table, one.mapping.label, n_read[one.mapping.table], marks[one.mapping.table])
        for one in tables
    ]
    return Cohort(
        programme=programme_file.programme,
        frames=MappingProxyType({name: sorted_frames[name] for name in TABLES if name in sorted_frames}),
        supplied=MappingProxyType({one.mapping.table: one.mapped.supplied for one in tables}),
        faults=faults,
        counts=tuple(counts),
        files=MappingProxyType(_fingerprints(programme_file)),
    )


def _sorted(name: str, frame: pl.DataFrame) -> pl.DataFrame:
    table = TABLES[name]
    dates = [column.name for column in table.dates if column.required][:1]
    return drop_companions(frame).select(list(table.schema)).sort("patient_id", *dates, maintain_order=True)


def _fingerprints(programme_file: ProgrammeFile) -> dict[str, str]:
    """SHA-256 by name as programme.toml writes it; the last part of a path that names a place on one machine."""
    found = {programme_file.path.name: programme_file.sha256}
    for mapping in programme_file.tables:
        name = mapping.path.name if Path(mapping.file).is_absolute() else mapping.file
        if name not in found:
            found[name] = fingerprint(mapping.path)
    return found
