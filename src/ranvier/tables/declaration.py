"""How a table is declared: its columns, their kinds, codes, units, bounds and meaning.

Checks, the writer, the documentation, synthetic data and the registry's forms all read this declaration.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum, StrEnum

import polars as pl


class Kind(Enum):
    """What a column holds."""

    ID = "id"  # text that names a patient, compared after the id rule
    TEXT = "text"
    CODE = "code"  # one of a list
    DATE = "date"
    NUMBER = "number"
    WHOLE = "whole number"
    YES_NO = "yes or no"
    EDSS = "EDSS score"


class Precision(StrEnum):
    """How exactly a date is known; a companion column `<date>_precision` says so in every row."""

    DAY = "day"
    MONTH = "month"  # dated on the 15th
    YEAR = "year"  # dated on 1 July


POLARS_TYPE: dict[Kind, pl.DataType] = {
    Kind.ID: pl.String(),
    Kind.TEXT: pl.String(),
    Kind.CODE: pl.String(),
    Kind.DATE: pl.Date(),
    Kind.NUMBER: pl.Float64(),
    Kind.WHOLE: pl.Int64(),
    Kind.YES_NO: pl.Boolean(),
    Kind.EDSS: pl.Float64(),
}
"""The type a column has once it is read."""


@dataclass(frozen=True)
class Column:
    """One column of a model table.

    required: the column must be there and filled in every row. A fault in a required column, or in one
    with `row_falls`, sets the row aside; a fault elsewhere empties the cell and is reported.
    coarsest: the least exact date that is accepted.
    lowest, highest: bounds, both included, in `unit`.
    not_before: a date column of the same row that this date cannot precede.
    years_noted: whether dates known only to the year are kept and noted.
    """

    name: str
    kind: Kind
    meaning: str
    required: bool = False
    codes: type[StrEnum] | None = None
    unit: str = ""
    lowest: float | None = None
    highest: float | None = None
    coarsest: Precision = Precision.DAY
    row_falls: bool = False
    not_before: str = ""
    years_noted: bool = False

    @property
    def dtype(self) -> pl.DataType:
        """The polars type of the column."""
        return POLARS_TYPE[self.kind]

    @property
    def sets_row_aside(self) -> bool:
        """Whether a fault here sets the whole row aside rather than the cell."""
        return self.required or self.row_falls


@dataclass(frozen=True)
class Table:
    """One model table.

    one_per: columns that together name a row; a second row with the same values is a duplicate, resolved by
    `duplicates` and reported. Empty: rows may repeat, and only rows equal in every cell are duplicates.
    highest_stays: of duplicates the row with the highest value here stays, otherwise the first one; dates
    known by month or year are compared only then.
    """

    name: str
    meaning: str
    columns: tuple[Column, ...]
    one_per: tuple[str, ...] = ()
    duplicates: str = "rows equal in every cell are kept once"
    highest_stays: str = ""

    def __getitem__(self, name: str) -> Column:
        for column in self.columns:
            if column.name == name:
                return column
        raise KeyError(name)

    @property
    def names(self) -> tuple[str, ...]:
        """The names of the columns, in order."""
        return tuple(column.name for column in self.columns)

    @property
    def required(self) -> tuple[str, ...]:
        """The names of the columns that must be there."""
        return tuple(column.name for column in self.columns if column.required)

    @property
    def dates(self) -> tuple[Column, ...]:
        """The date columns; each has a companion `<name>_precision` in a frame."""
        return tuple(column for column in self.columns if column.kind is Kind.DATE)

    @property
    def schema(self) -> dict[str, pl.DataType]:
        """Names and types of a frame of this table, precision columns after their dates."""
        schema: dict[str, pl.DataType] = {}
        for column in self.columns:
            schema[column.name] = column.dtype
            if column.kind is Kind.DATE:
                schema[f"{column.name}_precision"] = pl.String()
        return schema

    def empty(self) -> pl.DataFrame:
        """A frame of this table without rows."""
        return pl.DataFrame(schema=self.schema)


def patient_id() -> Column:
    """The column that every table shares."""
    return Column(
        "patient_id",
        Kind.ID,
        "the patient's pseudonym; compared as text, see the id rule",
        required=True,
    )
