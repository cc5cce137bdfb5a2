"""What the cells of a column say about how they are written, and whether they can be what the header says."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from ranvier.ingest.cells import CellReading
from ranvier.ingest.date_cells import accepted
from ranvier.ingest.dates import ISO, DateReading, date_parser
from ranvier.ingest.numbers import number_parser
from ranvier.ingest.words import yes_or_no
from ranvier.tables.declaration import Column, Kind, Precision
from ranvier.vocabulary.edss import is_valid_edss

FORMATS = (
    *("dd.mm.yyyy", "yyyy.mm.dd", "dd/mm/yyyy", "mm/dd/yyyy", "yyyy/mm/dd", "dd-mm-yyyy", "mm-dd-yyyy"),
    *("dd.mm.yy", "dd/mm/yy", "mm/dd/yy", "dd-mm-yy", "mm-dd-yy"),
)
"""Formats that are tried on cells that are not ISO dates; of equal ones the first is named."""

FAR_FUTURE = date(2100, 1, 1)
"""No century is decided while only looking: two-digit years count as 20.. ."""


@dataclass(frozen=True)
class Fit:
    """How many of the filled cells looked at can be read as what the column holds."""

    n_read: int
    n_cells: int

    @property
    def is_poor(self) -> bool:
        """Whether fewer than half of the cells can be read."""
        return self.n_read * 2 < self.n_cells


def find_date_format(cells: Iterable[str]) -> tuple[str, bool]:
    """The format that reads most of *cells*, and whether another reads as many: day and month are unclear."""
    distinct = sorted({cell for cell in cells if cell})
    rest = [cell for cell in distinct if date_parser(DateReading(FAR_FUTURE))(cell).day is None]
    counts = {date_format: _n_full(rest, date_format) for date_format in FORMATS} if rest else {}
    best = max(counts, key=lambda name: counts[name], default=ISO)
    if not counts or counts[best] == 0:
        return ISO, False
    return best, list(counts.values()).count(counts[best]) > 1


def _n_full(cells: Sequence[str], date_format: str) -> int:
    parse = date_parser(DateReading(FAR_FUTURE, date_format))
    return sum(parse(cell).precision is Precision.DAY for cell in cells)


def are_dates(cells: Sequence[str], *, years_count: bool) -> bool:
    """Whether most of *cells* are dates in one format, years alone only if *years_count*."""
    if not cells:
        return years_count  # nothing speaks against a header that says "date"
    parse = date_parser(DateReading(FAR_FUTURE, find_date_format(cells)[0]))
    read = [parse(cell).precision for cell in cells]
    n_dates = sum(one is not None and (years_count or one is not Precision.YEAR) for one in read)
    return n_dates * 2 > len(cells)


def has_decimal_comma(cells: Iterable[str]) -> bool:
    """Whether more cells are numbers with a comma than with a point."""
    comma, point = (number_parser(mark, typed_cells=False) for mark in (",", "."))
    filled = [cell for cell in cells if cell]
    with_comma = sum("," in cell and comma(cell) is not None for cell in filled)
    return with_comma > sum("." in cell and point(cell) is not None for cell in filled)


def look_through(cells: Sequence[str], column: Column, reading: CellReading) -> Fit:
    """How well *cells* (filled ones) fit *column*; codes and texts always do."""
    if column.kind in (Kind.ID, Kind.TEXT, Kind.CODE):
        return Fit(len(cells), len(cells))
    return Fit(sum(_fits(cell, column, reading) for cell in cells), len(cells))


def _fits(cell: str, column: Column, reading: CellReading) -> bool:
    if column.kind is Kind.DATE:
        precision = reading.parse_date(cell).precision
        return precision is not None and precision in accepted(column)
    if column.kind is Kind.YES_NO:
        return yes_or_no(cell) is not None
    number = reading.parse_number(cell)
    if number is None:
        return False
    if column.kind is Kind.EDSS:
        return is_valid_edss(number)
    low_enough = column.highest is None or number <= column.highest
    return low_enough and (column.lowest is None or number >= column.lowest)
