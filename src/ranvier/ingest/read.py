"""Reads a programme's folder: every table checked by itself and against the others, every fault kept."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from types import MappingProxyType

import polars as pl

from ranvier.errors import DataFaults, RanvierError
from ranvier.ingest.convert import convert_table
from ranvier.ingest.counted_dates import relapses_after_their_visit
from ranvier.ingest.files import fingerprint
from ranvier.ingest.limits import LIMITS, Limits
from ranvier.ingest.merge import merge_told_again
from ranvier.ingest.notes import programme_notes
from ranvier.ingest.open_tables import OpenTable, open_tables
from ranvier.ingest.programme_file import read_programme_file
from ranvier.ingest.rate_file import read_rate_file
from ranvier.ingest.sources import ProgrammeFile
from ranvier.tables.check import check_cells, check_repeats
from ranvier.tables.check_across import check_across, patients_of
from ranvier.tables.cohort import Cohort
from ranvier.tables.faults import Effect, Fault
from ranvier.tables.marks import Mark, count_rows, drop_companions
from ranvier.tables.model import TABLES


@dataclass(frozen=True)
class _Checked:
    """One table after its checks: the rows that stand, what was found, and how many rows were read."""

    open: OpenTable
    frame: pl.DataFrame
    marks: list[Mark]
    n_read: int

    @property
    def name(self) -> str:
        return self.open.mapping.table


def read_programme(path: Path | str, *, limits: Limits = LIMITS) -> Cohort:
    """A programme's checked records with everything that was set aside, and why.

    path: a folder with programme.toml, or that file. Nothing is written, nothing is guessed. Raises
    MissingFile, EmptyFile, UnreadableFile or FileTooLarge (several together as FileFaults), ProgrammeError
    with every fault of programme.toml and of the headers it names, DataFaults when no patient is left.
    """
    programme_file = read_programme_file(Path(path), limits=limits)
    opened = open_tables(programme_file.tables, limits)
    rates = {
        one.event: read_rate_file(one.path, population=one.population, limits=limits)
        for one in programme_file.rates
    }
    data_date = programme_file.programme.data_date
    checked = _checked_across([_checked(one, opened, data_date) for one in opened], data_date)
    frames = {one.name: one.frame for one in checked}
    notes = programme_notes(programme_file, {one.name: one.open.mapped for one in checked}, frames)
    faults = (*(found.fault for one in checked for found in one.marks), *notes)
    return replace(_cohort(programme_file, checked, frames, faults), rates=MappingProxyType(rates))


def _checked(opened: OpenTable, all_opened: Sequence[OpenTable], data_date: date) -> _Checked:
    mapping, table = opened.mapping, TABLES[opened.mapping.table]
    beside = [other for other in all_opened if other.mapping.place == mapping.place]
    typed, unread = convert_table(opened.mapped, mapping, data_date, opened.kind)
    sound, broken = check_cells(table, typed, file=mapping.label, found=unread)
    merged, again = merge_told_again(sound, mapping, shares_file=len(beside) > 1)
    kept, repeated = check_repeats(table, merged, file=mapping.label)
    later = relapses_after_their_visit(opened.mapped, mapping, typed, opened.kind)
    n_read = typed.height - (sound.height - merged.height)
    return _Checked(opened, kept, [*broken, *later, *again, *repeated], n_read)


def _checked_across(checked: Sequence[_Checked], data_date: date) -> list[_Checked]:
    frames, marks = check_across(
        {one.name: one.frame for one in checked},
        data_date,
        files={one.name: one.open.mapping.label for one in checked},
    )
    return [
        replace(one, frame=frames[one.name], marks=_in_their_words([*one.marks, *marks[one.name]], one.open))
        for one in checked
    ]


def _in_their_words(marks: Sequence[Mark], opened: OpenTable) -> list[Mark]:
    """The marks with columns named as in the file."""
    headers = opened.mapped.headers
    named = [replace(one.fault, column=headers.get(one.fault.column, one.fault.column)) for one in marks]
    return [Mark(fault, one.records) for fault, one in zip(named, marks, strict=True)]


def _cohort(
    programme_file: ProgrammeFile,
    checked: Sequence[_Checked],
    frames: Mapping[str, pl.DataFrame],
    faults: tuple[Fault, ...],
) -> Cohort:
    everyone = patients_of(frames)
    if everyone.is_empty():
        told = [fault for fault in faults if fault.effect is not Effect.NOTED]
        problems = [RanvierError(fault.problem, where=fault.where, hint=fault.hint) for fault in told]
        raise DataFaults(problems, headline="No row of any patient can be used")
    complete = {**frames, "patients": everyone}
    return Cohort(
        programme=programme_file.programme,
        frames=MappingProxyType({name: _sorted(name, complete[name]) for name in TABLES if name in complete}),
        supplied=MappingProxyType({one.name: one.open.mapped.supplied for one in checked}),
        faults=faults,
        counts=tuple(count_rows(one.name, one.open.mapping.label, one.n_read, one.marks) for one in checked),
        files=MappingProxyType(_fingerprints(programme_file)),
    )


def _sorted(name: str, frame: pl.DataFrame) -> pl.DataFrame:
    table = TABLES[name]
    dates = [column.name for column in table.dates if column.required][:1]
    rows = drop_companions(frame).select(list(table.schema))
    return rows.sort("patient_id", *dates, maintain_order=True)


def _fingerprints(programme_file: ProgrammeFile) -> dict[str, str]:
    """SHA-256 by name as programme.toml writes it; an absolute path, which names one machine, is cut."""
    found = {programme_file.path.name: programme_file.sha256}
    for mapping in programme_file.tables:
        name = mapping.path.name if Path(mapping.file).is_absolute() else mapping.file
        if name not in found:
            found[name] = fingerprint(mapping.path)
    for rates in programme_file.rates:
        found[rates.path.name if Path(rates.file).is_absolute() else rates.file] = fingerprint(rates.path)
    return found
