"""Text of a model table into its types; text that cannot be read is a fault, never a guess.

Common spellings are converted column-wise; what is left is parsed once for each distinct text.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

import polars as pl

from ranvier.ingest.dates import DateProblem, DateReading, ReadDate, date_parser, month_shifted
from ranvier.ingest.ids import normal_id
from ranvier.ingest.mapping import ANCHOR, DAYS, MONTHS, MappedTable
from ranvier.ingest.numbers import number_parser
from ranvier.ingest.sources import TableMapping
from ranvier.ingest.words import yes_or_no
from ranvier.tables.declaration import Column, Kind, Precision, Table
from ranvier.tables.faults import Effect, Fault
from ranvier.tables.marks import SOURCE_ROW, Mark, apply_marks, mark, number_records, rows_are
from ranvier.tables.model import TABLES

LARGEST_WHOLE = 10**15
"""Whole numbers beyond this are slips, and a float would round them."""

_EXACTNESS = {Precision.DAY: 0, Precision.MONTH: 1, Precision.YEAR: 2}


@dataclass(frozen=True)
class Unread:
    """Cells of one column that could not be read for one reason."""

    mask: pl.Series
    must: str
    reason: str
    hint: str


def convert_table(
    mapped: MappedTable, mapping: TableMapping, data_date: date, *, typed_cells: bool
) -> tuple[pl.DataFrame, list[Mark]]:
    """The table with the types of its declaration and companion columns, and marks for cells that could not be read.

    Rows that fall are gone from the frame; columns without a source are there and empty.
    """
    table = TABLES[mapping.table]
    text = _translated(mapped.frame, mapping)
    converter = _Converter(mapping, data_date, typed_cells)
    columns: dict[str, pl.Series] = {}
    unread: list[tuple[Column, Unread]] = []
    for column in table.columns:
        values, problems = converter.column(column, text)
        columns |= values
        unread += [(column, problem) for problem in problems]
    frame = pl.DataFrame({SOURCE_ROW: text[SOURCE_ROW], **columns}).select(SOURCE_ROW, *table.schema)
    frame = number_records(frame)
    marks = [
        mark(frame, problem.mask, _fault(table, column, problem, mapping.label)) for column, problem in unread
    ]
    return apply_marks(table, frame, marks), marks


def _fault(table: Table, column: Column, problem: Unread, label: str) -> Fault:
    effect = Effect.ROW_SET_ASIDE if column.sets_row_aside else Effect.CELL_EMPTIED
    text = f"{problem.must}, but {rows_are(int(problem.mask.sum()))} not"
    return Fault(text, problem.reason, table.name, label, column.name, (), problem.hint, effect)


def _translated(frame: pl.DataFrame, mapping: TableMapping) -> pl.DataFrame:
    """*frame* with the words of `codes` replaced by ours; an empty code empties the cell."""
    changed = [
        _replaced(frame[name], words) for name, words in mapping.codes.items() if name in frame.columns
    ]
    return frame.with_columns(changed)


def _replaced(text: pl.Series, words: Mapping[str, str]) -> pl.Series:
    return _by_distinct(text, lambda word: words.get(word.casefold(), word) or None, pl.String())


def _by_distinct(text: pl.Series, parse: Callable[[str], Any], dtype: pl.DataType) -> pl.Series:
    """*text* through *parse*, called once for each distinct text."""
    distinct = text.drop_nulls().unique()
    parsed = pl.Series([parse(word) for word in distinct.to_list()], dtype=dtype)
    return text.replace_strict(distinct, parsed, default=None, return_dtype=dtype).rename(text.name)


class _Converter:
    """The conversions of one table under its style."""

    def __init__(self, mapping: TableMapping, data_date: date, typed_cells: bool) -> None:
        style = mapping.style
        self.style = style
        self.parse_number = number_parser(style.decimal_mark, typed_cells=typed_cells)
        self.parse_date = date_parser(DateReading(data_date, style.date_format, day_numbers=typed_cells))
        self.by_kind = {
            Kind.ID: self._id,
            Kind.TEXT: self._text,
            Kind.CODE: self._code,
            Kind.NUMBER: self._number,
            Kind.EDSS: self._number,
            Kind.WHOLE: self._whole,
            Kind.YES_NO: self._yes_no,
        }

    def column(self, column: Column, text: pl.DataFrame) -> tuple[dict[str, pl.Series], list[Unread]]:
        if column.kind is Kind.DATE:
            return self._dates(column, text)
        if column.name not in text.columns:
            return {column.name: pl.Series([None] * text.height, dtype=column.dtype)}, []
        values, problems = self.by_kind[column.kind](column, text[column.name])
        return {column.name: values}, problems

    def _id(self, _: Column, text: pl.Series) -> tuple[pl.Series, list[Unread]]:
        return text.to_frame().select(normal_id(pl.col(text.name)))[text.name], []

    def _text(self, _: Column, text: pl.Series) -> tuple[pl.Series, list[Unread]]:
        return text, []

    def _code(self, _: Column, text: pl.Series) -> tuple[pl.Series, list[Unread]]:
        return text.str.to_lowercase().str.replace_all(r"[ -]", "_"), []

    def _yes_no(self, column: Column, text: pl.Series) -> tuple[pl.Series, list[Unread]]:
        values = _by_distinct(text, yes_or_no, pl.Boolean())
        hint = f'say what your words mean: codes.{column.name} = {{ "your word" = "yes" }}'
        return values, _unread(
            text, values, f"'{column.name}' must be yes or no", f"without yes or no in {column.name}", hint
        )

    def _number(self, column: Column, text: pl.Series) -> tuple[pl.Series, list[Unread]]:
        values = self._numbers(text)
        other = "," if self.style.decimal_mark == "." else "."
        bad = text.filter(values.is_null() & text.is_not_null())
        hint = "correct the cells, or leave them empty"
        if bad.str.contains(rf"^[0-9]+{'[' + other + ']'}[0-9]+$").any():
            hint = f'if the decimal mark is "{other}", declare decimal_mark = "{other}" in programme.toml'
        return values, _unread(
            text, values, f"'{column.name}' must be a number", f"without a number in {column.name}", hint
        )

    def _numbers(self, text: pl.Series) -> pl.Series:
        plain = (
            text.str.contains(r"^-?[0-9]{1,15}(\.[0-9]{1,15})?$")
            if self.style.decimal_mark == "."
            else (text.str.contains(r"^-?[0-9]{1,15}$"))
        )
        fast = text.to_frame().select(pl.when(plain).then(pl.col(text.name)).cast(pl.Float64, strict=False))[
            text.name
        ]
        rest = text.to_frame().select(pl.when(~plain).then(pl.col(text.name)))[text.name]
        return (
            fast
            if rest.null_count() == len(rest)
            else fast.fill_null(_by_distinct(rest, self.parse_number, pl.Float64()))
        )

    def _whole(self, column: Column, text: pl.Series) -> tuple[pl.Series, list[Unread]]:
        numbers = self._numbers(text)
        whole = (numbers == numbers.round()) & (numbers.abs() < LARGEST_WHOLE)
        values = numbers.to_frame().select(pl.when(whole).then(pl.col(text.name)).cast(pl.Int64))[text.name]
        must = f"'{column.name}' must be a whole number"
        return values, _unread(
            text, values, must, f"without a whole number in {column.name}", "correct the cells"
        )

    def _dates(self, column: Column, text: pl.DataFrame) -> tuple[dict[str, pl.Series], list[Unread]]:
        name = column.name
        empty = pl.Series([None] * text.height, dtype=pl.String)
        own = text[name] if name in text.columns else empty
        read = self._read_dates(own)
        written = own
        if f"{name}{ANCHOR}" in text.columns:
            anchor = text[f"{name}{ANCHOR}"]
            counted = self._counted(text, name)
            read = read.select(pl.coalesce(pl.col(key), counted[key]).alias(key) for key in read.columns)
            written = written.to_frame("w").select(pl.coalesce("w", anchor))["w"]
        problems = list(_date_problems(column, read, self.style.date_format))
        known = read["problem"].is_null() & ~_too_coarse(column, read["precision"])
        values = read.select(
            pl.when(known).then("day").alias(name),
            pl.when(known).then("precision").alias(f"{name}_precision"),
        )
        return {name: values[name], f"{name}_precision": values[f"{name}_precision"]}, problems

    def _read_dates(self, text: pl.Series) -> pl.DataFrame:
        """Columns day, precision and problem, one row a cell."""
        iso = text.str.contains(r"^(19|20)[0-9]{2}-[0-9]{2}-[0-9]{2}$")
        frame = pl.DataFrame({"text": text, "iso": iso})
        fast = frame.select(pl.when("iso").then("text").str.to_date("%Y-%m-%d", strict=False).alias("day"))[
            "day"
        ]
        rest = frame.select(pl.when(fast.is_null()).then("text").alias("text"))["text"]
        distinct = rest.drop_nulls().unique()
        parsed = [self.parse_date(word) for word in distinct.to_list()]
        found = _dates_frame(parsed).with_columns(distinct.alias("text"))
        joined = pl.DataFrame({"text": rest, "fast": fast}).join(
            found, on="text", how="left", maintain_order="left"
        )
        return joined.select(
            pl.coalesce("fast", "day").alias("day"),
            pl.when(pl.col("fast").is_not_null())
            .then(pl.lit(Precision.DAY.value))
            .otherwise("precision")
            .alias("precision"),
            "problem",
        )

    def _counted(self, text: pl.DataFrame, name: str) -> pl.DataFrame:
        """Dates counted from another: once for each distinct anchor, number of days and number of months."""
        parts = text.select(pl.col(f"{name}{end}").alias(end) for end in (ANCHOR, DAYS, MONTHS))
        distinct = parts.unique().filter(pl.col(ANCHOR).is_not_null())
        counted = [self._count(*row) for row in distinct.rows()]
        found = pl.concat([distinct, _dates_frame(counted)], how="horizontal")
        joined = parts.join(
            found, on=[ANCHOR, DAYS, MONTHS], how="left", maintain_order="left", nulls_equal=True
        )
        return joined.select("day", "precision", "problem")

    def _count(self, anchor: str, days: str | None, months: str) -> ReadDate:
        read = self.parse_date(anchor)
        if read.day is None or days is None:
            return read if read.day is None else ReadDate()
        shift = self.parse_number(days)
        if shift is None or shift != round(shift) or abs(shift) > 40_000:
            return ReadDate(problem=DateProblem.NOT_A_DATE)
        return _moved(read, round(shift), int(months))


def _moved(read: ReadDate, days: int, months: int) -> ReadDate:
    assert read.day is not None and read.precision is not None
    if days == 0 and months == 0:
        return read
    day = month_shifted(read.day, months) + timedelta(days=days)
    if months == 0 and read.precision is Precision.DAY:
        return ReadDate(day, Precision.DAY)
    if read.precision is Precision.YEAR:
        return ReadDate(date(day.year, 7, 1), Precision.YEAR)
    return ReadDate(day.replace(day=15), Precision.MONTH)


def _dates_frame(read: list[ReadDate]) -> pl.DataFrame:
    return pl.DataFrame(
        {
            "day": [one.day for one in read],
            "precision": [one.precision.value if one.precision else None for one in read],
            "problem": [one.problem.value if one.problem else None for one in read],
        },
        schema={"day": pl.Date, "precision": pl.String, "problem": pl.String},
    )


def _too_coarse(column: Column, precision: pl.Series) -> pl.Series:
    allowed = [word.value for word, rank in _EXACTNESS.items() if rank <= _EXACTNESS[column.coarsest]]
    return (~precision.is_in(allowed)).fill_null(False)


def _date_problems(column: Column, read: pl.DataFrame, date_format: str) -> Iterator[Unread]:
    name, found = column.name, read["problem"]
    hints = {
        DateProblem.NOT_A_DATE: f"write dates as {date_format} or 2020-04-03",
        DateProblem.UNDECLARED_ORDER: 'declare the order, for example date_format = "dd.mm.yyyy" in programme.toml',
        DateProblem.DAY_NUMBER: "they look like a spreadsheet's day numbers; format the column as a date and export again",
    }
    musts = {
        DateProblem.UNDECLARED_ORDER: f"'{name}' must be written in the declared order of day, month and year ({date_format})"
    }
    for problem, hint in hints.items():
        mask = (found == problem.value).fill_null(False)
        if mask.any():
            must = musts.get(problem, f"'{name}' must be a date")
            reason = (
                "with a date of undeclared order" if problem in musts else f"with a {name} that is no date"
            )
            yield Unread(mask, must, reason, hint)
    coarse = _too_coarse(column, read["precision"])
    if coarse.any():
        must = f"'{name}' must be known to the {column.coarsest.value}"
        yield Unread(
            coarse, must, f"with a {name} too inexact", "find the exact date, or leave the cell empty"
        )


def _unread(text: pl.Series, values: pl.Series, must: str, reason: str, hint: str) -> list[Unread]:
    mask = text.is_not_null() & values.is_null()
    return [Unread(mask, must, reason, hint)] if mask.any() else []
