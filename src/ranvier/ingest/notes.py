"""What a reader of a programme should know although no row is at fault."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

import polars as pl

from ranvier.ingest.mapping import MappedTable
from ranvier.ingest.sources import ProgrammeFile, TableMapping
from ranvier.tables.check_across import WHO_IS_THERE, loose_ids, patients_of
from ranvier.tables.faults import Effect, Fault


def programme_notes(
    programme_file: ProgrammeFile, mapped: Mapping[str, MappedTable], frames: Mapping[str, pl.DataFrame]
) -> tuple[Fault, ...]:
    """Notes on files, columns and declarations, each with the effect "kept and noted"."""
    notes = [*_no_patients_table(frames), *_time_zero_without_source(programme_file, mapped)]
    notes += _ids_alike(frames)
    notes += _group_words(programme_file, mapped, frames)
    for mapping in programme_file.tables:
        notes += _without_rows(mapping, mapped[mapping.table])
    notes += _unread_columns(programme_file, mapped)
    notes += [_unnamed_file(name) for name in programme_file.unnamed]
    return tuple(notes)


def _note(problem: str, reason: str, *, table: str, file: str, hint: str, column: str = "") -> Fault:
    return Fault(problem, reason, table, file, column, (), hint, Effect.NOTED)


def _no_patients_table(frames: Mapping[str, pl.DataFrame]) -> Iterator[Fault]:
    if "patients" in frames:
        return
    count = patients_of(frames).height
    patients = "the one patient is that" if count == 1 else f"the {count:,} patients are those"
    sources = " and ".join(name for name in WHO_IS_THERE if name in frames)
    yield _note(
        f"There is no table of patients; {patients} found in {sources}",
        "no table of patients",
        table="patients",
        file="programme.toml",
        hint="a list of everybody enrolled, treated or not, shows who is missing",
    )


def _ids_alike(frames: Mapping[str, pl.DataFrame]) -> Iterator[Fault]:
    """Patients that may be one person twice; where a table lists them, the list is believed."""
    if "patients" in frames:
        return
    count = int(loose_ids(patients_of(frames)["patient_id"]).is_duplicated().sum())
    if count:
        yield _note(
            f"{count:,} patients have ids that differ by capital letters or leading zeros only",
            "ids almost alike",
            table="patients",
            file="programme.toml",
            hint="they count as different patients: if they are not, write each id in one way",
        )


def _time_zero_without_source(
    programme_file: ProgrammeFile, mapped: Mapping[str, MappedTable]
) -> Iterator[Fault]:
    time_zero = programme_file.programme.time_zero
    for group, source in (("treated", time_zero.treated), ("comparator", time_zero.comparator)):
        if source is None:
            continue
        table, _, column = source.partition(".")
        if table not in mapped or column not in mapped[table].supplied:
            yield _note(
                f"Time zero of {group} is {source}, which no file supplies",
                "time zero without a source",
                table=table,
                file="programme.toml",
                column=column,
                hint=f"supply {source}, or name another date under [time_zero]",
            )


def _group_words(
    programme_file: ProgrammeFile, mapped: Mapping[str, MappedTable], frames: Mapping[str, pl.DataFrame]
) -> Iterator[Fault]:
    groups = programme_file.programme.groups
    words = {*groups.treated, *groups.comparator}
    if not words:
        return
    supplied = "patients" in mapped and "group" in mapped["patients"].supplied
    held = frames["patients"]["group"] if supplied else pl.Series([], dtype=pl.String)
    for word in sorted(words - set(held.drop_nulls().to_list())):
        yield _note(
            f"[groups] names the word '{word}', which no row of patients.group holds",
            "a group without patients",
            table="patients",
            file="programme.toml",
            column="group",
            hint="write the word as the file does; capital letters count",
        )
    outside = int((~held.is_in(sorted(words)).fill_null(False)).sum())
    if outside:
        patients = "1 patient is" if outside == 1 else f"{outside:,} patients are"
        yield _note(
            f"{patients} in neither group of [groups]",
            "in neither group",
            table="patients",
            file="programme.toml",
            column="group",
            hint="name every word of patients.group under treated or comparator, unless this is meant",
        )


def _without_rows(mapping: TableMapping, mapped: MappedTable) -> Iterator[Fault]:
    if mapped.frame.is_empty():
        yield _note(
            f"The table {mapping.table} has no rows; this reads as: none recorded",
            "no rows",
            table=mapping.table,
            file=mapping.label,
            hint="if it was not recorded at all, take the table out of programme.toml",
        )


def _unread_columns(programme_file: ProgrammeFile, mapped: Mapping[str, MappedTable]) -> Iterator[Fault]:
    """Columns of a file that no table reads, by their places: a header may be a name."""
    by_file: dict[tuple[Path, str | None], list[TableMapping]] = {}
    # a table without a sheet reads the only sheet of its workbook, so others that name it read the same
    one_sheet = {mapping.path for mapping in programme_file.tables if mapping.sheet is None}
    for mapping in programme_file.tables:
        place = (mapping.path, None) if mapping.path in one_sheet else mapping.place
        by_file.setdefault(place, []).append(mapping)
    for mappings in by_file.values():
        unread = set.intersection(*(set(mapped[mapping.table].unread) for mapping in mappings))
        if not unread:
            continue
        places = ", ".join(str(place) for place in sorted(unread))
        found = "1 column is" if len(unread) == 1 else f"{len(unread):,} columns are"
        yield _note(
            f"{found} not read; counted from the left: {places}",
            "columns not read",
            table=mappings[0].table,
            file=mappings[0].label,
            hint="map them under columns in programme.toml if they belong to a table",
        )


def _unnamed_file(name: str) -> Fault:
    return _note(
        f"{name} lies in the folder but programme.toml does not name it; it is not read",
        "a file not read",
        table=name.partition(".")[0],
        file=name,
        hint="name it under [tables], or move it away",
    )
