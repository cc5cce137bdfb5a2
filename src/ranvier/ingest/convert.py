"""Text of a model table into the types of its declaration."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

import polars as pl

from ranvier.ingest.cells import CellReading, Unread, by_distinct, cell_reading, read_cells
from ranvier.ingest.date_cells import read_dates, read_years
from ranvier.ingest.mapping import YEAR, MappedTable
from ranvier.ingest.sources import CellKind, TableMapping
from ranvier.tables.declaration import Column, Kind, Table
from ranvier.tables.faults import Effect, Fault
from ranvier.tables.marks import SOURCE_ROW, Mark, mark, number_records, rows_are
from ranvier.tables.model import TABLES


def convert_table(
    mapped: MappedTable, mapping: TableMapping, data_date: date, kind: CellKind
) -> tuple[pl.DataFrame, list[Mark]]:
    """The typed table with its companion columns, and marks for the cells that could not be read.

    Those cells are empty, and no row is set aside yet; columns without a source are there and empty.
    """
    table = TABLES[mapping.table]
    text = _translated(mapped.frame, mapping.codes)
    reading = cell_reading(mapping.style, data_date, kind)
    columns: dict[str, pl.Series] = {SOURCE_ROW: text[SOURCE_ROW]}
    unread: list[tuple[Column, Unread]] = []
    for column in table.columns:
        values, problems = _column(column, text, reading)
        columns |= values
        unread += [(column, problem) for problem in problems]
    frame = number_records(pl.DataFrame(columns))
    marks = [mark(frame, problem.mask, _fault(table, column, problem, mapping)) for column, problem in unread]
    return frame, marks


def _translated(text: pl.DataFrame, codes: Mapping[str, Mapping[str, str]]) -> pl.DataFrame:
    """*text* with the words of `codes` replaced by ours; an empty code empties the cell."""
    return text.with_columns(
        _replaced(text[name], words) for name, words in codes.items() if name in text.columns
    )


def _replaced(text: pl.Series, words: Mapping[str, str]) -> pl.Series:
    ours = by_distinct(text, lambda word: words.get(word.casefold(), word) or None, pl.String())
    return ours.alias(text.name)


def _column(
    column: Column, text: pl.DataFrame, reading: CellReading
) -> tuple[dict[str, pl.Series], list[Unread]]:
    if column.kind is Kind.DATE:
        return read_dates(column, text, reading)
    if f"{column.name}{YEAR}" in text.columns:
        return read_years(column, text[f"{column.name}{YEAR}"], reading)
    if column.name not in text.columns:
        return {column.name: pl.Series([None] * text.height, dtype=column.dtype)}, []
    values, problems = read_cells(column, text[column.name], reading)
    return {column.name: values}, problems


def _fault(table: Table, column: Column, unread: Unread, mapping: TableMapping) -> Fault:
    effect = Effect.ROW_SET_ASIDE if column.sets_row_aside else Effect.CELL_EMPTIED
    problem = f"{unread.must}, but {rows_are(int(unread.mask.sum()))} not"
    return Fault(problem, unread.reason, table.name, mapping.label, column.name, (), unread.hint, effect)
