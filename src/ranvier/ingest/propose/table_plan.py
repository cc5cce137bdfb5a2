"""A proposal for one table, from the headers of a sheet that were recognised and the cells below them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from ranvier.ingest.cells import CellReading
from ranvier.ingest.propose.code_words import CodeProposal, propose_codes
from ranvier.ingest.propose.evidence import Fit, look_through
from ranvier.ingest.propose.recognise import PATIENT_ID, Recognised, main_date
from ranvier.ingest.propose.wide_plan import find_anchor, wide_blocks
from ranvier.ingest.sources import Header, Shifted, Source, YearOf
from ranvier.tables.declaration import Column, Kind, Precision, Table

Cells = Mapping[int, Sequence[str]]
"""Filled cells that were looked at, by the position of their column."""


ANY_DATE = Column("", Kind.DATE, "", coarsest=Precision.YEAR)
"""Stands for a date of which only the year is kept."""


@dataclass(frozen=True)
class Line:
    """One proposed source. whole: whether the whole header is a known one. fit: how its cells read."""

    column: str
    source: Source
    whole: bool
    fit: Fit


@dataclass(frozen=True)
class TablePlan:
    """How a table may be read from a sheet. missing: required columns that no header was found for."""

    table: Table
    lines: tuple[Line, ...]
    wide: tuple[tuple[Line, ...], ...] = ()
    codes: tuple[CodeProposal, ...] = ()
    missing: tuple[str, ...] = ()


@dataclass(frozen=True)
class SeenSheet:
    """A sheet as it was looked at.

    main: the table it mainly holds. reading: how its cells seem to be written.
    """

    main: str
    found: Sequence[Recognised]
    cells: Cells
    reading: CellReading

    @cached_property
    def ids(self) -> list[Recognised]:
        """Headers of the patient's id; the first is taken."""
        return [one for one in self.found if one.target.column == PATIENT_ID]

    @cached_property
    def anchor(self) -> Recognised | None:
        """The date from which the months of a wide sheet count."""
        return find_anchor(self.found)

    def of_table(self, table: Table) -> list[Recognised]:
        """Headers of the columns of *table* but the id; patients have no visits, so no marked ones."""
        mine = [one for one in self.found if one.target.table == table.name and one not in self.ids]
        return [one for one in mine if one.mark is None] if table.name == "patients" else mine

    def visit_date(self) -> Recognised | None:
        """The date of the visit in a sheet with one row a visit."""
        dates = [one for one in self.found if (one.target.table, one.target.column) == ("visits", "date")]
        return next((one for one in dates if one.mark is None), None)

    def dated(self) -> list[Recognised]:
        """Headers of dates, but not of birthdays."""
        return [one for one in self.found if one.may_be_a_date and one.column.kind is Kind.DATE]


def plan_table(table: Table, seen: SeenSheet) -> TablePlan | None:
    """How *table* may be read from a sheet; None if nothing speaks for it."""
    mine = seen.of_table(table)
    counts = [one for one in mine if one.counts_days]
    if counts:
        return _counted(table, counts[0], seen)
    if not mine:
        return None
    is_main = table.name == seen.main
    once, blocks = wide_blocks(table, mine, seen.anchor, is_main=is_main)
    wide = [tuple(_line(table, one, source, seen) for one, source in block) for block in blocks]
    wide = [block for block in wide if _holds_dates(table, block)]
    lines = [_line(table, one, None, seen) for one in [*seen.ids[:1], *once]]
    found = {line.column for line in [*lines, *(wide[0] if wide else ())]}
    missing = tuple(name for name in table.required if name not in found)
    if missing and not is_main:
        return None
    codes = tuple(_codes(table, [*lines, *(line for block in wide for line in block)], seen))
    return TablePlan(table, tuple(lines), tuple(wide), codes, missing)


def _holds_dates(table: Table, block: Sequence[Line]) -> bool:
    return any(line.fit.n_read > 0 for line in block if line.column == main_date(table))


def _counted(table: Table, days: Recognised, seen: SeenSheet) -> TablePlan | None:
    """A table of dates that are counted in days from each visit."""
    visit = seen.visit_date()
    numbers = [seen.reading.parse_number(cell) for cell in seen.cells[days.position]]
    known = [number for number in numbers if number is not None]
    if visit is None or not seen.ids or not known:
        return None
    minus = sum(number > 0 for number in known) > sum(number < 0 for number in known)
    source = Shifted(visit.header, days.header, minus=minus)
    line = Line(main_date(table), source, days.whole, Fit(len(known), len(numbers)))
    return TablePlan(table, (_line(table, seen.ids[0], None, seen), line))


def _line(table: Table, one: Recognised, source: Source | None, seen: SeenSheet) -> Line:
    column = table[one.target.column]
    cells = seen.cells[one.position]
    fit = look_through(cells, column, seen.reading)
    if source is None and column.name == "birth_year" and fit.is_poor:
        as_dates = look_through(cells, ANY_DATE, seen.reading)
        return Line(column.name, YearOf(one.header), one.whole, as_dates)
    return Line(column.name, source or Header(one.header), one.whole, fit)


def _codes(table: Table, lines: Sequence[Line], seen: SeenSheet) -> Iterator[CodeProposal]:
    cells = {one.header: seen.cells[one.position] for one in seen.found}
    for column in table.columns:
        sources = [line.source for line in lines if line.column == column.name]
        if column.kind not in (Kind.CODE, Kind.YES_NO):
            continue
        words = [cell for source in sources if isinstance(source, Header) for cell in cells[source.name]]
        if (proposal := propose_codes(column, words)) is not None:
            yield proposal
