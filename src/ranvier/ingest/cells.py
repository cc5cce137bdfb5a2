"""Text cells of one column into values; what cannot be read is reported by a mask, never guessed.

Common spellings are converted column-wise; what is left is parsed once for each distinct text.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

import polars as pl

from ranvier.ingest.dates import DateReading, ReadDate, date_parser
from ranvier.ingest.ids import normal_id
from ranvier.ingest.numbers import number_parser
from ranvier.ingest.sources import CellKind, Style
from ranvier.ingest.words import yes_or_no
from ranvier.tables.declaration import Column, Kind

LARGEST_WHOLE = 10**15
"""Whole numbers beyond this are slips, and a float would round them."""


@dataclass(frozen=True)
class CellReading:
    """How the cells of one table are read: the parsers of its style, and the words of the style for hints."""

    parse_number: Callable[[str], float | None]
    parse_date: Callable[[str], ReadDate]
    decimal_mark: str
    date_format: str


def cell_reading(style: Style, data_date: date, kind: CellKind) -> CellReading:
    """How cells are read that are written in *style* and may have been of *kind*."""
    dates = DateReading(data_date, style.date_format, day_numbers=kind is CellKind.WORKBOOK)
    return CellReading(
        number_parser(style.decimal_mark, typed_cells=kind.are_typed),
        date_parser(dates),
        style.decimal_mark,
        style.date_format,
    )


@dataclass(frozen=True)
class Unread:
    """Cells of one column that could not be read, for one reason.

    must: what the column must hold, as the first half of a sentence.
    """

    mask: pl.Series
    must: str
    reason: str
    hint: str


def read_cells(column: Column, text: pl.Series, reading: CellReading) -> tuple[pl.Series, list[Unread]]:
    """Values of any column but a date, and the cells that could not be read."""
    return _READERS[column.kind](column, text, reading)


def by_distinct(text: pl.Series, parse: Callable[[str], Any], dtype: pl.DataType) -> pl.Series:
    """*text* through *parse*, called once for each distinct text."""
    distinct = text.drop_nulls().unique()
    parsed = pl.Series([parse(word) for word in distinct.to_list()], dtype=dtype)
    return text.replace_strict(distinct, parsed, default=None, return_dtype=dtype)


def _unread(text: pl.Series, values: pl.Series, must: str, reason: str, hint: str) -> list[Unread]:
    mask = text.is_not_null() & values.is_null()
    return [Unread(mask, must, reason, hint)] if mask.any() else []


def _id(_column: Column, text: pl.Series, _reading: CellReading) -> tuple[pl.Series, list[Unread]]:
    return text.to_frame("id").select(normal_id(pl.col("id")).alias("id"))["id"], []


def _text(_column: Column, text: pl.Series, _reading: CellReading) -> tuple[pl.Series, list[Unread]]:
    return text, []


def _code(_column: Column, text: pl.Series, _reading: CellReading) -> tuple[pl.Series, list[Unread]]:
    return text.str.to_lowercase().str.replace_all(r"[ -]", "_"), []


def _yes_no(column: Column, text: pl.Series, _reading: CellReading) -> tuple[pl.Series, list[Unread]]:
    values = by_distinct(text, yes_or_no, pl.Boolean())
    must = f"'{column.name}' must be yes or no"
    hint = f'say what your words mean: codes.{column.name} = {{ "your word" = "yes" }}'
    return values, _unread(text, values, must, f"without yes or no in {column.name}", hint)


def _number(column: Column, text: pl.Series, reading: CellReading) -> tuple[pl.Series, list[Unread]]:
    values = read_numbers(text, reading)
    other = "," if reading.decimal_mark == "." else "."
    hint = "correct the cells, or leave them empty"
    bad = text.filter(values.is_null() & text.is_not_null())
    if bad.str.contains(f"^[0-9]+[{other}][0-9]+$").any():
        hint = f'if the decimal mark is "{other}", declare decimal_mark = "{other}" in programme.toml'
    must = f"'{column.name}' must be a number"
    return values, _unread(text, values, must, f"without a number in {column.name}", hint)


def _whole(column: Column, text: pl.Series, reading: CellReading) -> tuple[pl.Series, list[Unread]]:
    numbers = read_numbers(text, reading)
    whole = (numbers == numbers.round()) & (numbers.abs() < LARGEST_WHOLE)
    values = numbers.zip_with(whole.fill_null(False), pl.Series([None], dtype=pl.Float64)).cast(pl.Int64)
    must = f"'{column.name}' must be a whole number"
    return values, _unread(
        text, values, must, f"without a whole number in {column.name}", "correct the cells"
    )


def read_numbers(text: pl.Series, reading: CellReading) -> pl.Series:
    """Numbers, null where a text is none: plain ones column-wise, the others one by one."""
    fraction = r"(\.[0-9]{1,15})?" if reading.decimal_mark == "." else ""
    frame = text.to_frame("text").with_columns(
        pl.col("text").str.contains(rf"^-?[0-9]{{1,15}}{fraction}$").alias("plain")
    )
    plain = frame.select(pl.when("plain").then("text").cast(pl.Float64, strict=False).alias("n"))["n"]
    rest = frame.select(pl.when(~pl.col("plain")).then("text").alias("text"))["text"]
    if rest.null_count() == len(rest):
        return plain
    return plain.fill_null(by_distinct(rest, reading.parse_number, pl.Float64()))


_READERS: dict[Kind, Callable[[Column, pl.Series, CellReading], tuple[pl.Series, list[Unread]]]] = {
    Kind.ID: _id,
    Kind.TEXT: _text,
    Kind.CODE: _code,
    Kind.NUMBER: _number,
    Kind.EDSS: _number,
    Kind.WHOLE: _whole,
    Kind.YES_NO: _yes_no,
}
