"""A proposal for each table that a sheet seems to hold."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

import polars as pl

from ranvier.ingest.cells import cell_reading
from ranvier.ingest.dates import month_shifted
from ranvier.ingest.header_match import headers_of
from ranvier.ingest.propose.evidence import FAR_FUTURE, are_dates, find_date_format, has_decimal_comma
from ranvier.ingest.propose.look import Sheet
from ranvier.ingest.propose.recognise import Recognised, recognise
from ranvier.ingest.propose.table_plan import Cells, SeenSheet, TablePlan, plan_table
from ranvier.ingest.raw import RawTable
from ranvier.ingest.sources import Header, Shifted, Style
from ranvier.tables.declaration import Kind, Precision
from ranvier.tables.model import TABLES

ROWS_SAMPLED = 1_000
"""The cells of this many rows of a sheet are looked at."""


@dataclass(frozen=True)
class SheetPlan:
    """What a sheet seems to hold.

    unclear_order: whether day and month could not be told apart. unused: headers that nothing is proposed
    for. lonely: of these, columns whose table misses another that it requires. dates: how often each exact
    date stands in it. problem: why the sheet could not be looked at.
    """

    name: str | None
    style: Style
    unclear_order: bool = False
    tables: tuple[TablePlan, ...] = ()
    unused: tuple[str, ...] = ()
    lonely: tuple[Recognised, ...] = ()
    dates: Counter[date] = field(default_factory=Counter)
    problem: str = ""


def plan_sheet(sheet: Sheet, file_name: str) -> SheetPlan:
    """What *sheet* seems to hold. file_name: of the file without its ending, a word on what it holds."""
    if sheet.raw is None:
        return SheetPlan(sheet.name, sheet.style, problem=sheet.unreadable)
    texts = _cells(sheet.raw, sheet.style.missing)
    main, found = recognise(
        sheet.raw.headers,
        sheet.name or file_name,
        lambda position, years_count: are_dates(texts[position], years_count=years_count),
    )
    cells = {one.position: texts[one.position] for one in found}
    style, unclear = _style(sheet.style, found, cells)
    seen = SeenSheet(main, found, cells, cell_reading(style, FAR_FUTURE, sheet.raw.kind))
    tables = tuple(plan for table in TABLES.values() if (plan := plan_table(table, seen)) is not None)
    unused = tuple(_unused(sheet.raw, tables))
    planned = {plan.table.name for plan in tables}
    lonely = [one for one in found if one.header in unused and one.target.table not in planned]
    required = tuple(one for one in lonely if one.column.required)
    return SheetPlan(sheet.name, style, unclear, tables, unused, required, _dates(sheet.raw, seen, tables))


def _cells(raw: RawTable, missing: Sequence[str]) -> dict[int, list[str]]:
    nothing = {word.casefold() for word in missing} | {""}
    rows = raw.frame.head(ROWS_SAMPLED)
    texts = {i: rows[str(i)].str.strip_chars().drop_nulls() for i in range(len(raw.headers))}
    return {
        position: [cell for cell in text.to_list() if cell.casefold() not in nothing]
        for position, text in texts.items()
    }


def _style(style: Style, found: Sequence[Recognised], cells: Cells) -> tuple[Style, bool]:
    dates = [cell for one in found if one.may_be_a_date for cell in cells[one.position]]
    numbers = [
        cell for one in found if one.column.kind in (Kind.NUMBER, Kind.EDSS) for cell in cells[one.position]
    ]
    date_format, unclear = find_date_format(dates)
    mark = "," if has_decimal_comma(numbers) else style.decimal_mark
    return replace(style, date_format=date_format, decimal_mark=mark), unclear


def _dates(raw: RawTable, seen: SeenSheet, tables: Sequence[TablePlan]) -> Counter[date]:
    """Every date of all rows that is known to the day, and those that a wide sheet counts from another."""
    dates: Counter[date] = Counter()
    for one in seen.dated():
        dates += _days(raw.frame[str(one.position)], seen, 0)
    for block in (block for plan in tables for block in plan.wide):
        headers = [line.source.name for line in block if isinstance(line.source, Header)]
        filled = pl.any_horizontal(_is_filled(raw.headers.index(header)) for header in headers)
        for source in (line.source for line in block if isinstance(line.source, Shifted)):
            anchors = raw.frame.filter(filled)[str(raw.headers.index(source.anchor))]
            dates += _days(anchors, seen, source.plus_months)
    return dates


def _is_filled(position: int) -> pl.Expr:
    """Whether a cell holds something; a visit that has not taken place yet has no date."""
    text = pl.col(str(position)).str.strip_chars().str.to_lowercase()
    nothing = ["", *(word.casefold() for word in Style().missing)]
    return text.is_not_null() & ~text.is_in(nothing)


def _days(cells: pl.Series, seen: SeenSheet, months: int) -> Counter[date]:
    days: Counter[date] = Counter()
    texts = cells.str.strip_chars().drop_nulls().alias("text")
    for text, count in texts.value_counts(name="count").rows():
        read = seen.reading.parse_date(text)
        if read.day is not None and read.precision is Precision.DAY:
            days[month_shifted(read.day, months)] += count
    return days


def _unused(raw: RawTable, tables: Sequence[TablePlan]) -> Iterator[str]:
    sources = [line.source for plan in tables for block in (plan.lines, *plan.wide) for line in block]
    used = {header for source in sources for header in headers_of(source)}
    yield from (header for header in raw.headers if header and header not in used)
