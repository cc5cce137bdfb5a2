"""The visits of a wide sheet: which columns belong together, and what dates them."""

from __future__ import annotations

from collections.abc import Sequence

from ranvier.ingest.propose.recognise import Recognised, main_date
from ranvier.ingest.propose.visit_marks import MarkKind, VisitMark
from ranvier.ingest.sources import Shifted, Source
from ranvier.tables.declaration import Table

Block = list[tuple[Recognised, Source | None]]
"""The columns of one visit, each with its source where that is not the header itself."""

ANCHORS = (("administrations", "date"), ("patients", "enrolled_date"), ("visits", "date"))
"""Dates from which months may count, the likeliest first."""


def find_anchor(found: Sequence[Recognised]) -> Recognised | None:
    """The date from which the months of a wide sheet count: the first dose, or else the day of entry."""
    for table, column in ANCHORS:
        dates = [one for one in found if (one.target.table, one.target.column) == (table, column)]
        plain = [one for one in dates if one.mark is None] or sorted(dates, key=_number)
        if plain and (table != "visits" or plain[0].mark is None):
            return plain[0]
    return None


def _number(one: Recognised) -> int:
    return one.mark.number if one.mark else 0


def wide_blocks(
    table: Table, mine: Sequence[Recognised], anchor: Recognised | None, *, is_main: bool
) -> tuple[list[Recognised], list[Block]]:
    """The columns that every row shares, and one block a visit; without blocks the sheet is a long table.

    mine: the recognised columns of *table*. A table that is not the sheet's main one gets its columns as a
    single block, so that rows in which they are empty are no rows of it.
    """
    once = _first_of_each([one for one in mine if one.mark is None])
    marks = sorted({one.mark for one in mine if one.mark}, key=lambda mark: (mark.kind.value, mark.number))
    if not marks:
        is_plain = is_main or table.name == "patients"
        return (once, []) if is_plain else ([], [[(one, None) for one in once]])
    repeated = {one.target.column for one in mine if one.mark} | {main_date(table)}
    blocks = [_block(table, [one for one in once if one.target.column in repeated], None, anchor)]
    blocks += [
        _block(table, _first_of_each([one for one in mine if one.mark == mark]), mark, anchor)
        for mark in marks
    ]
    return [one for one in once if one.target.column not in repeated], [block for block in blocks if block]


def _first_of_each(found: Sequence[Recognised]) -> list[Recognised]:
    """One header a column: a wholly known one before others, then the leftmost."""
    best: dict[str, Recognised] = {}
    for one in sorted(found, key=lambda one: (not one.whole, one.position)):
        best.setdefault(one.target.column, one)
    return sorted(best.values(), key=lambda one: one.position)


def _block(
    table: Table, columns: Sequence[Recognised], mark: VisitMark | None, anchor: Recognised | None
) -> Block:
    """The columns of a visit with its date; nothing where nothing dates it or only the date is there."""
    date = main_date(table)
    dated: Block = [(one, None) for one in columns]
    if any(one.target.column == date for one in columns):
        says_nothing = table.name == "visits" and len(columns) == 1 and mark is None
        return [] if says_nothing else dated
    months = 0 if mark is None else mark.number
    if not columns or anchor is None or (mark is not None and mark.kind is not MarkKind.MONTH):
        return []
    stand_in = Recognised(anchor.position, anchor.header, type(anchor.target)(table.name, date), anchor.whole)
    return [(stand_in, Shifted(anchor.header, 0, months)), *dated]
