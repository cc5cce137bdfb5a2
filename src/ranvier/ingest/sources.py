"""Where the values of a model column come from in somebody else's file."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum
from pathlib import Path
from types import MappingProxyType

from ranvier.ingest.dates import ISO
from ranvier.ingest.words import DEFAULT_MISSING
from ranvier.tables.programme import Programme


@dataclass(frozen=True)
class Header:
    """A column of the file, by its header."""

    name: str


@dataclass(frozen=True)
class Constant:
    """The same text in every row."""

    text: str


@dataclass(frozen=True)
class Shifted:
    """A date counted from another date column of the same row.

    anchor: header of the date counted from. plus_days: days to add, a number or the header of a column that
    holds it (negative counts back). plus_months: calendar months to add; the result is known to the month.
    minus: the days are taken off instead ("days since the latest relapse").
    """

    anchor: str
    plus_days: str | int = 0
    plus_months: int = 0
    minus: bool = False


@dataclass(frozen=True)
class YearOf:
    """The year of a date column: the exact birthday never enters the model."""

    date: str


Source = Header | Constant | Shifted | YearOf
"""The four kinds of source."""


class CellKind(Enum):
    """What the cells of a file may have been before they became text."""

    TEXT = "text"  # CSV
    TYPED = "numbers and dates"  # Parquet, and workbooks whose day numbers count from 1904
    WORKBOOK = "numbers, dates and numbers of days"  # XLSX

    @property
    def are_typed(self) -> bool:
        """Whether a number has a point whatever the language."""
        return self is not CellKind.TEXT


@dataclass(frozen=True)
class Style:
    """How a file writes its cells.

    separator: of CSV cells; None means found in the header row. header_row: the row that holds the headers.
    missing: words that stand for an empty cell.
    """

    date_format: str = ISO
    decimal_mark: str = "."
    encoding: str = "utf-8"
    separator: str | None = None
    header_row: int = 1
    missing: tuple[str, ...] = DEFAULT_MISSING


@dataclass(frozen=True)
class TableMapping:
    """How one model table is read from one file.

    file: as written in programme.toml. columns: source by model column; a column without an entry is taken
    from the header of its own name. wide: for a sheet with one row a patient, one mapping a visit. codes: by
    model column, their word to our code. unread: model columns that are not read although the file has a
    header of that name.
    """

    table: str
    file: str
    path: Path
    sheet: str | None = None
    columns: Mapping[str, Source] = field(default_factory=lambda: MappingProxyType({}))
    wide: tuple[Mapping[str, Source], ...] = ()
    codes: Mapping[str, Mapping[str, str]] = field(default_factory=lambda: MappingProxyType({}))
    unread: frozenset[str] = frozenset()
    style: Style = field(default_factory=Style)

    @property
    def place(self) -> tuple[Path, str | None]:
        """The file and sheet that the table is read from."""
        return self.path, self.sheet

    @property
    def label(self) -> str:
        """The name that faults carry."""
        name = self.path.name
        return f"{name}, sheet '{self.sheet}'" if self.sheet else name


@dataclass(frozen=True)
class RateFile:
    """A file of a population's rates: of what, as written in programme.toml, and which population of it."""

    event: str
    file: str
    path: Path
    population: str | None = None


@dataclass(frozen=True)
class ProgrammeFile:
    """What programme.toml says: the programme, how each of its tables is read, and whose rates it names."""

    programme: Programme
    path: Path
    tables: tuple[TableMapping, ...]
    sha256: str
    unnamed: tuple[str, ...] = ()  # files called like a table that programme.toml does not name
    rates: tuple[RateFile, ...] = ()
