"""Rows that repeat another row, by the rule each table declares."""

from __future__ import annotations

import polars as pl

from ranvier.tables.declaration import Kind, Precision, Table
from ranvier.tables.faults import Effect, Fault
from ranvier.tables.marks import RECORD, Mark, mark


def repeat_marks(table: Table, frame: pl.DataFrame, file: str) -> list[Mark]:
    """Rows of *frame* (with companions) that the rule for repeats does not keep, as one mark or none."""
    if frame.is_empty():
        return []
    repeated = _repeats_of_one(table, frame) if table.one_per else _equal_rows(table, frame)
    if not repeated.any():
        return []
    count = int(repeated.sum())
    rows = "1 row repeats" if count == 1 else f"{count:,} rows repeat"
    named = " and ".join(table.one_per)
    one_row = f"one row for each {named}" if named else "no row that equals another in every cell"
    fault = Fault(
        f"{table.name} must have {one_row}, but {rows} another",
        f"repeating {named or 'a row'}",
        table.name,
        file,
        table.one_per[-1] if table.one_per else "",
        (),
        f"the rule: {table.duplicates}; correct the rows if another should stay",
        Effect.ROW_SET_ASIDE,
    )
    return [mark(frame, repeated, fault)]


def _repeats_of_one(table: Table, frame: pl.DataFrame) -> pl.Series:
    """Whether a row is one that the table's rule does not keep; the order of the file breaks ties."""
    ordered = frame.select(RECORD, *table.schema).with_columns(_comparable(table).alias("comparable_"))
    if table.highest_stays:
        ordered = ordered.sort(table.highest_stays, RECORD, descending=[True, False], nulls_last=True)
    repeats = ordered.filter("comparable_").filter(~pl.struct(table.one_per).is_first_distinct())
    return frame[RECORD].is_in(repeats[RECORD].implode())


def _comparable(table: Table) -> pl.Expr:
    if table.highest_stays:
        return pl.lit(True)
    exact = [
        pl.col(f"{name}_precision") == Precision.DAY
        for name in table.one_per
        if table[name].kind is Kind.DATE
    ]
    return pl.all_horizontal(exact) if exact else pl.lit(True)


def _equal_rows(table: Table, frame: pl.DataFrame) -> pl.Series:
    return ~frame.select(list(table.schema)).select(pl.struct(pl.all()).is_first_distinct().alias("first"))[
        "first"
    ]
