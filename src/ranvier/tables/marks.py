"""Which records of a frame a fault was found in, and what becomes of them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import polars as pl

from ranvier.tables.declaration import Column, Kind, Table
from ranvier.tables.faults import Effect, Fault, TableCount

SOURCE_ROW = "source_row"
"""Companion column of a frame under check: the row of the file a record came from, the header being row 1."""

RECORD = "record"
"""Companion column of a frame under check: the running number of the record in its table."""


@dataclass(frozen=True)
class Mark:
    """One fault and the records it was found in (running numbers, ascending)."""

    fault: Fault
    records: pl.Series


def number_records(frame: pl.DataFrame) -> pl.DataFrame:
    """*frame* with its companion columns; rows count from 2 where the frame does not say."""
    if RECORD not in frame.columns:
        frame = frame.with_row_index(RECORD)
    if SOURCE_ROW not in frame.columns:
        frame = frame.with_columns((pl.col(RECORD) + 2).alias(SOURCE_ROW))
    return frame


def drop_companions(frame: pl.DataFrame) -> pl.DataFrame:
    """*frame* without its companion columns."""
    return frame.drop(RECORD, SOURCE_ROW, strict=False)


def mark(frame: pl.DataFrame, mask: pl.Series, fault: Fault) -> Mark:
    """*fault* in the records of *frame* where *mask* holds; fills the fault's rows."""
    found = frame.filter(mask)
    rows = tuple(found[SOURCE_ROW].unique().sort().to_list())
    named = Fault(
        fault.problem, fault.reason, fault.table, fault.file, fault.column, rows, fault.hint, fault.effect
    )
    return Mark(named, found[RECORD])


def apply_marks(table: Table, frame: pl.DataFrame, marks: Iterable[Mark]) -> pl.DataFrame:
    """*frame* after the effect of *marks*: rows set aside are gone, emptied cells are empty."""
    gone: list[pl.Series] = []
    for one in marks:
        if one.fault.effect is Effect.ROW_SET_ASIDE:
            gone.append(one.records)
        elif one.fault.effect is Effect.CELL_EMPTIED:
            frame = _without_cells(table[one.fault.column], frame, one.records)
    if gone:
        frame = frame.filter(~pl.col(RECORD).is_in(pl.concat(gone).unique().implode()))
    return frame


def _without_cells(column: Column, frame: pl.DataFrame, records: pl.Series) -> pl.DataFrame:
    names = [column.name, f"{column.name}_precision"] if column.kind is Kind.DATE else [column.name]
    emptied = pl.col(RECORD).is_in(records.implode())
    return frame.with_columns(
        pl.when(emptied).then(None).otherwise(pl.col(name)).alias(name) for name in names
    )


def count_rows(table: str, file: str, n_read: int, marks: Sequence[Mark]) -> TableCount:
    """Rows read and set aside; a row with several faults counts under the first of them."""
    seen: set[int] = set()
    reasons: dict[str, int] = {}
    for one in marks:
        if one.fault.effect is not Effect.ROW_SET_ASIDE:
            continue
        fresh = set(one.records.to_list()) - seen
        seen |= fresh
        if fresh:
            reasons[one.fault.reason] = reasons.get(one.fault.reason, 0) + len(fresh)
    return TableCount(table, file, n_read, len(seen), tuple(reasons.items()))


def rows(count: int) -> str:
    """The words "1 row" or "n rows".

    >>> rows(1), rows(1200)
    ('1 row', '1,200 rows')
    """
    return "1 row" if count == 1 else f"{count:,} rows"


def rows_are(count: int) -> str:
    """The words "1 row is" or "n rows are".

    >>> rows_are(1), rows_are(1200)
    ('1 row is', '1,200 rows are')
    """
    return "1 row is" if count == 1 else f"{count:,} rows are"


def rows_have(count: int) -> str:
    """The words "1 row has" or "n rows have"."""
    return "1 row has" if count == 1 else f"{count:,} rows have"


def rows_do(count: int) -> str:
    """The words "1 row does" or "n rows do"."""
    return "1 row does" if count == 1 else f"{count:,} rows do"
