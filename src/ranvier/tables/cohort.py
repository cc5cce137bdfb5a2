"""A programme's checked records: what every later room works on."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

import polars as pl

from ranvier.tables.arrays import Runs
from ranvier.tables.faults import Fault, TableCount
from ranvier.tables.model import TABLES
from ranvier.tables.programme import Programme
from ranvier.tables.rate_table import RateTable

HOW_TO_SUPPLY = "give them: relapses= in Python, --relapses with a file, the table relapses in a programme"
"""What to try where relapses are needed and were not supplied, by any way in."""


@dataclass(frozen=True)
class KnownRuns:
    """Where the rows of each patient lie in *frame*, which is in order with no patient or date empty."""

    frame: pl.DataFrame
    runs: Runs


@dataclass(frozen=True)
class Cohort:
    """Everyone in a programme with their checked rows.

    frames: the tables that were supplied, by name, each with the full schema of its declaration (columns
    that were not supplied are empty), sorted by patient and date; `patients` is always there.
    supplied: for each table the columns its file carried; absence is a finding of its own and never
    reads as "none". files: name of each file and its SHA-256. rates: of a population, by
    event ("cancer"), where the programme names a file of them. known_runs: what the checks found out about
    the order of tables, so that nobody looks again (`runs_of`).
    """

    programme: Programme
    frames: Mapping[str, pl.DataFrame]
    supplied: Mapping[str, frozenset[str]]
    faults: tuple[Fault, ...] = ()
    counts: tuple[TableCount, ...] = ()
    files: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    rates: Mapping[str, RateTable] = field(default_factory=lambda: MappingProxyType({}), repr=False)
    known_runs: Mapping[str, KnownRuns] = field(default_factory=lambda: MappingProxyType({}), repr=False)

    def __repr__(self) -> str:
        """What it is and how large; never a row, because rows are people."""
        sizes = ", ".join(f"{frame.height:,} {name}" for name, frame in self.frames.items())
        return f"Cohort({self.programme.name!r}: {sizes}; {len(self.faults)} faults)"

    def has(self, table: str, *columns: str) -> bool:
        """Whether *table* was supplied with every one of *columns*."""
        return table in self.supplied and set(columns) <= self.supplied[table]

    def missing(self, *names: str) -> tuple[str, ...]:
        """Of *names* written `table.column`, those that were not supplied."""
        absent = []
        for name in names:
            table, _, column = name.partition(".")
            if not self.has(table, *([column] if column else [])):
                absent.append(name)
        return tuple(absent)

    def table(self, name: str) -> pl.DataFrame:
        """The rows of a table; no rows where it was not supplied (ask `has` first if that matters)."""
        if name in self.frames:
            return self.frames[name]
        return TABLES[name].empty()

    def runs_of(self, table: str) -> Runs | None:
        """Where the rows of each patient lie in *table*, if the checks found it in order; None: look again.

        What was found out about one frame says nothing of another that has taken its place.
        """
        known = self.known_runs.get(table)
        return known.runs if known is not None and known.frame is self.frames.get(table) else None

    @property
    def patients(self) -> pl.DataFrame:
        """One row a patient."""
        return self.table("patients")

    @property
    def visits(self) -> pl.DataFrame:
        """One row an examination."""
        return self.table("visits")

    @property
    def relapses(self) -> pl.DataFrame:
        """One row a relapse."""
        return self.table("relapses")

    @property
    def treatments(self) -> pl.DataFrame:
        """One row a treatment other than a cell dose."""
        return self.table("treatments")

    @property
    def administrations(self) -> pl.DataFrame:
        """One row a cell dose."""
        return self.table("administrations")
