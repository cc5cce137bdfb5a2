"""Checks of one table by its declaration: required cells, scores, bounds, codes, order of dates, duplicates.

The types are right already (ingest sees to that, a simulated frame is born so); what a value may be is
decided here, for every source alike.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import polars as pl

from ranvier.tables.date_bounds import earliest, latest
from ranvier.tables.declaration import Column, Kind, Precision, Table
from ranvier.tables.faults import Effect, Fault
from ranvier.tables.marks import (
    RECORD,
    Mark,
    apply_marks,
    drop_companions,
    mark,
    number_records,
    rows,
    rows_are,
    rows_have,
)
from ranvier.tables.repeats import repeat_marks
from ranvier.vocabulary.edss import VALID_EDSS


def check_table(
    table: Table, frame: pl.DataFrame, *, file: str = ""
) -> tuple[pl.DataFrame, tuple[Fault, ...]]:
    """Rows of *frame* that can stand, in their order, and what was wrong in the others.

    frame: columns and types of `table.schema`; a column `source_row` with the row numbers of the file is used
    if present and otherwise counted from 2. file: the name that faults carry. Returns the kept rows (cells
    with a fault emptied, or the row set aside, as the column declares) and the faults.
    """
    sound, broken = check_cells(table, number_records(frame), file=file)
    kept, repeated = check_repeats(table, sound, file=file)
    return drop_companions(kept), tuple(one.fault for one in [*broken, *repeated])


def check_cells(
    table: Table, frame: pl.DataFrame, *, file: str = "", found: Sequence[Mark] = ()
) -> tuple[pl.DataFrame, list[Mark]]:
    """*frame* (with companion columns) after every fault of its cells, and the faults with their records.

    found: what was wrong with cells before they had a type. It takes effect here, so that all faults of a row
    are reported together; a cell among them is not faulted again for being empty.
    """
    marks = [*found, *_cell_marks(table, frame, file, found)]
    return apply_marks(table, frame, marks), marks


def check_repeats(table: Table, frame: pl.DataFrame, *, file: str = "") -> tuple[pl.DataFrame, list[Mark]]:
    """*frame* (with companion columns) without the rows that repeat another, and the fault if any."""
    marks = repeat_marks(table, frame, file)
    return apply_marks(table, frame, marks), marks


@dataclass(frozen=True)
class _Check:
    """One rule of one column: where it is broken, and the words for it."""

    column: Column
    broken: pl.Expr
    must: str
    reason: str
    hint: str
    effect: Effect | None = None  # what the column declares, unless said

    def fault(self, table: Table, file: str, count: int) -> Fault:
        if self.effect is Effect.NOTED:
            return Fault(
                f"{self.must} in {rows(count)}",
                self.reason,
                table.name,
                file,
                self.column.name,
                (),
                self.hint,
                self.effect,
            )
        effect = Effect.ROW_SET_ASIDE if self.column.sets_row_aside else Effect.CELL_EMPTIED
        verb = rows_have(count) + " none" if "needs" in self.must else rows_are(count) + " not"
        return Fault(
            f"{self.must}, but {verb}", self.reason, table.name, file, self.column.name, (), self.hint, effect
        )


def _cell_marks(table: Table, frame: pl.DataFrame, file: str, found: Sequence[Mark]) -> list[Mark]:
    checks = [check for column in table.columns for check in _checks(table, column)]
    if frame.is_empty():
        return []
    broken = frame.select(check.broken.fill_null(False).alias(str(i)) for i, check in enumerate(checks))
    marks = []
    for i, check in enumerate(checks):
        mask = broken[str(i)]
        told = [one.records for one in found if one.fault.column == check.column.name]
        if told:
            mask &= ~frame[RECORD].is_in(pl.concat(told).implode())
        if mask.any():
            marks.append(mark(frame, mask, check.fault(table, file, int(mask.sum()))))
    return marks


def _checks(table: Table, column: Column) -> Iterator[_Check]:
    if column.required:
        yield _needs_a_value(table, column)
    if column.kind is Kind.EDSS:
        yield _is_an_edss_step(column)
    if column.kind in (Kind.NUMBER, Kind.WHOLE):
        yield _is_within_bounds(column)
    if column.codes is not None:
        yield _is_a_code(column)
    if column.not_before:
        yield _is_not_before(column)
    if column.years_noted:
        yield _is_known_to_the_year(table, column)


def _needs_a_value(table: Table, column: Column) -> _Check:
    noun = {Kind.ID: "patient", Kind.DATE: "date"}.get(column.kind, column.name)
    return _Check(
        column,
        pl.col(column.name).is_null(),
        f"Every row of {table.name} needs a value of '{column.name}'",
        f"without {'a ' if noun in ('patient', 'date') else ''}{noun}",
        "fill the cells, or leave the rows out on purpose",
    )


def _is_an_edss_step(column: Column) -> _Check:
    return _Check(
        column,
        ~pl.col(column.name).is_in(VALID_EDSS),
        "EDSS scores must be 0 or 1.0 to 10.0 in half points",
        "with an impossible EDSS",
        f"correct the rows, or say what other words mean under codes.{column.name} in programme.toml",
    )


def _is_within_bounds(column: Column) -> _Check:
    value = pl.col(column.name)
    low = value < column.lowest if column.lowest is not None else pl.lit(False)
    high = value > column.highest if column.highest is not None else pl.lit(False)
    unreal = ~value.is_finite() if column.kind is Kind.NUMBER else pl.lit(False)
    return _Check(
        column,
        low | high | unreal,
        f"'{column.name}' must be {bounds_phrase(column)}",
        f"with {column.name} out of bounds",
        "correct the cells, or check the unit of the column",
    )


def bounds_phrase(column: Column) -> str:
    """The bounds of a column in words, for example "0 to 100 %" or "at least 0"."""
    unit = f" {column.unit}" if column.unit and column.unit not in ("year", "grade") else ""
    low, high = (_plain(bound) for bound in (column.lowest, column.highest))
    if low and high:
        return f"{low} to {high}{unit}"
    if not low and not high:
        return "a number"
    return f"at least {low}{unit}" if low else f"at most {high}{unit}"


def _plain(bound: float | None) -> str:
    if bound is None:
        return ""
    if 1900 <= bound <= 2100 or bound != int(bound):
        return f"{bound:g}"
    return f"{int(bound):,}".replace("-", "\u2212")


def _is_a_code(column: Column) -> _Check:
    assert column.codes is not None
    words = [code.value for code in column.codes]
    return _Check(
        column,
        ~pl.col(column.name).is_in(words),
        f"'{column.name}' must be one of {', '.join(words)}",
        f"with an unknown word for {column.name}",
        f"say what your words mean under codes.{column.name} in programme.toml",
    )


def _is_not_before(column: Column) -> _Check:
    return _Check(
        column,
        latest(column.name) < earliest(column.not_before),
        f"'{column.name}' must not lie before '{column.not_before}'",
        f"with {column.name} before {column.not_before}",
        "correct one of the two dates",
    )


def _is_known_to_the_year(table: Table, column: Column) -> _Check:
    return _Check(
        column,
        pl.col(f"{column.name}_precision") == Precision.YEAR,
        f"'{column.name}' of {table.name} is known only to the year",
        f"whose {column.name} is known only to the year",
        "find the day: until then 1 July stands for it, and all that is counted from it is inexact",
        Effect.NOTED,
    )
