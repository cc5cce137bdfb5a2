"""Text cells of one date column into dates and how exactly they are known."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta

import polars as pl

from ranvier.ingest.cells import CellReading, Unread
from ranvier.ingest.dates import ISO, DateProblem, ReadDate, month_shifted
from ranvier.ingest.mapping import ANCHOR, DAYS, MONTHS, SIGN
from ranvier.tables.declaration import Column, Precision

FARTHEST_DAYS = 40_000
"""No date is counted further than a lifetime of days from another."""

_EXACTNESS = [Precision.DAY, Precision.MONTH, Precision.YEAR]


def read_dates(
    column: Column, text: pl.DataFrame, reading: CellReading
) -> tuple[dict[str, pl.Series], list[Unread]]:
    """The dates of *column* and their precision, by their names in a frame, and the cells not read.

    text: the mapped text of the table; the column stands there itself, as what it is counted from, or both.
    """
    name = column.name
    found = _written(text, name, reading)
    if f"{name}{ANCHOR}" in text.columns:
        counted = _counted(text, name, reading)
        found = found.select(pl.coalesce(pl.col(key), counted[key]).alias(key) for key in found.columns)
    coarse = _too_coarse(column, found["precision"])
    known = found["problem"].is_null() & ~coarse
    values = found.select(pl.when(known).then(pl.col(key)).alias(key) for key in ("day", "precision"))
    problems = list(_problems(column, found["problem"], coarse, reading))
    return {name: values["day"], f"{name}_precision": values["precision"]}, problems


def read_years(
    column: Column, text: pl.Series, reading: CellReading
) -> tuple[dict[str, pl.Series], list[Unread]]:
    """The years of the dates in *text* under the name of *column*, and the cells that could not be read."""
    found = _written(text.to_frame(column.name), column.name, reading)
    problems = list(_problems(column, found["problem"], pl.zeros(len(text), pl.Boolean, eager=True), reading))
    return {column.name: found["day"].dt.year().cast(pl.Int64)}, problems


def _written(text: pl.DataFrame, name: str, reading: CellReading) -> pl.DataFrame:
    """Columns day, precision and problem of the dates that stand in the cells, one row a cell."""
    cell = pl.col(name) if name in text.columns else pl.lit(None, dtype=pl.String)
    cells = text.select(pl.first().alias("beside"), cell.alias("text"))
    iso = pl.col("text").str.contains(r"^(19|20)[0-9]{2}-[0-9]{2}-[0-9]{2}$")
    fast = cells.with_columns(pl.when(iso).then("text").str.to_date("%Y-%m-%d", strict=False).alias("fast"))
    rest = fast.filter(pl.col("fast").is_null())["text"].drop_nulls().unique()
    slow = _frame([reading.parse_date(word) for word in rest.to_list()]).with_columns(rest.alias("text"))
    both = fast.join(slow, on="text", how="left", maintain_order="left")
    exact = pl.when(pl.col("fast").is_not_null()).then(pl.lit(Precision.DAY.value)).otherwise("precision")
    return both.select(pl.coalesce("fast", "day").alias("day"), exact.alias("precision"), "problem")


def _counted(text: pl.DataFrame, name: str, reading: CellReading) -> pl.DataFrame:
    """The same for dates counted from another, once for each distinct anchor, days and months."""
    parts = text.select(pl.col(f"{name}{end}").alias(end) for end in (ANCHOR, DAYS, SIGN, MONTHS))
    distinct = parts.unique().drop_nulls(ANCHOR)
    dates = _frame([_count(reading, *row) for row in distinct.rows()])
    found = pl.concat([distinct, dates], how="horizontal")
    joined = parts.join(found, on=parts.columns, how="left", maintain_order="left", nulls_equal=True)
    return joined.select("day", "precision", "problem")


def _count(reading: CellReading, anchor: str, days: str | None, sign: str, months: str) -> ReadDate:
    read = reading.parse_date(anchor)
    if read.day is None or read.precision is None:
        return read
    if days is None:
        return ReadDate()
    shift = reading.parse_number(days)
    if shift is None or shift != round(shift) or abs(shift) > FARTHEST_DAYS:
        return ReadDate(problem=DateProblem.NOT_A_DATE)
    if shift == 0 and int(months) == 0:
        return read
    day = month_shifted(read.day, int(months)) + timedelta(days=int(sign) * round(shift))
    return _dated(
        day, read.precision if int(months) == 0 else max(read.precision, Precision.MONTH, key=_rank)
    )


def _rank(precision: Precision) -> int:
    return _EXACTNESS.index(precision)


def _dated(day: date, precision: Precision) -> ReadDate:
    """*day* on the day that stands for its month or year."""
    if precision is Precision.YEAR:
        return ReadDate(day.replace(month=7, day=1), precision)
    return ReadDate(day.replace(day=15) if precision is Precision.MONTH else day, precision)


def _frame(read: Sequence[ReadDate]) -> pl.DataFrame:
    return pl.DataFrame(
        {
            "day": [one.day for one in read],
            "precision": [one.precision.value if one.precision else None for one in read],
            "problem": [one.problem.value if one.problem else None for one in read],
        },
        schema={"day": pl.Date, "precision": pl.String, "problem": pl.String},
    )


def accepted(column: Column) -> list[Precision]:
    """How exactly a date of *column* may be known, the most exact first."""
    return _EXACTNESS[: _rank(column.coarsest) + 1]


def _too_coarse(column: Column, precision: pl.Series) -> pl.Series:
    allowed = [word.value for word in accepted(column)]
    return (~precision.is_in(allowed)).fill_null(False)


def _problems(column: Column, found: pl.Series, coarse: pl.Series, reading: CellReading) -> Iterator[Unread]:
    name = column.name
    for problem, (must, reason, hint) in _wording(name, reading.date_format).items():
        mask = (found == problem.value).fill_null(False)
        if mask.any():
            yield Unread(mask, must, reason, hint)
    if coarse.any():
        must = f"'{name}' must be known to the {column.coarsest.value}"
        yield Unread(
            coarse, must, f"whose {name} is too inexact", "find the exact date, or leave the cell empty"
        )


def _wording(name: str, date_format: str) -> dict[DateProblem, tuple[str, str, str]]:
    must = f"'{name}' must be a date"
    written = date_format if date_format == ISO else f"{date_format} or {ISO}"
    declare = 'for example date_format = "dd.mm.yyyy" in programme.toml'
    return {
        DateProblem.NOT_A_DATE: (
            must,
            f"whose {name} is no date",
            f"write dates as {written}",
        ),
        DateProblem.UNDECLARED_ORDER: (
            f"'{name}' must be written as {written}",
            f"whose {name} is written in another order",
            f"03/04/2020 is two days in two countries: declare the order, {declare}",
        ),
        DateProblem.DAY_NUMBER: (
            must,
            f"whose {name} is a day number",
            "they look like a spreadsheet's day numbers: format the column as a date and export it again",
        ),
    }
