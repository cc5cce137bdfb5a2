"""The rows of frames as rows of model tables, with the cells that could not be read."""

from __future__ import annotations

from dataclasses import dataclass

import polars as pl

from ranvier.ingest.frame_columns import ids_and_runs, read_dates, read_days, read_scores
from ranvier.tables.arrays import Runs
from ranvier.tables.declaration import Precision
from ranvier.tables.edss_scores import GRADE_COLUMNS
from ranvier.tables.faults import Effect, Fault
from ranvier.tables.marks import RECORD, SOURCE_ROW, Mark, mark, number_records, rows_are
from ranvier.vocabulary.measures import EDSS, MEASURES

DATE_NAMES = ("date", "onset_date")
DAY_NAMES = ("day", "onset_day")

_DATES = ("Dates must be dates, or text such as 2020-01-31, between 1900 and 2100", "without a usable date")
_DAYS = ("Days must be whole numbers", "without a usable day")
_HINTS = {
    "date": "turn the column into dates yourself: 01/06/2020 means two different days",
    "day": "count whole days from one day for everybody",
    "score": "turn the column into numbers, with a point and without words",
}


@dataclass(frozen=True)
class TableRows:
    """Rows of a model table, what could not be read, and the columns supplied.

    first_row: the number of the first row; a column `source_row` in *frame* goes before it.
    """

    frame: pl.DataFrame
    marks: tuple[Mark, ...]
    supplied: frozenset[str]
    first_row: int = 0
    runs: Runs | None = None  # of the patients, where they are known


def relapse_rows(frame: pl.DataFrame, first_row: int) -> TableRows:
    """The rows of a frame of relapses, in their order, numbered from *first_row*."""
    dated, marks, runs = _dated_rows(frame, first_row, "relapses", "onset_date")
    return TableRows(dated, marks, frozenset(("patient_id", "onset_date")), first_row, runs)


def visit_rows(frame: pl.DataFrame, first_row: int) -> dict[str, TableRows]:
    """The rows of a frame of visits, in their order: visits with the EDSS, and measures with all else."""
    dated, marks, runs = _dated_rows(frame, first_row, "visits", "date")
    supplied = frozenset({"patient_id", "date"} | ({EDSS.name} & set(frame.columns)))
    visits = dated
    if EDSS.name in frame.columns:
        given = frame[EDSS.name]
        visits = dated.with_columns(read_scores(given))
        words = ("EDSS scores must be numbers", "without a number")
        marks += _unread(visits, given, EDSS.name, "visits", words, first_row)
    grades = [name for name in GRADE_COLUMNS if name in frame.columns]
    if grades:
        visits = visits.with_columns(read_scores(frame[name]) for name in grades)
        marks += _unread_grades(numbered(visits, first_row), frame, grades)
    tables = {"visits": TableRows(visits, marks, supplied | frozenset(grades), first_row, runs)}
    others = [name for name in MEASURES if name in frame.columns and name != EDSS.name]
    if others:
        tables["measures"] = _measure_rows(numbered(dated, first_row), frame, others)
    return tables


def _unread_grades(visits: pl.DataFrame, frame: pl.DataFrame, names: list[str]) -> tuple[Mark, ...]:
    """The grades that are no numbers: their cells are emptied, and their visits stay."""
    marks = []
    for name in names:
        lost = frame[name].is_not_null() & visits[name].is_null()
        if lost.any():
            problem = f"'{name}' must be a number, but {rows_are(int(lost.sum()))} not"
            fault = Fault(
                problem,
                f"with a grade of {name} that is no number",
                "visits",
                "visits",
                name,
                (),
                _HINTS["score"],
                Effect.CELL_EMPTIED,
            )
            marks.append(mark(visits, lost, fault))
    return tuple(marks)


def _measure_rows(dated: pl.DataFrame, frame: pl.DataFrame, names: list[str]) -> TableRows:
    """One row a result; a result that is no number, or out of its measure's bounds, has an empty value."""
    parts = [_results(dated, frame[name], name) for name in names]
    rows = number_records(pl.concat(parts).drop(RECORD))
    marks: tuple[Mark, ...] = ()
    for name in names:
        measure = MEASURES[name]
        lost = (rows["instrument"] == name) & rows["value"].is_null()
        words = f"'{name}' must be a number from {measure.lowest:g} to {measure.highest:g} {measure.unit}"
        marks += _told(rows, lost, "value", "measures", (words, f"with {name} out of bounds"))
    return TableRows(rows, marks, frozenset(("patient_id", "date", "instrument", "value")))


def _results(dated: pl.DataFrame, given: pl.Series, name: str) -> pl.DataFrame:
    scores = read_scores(given)
    within = scores.is_between(MEASURES[name].lowest, MEASURES[name].highest).fill_null(value=False)
    rows = dated.with_columns(pl.lit(name).alias("instrument"), scores.set(~within, None).alias("value"))
    return rows.filter(given.is_not_null()) if given.null_count() else rows


def _dated_rows(
    frame: pl.DataFrame, first_row: int, table: str, column: str
) -> tuple[pl.DataFrame, tuple[Mark, ...], Runs | None]:
    """Patients and dates of *frame* with companion columns, and the dates that could not be read."""
    name = date_column(frame.columns)
    given = frame[name]
    dates = read_dates(given) if name in DATE_NAMES else read_days(given)
    ids, runs = ids_and_runs(frame["patient_id"])
    rows = pl.DataFrame([ids, dates.alias(column)]).with_columns(
        pl.lit(Precision.DAY.value).alias(f"{column}_precision"),
        *([frame[SOURCE_ROW]] if SOURCE_ROW in frame.columns else []),
    )
    words = _DATES if name in DATE_NAMES else _DAYS
    return rows, _unread(rows, given, column, table, words, first_row), runs


def numbered(rows: pl.DataFrame, first_row: int) -> pl.DataFrame:
    """*rows* with their companion columns, the rows counted from *first_row* where they are not yet."""
    if SOURCE_ROW not in rows.columns:
        rows = rows.with_columns(pl.int_range(first_row, first_row + pl.len()).alias(SOURCE_ROW))
    return number_records(rows)


def date_column(names: list[str]) -> str:
    """The column of dates, or of days, among *names*; that of onsets first, and "" if there is none."""
    choices = ("onset_date", "date", "onset_day", "day")
    return next((name for name in choices if name in names), "")


def _unread(
    rows: pl.DataFrame, given: pl.Series, column: str, table: str, words: tuple[str, str], first_row: int
) -> tuple[Mark, ...]:
    """The records whose cell was given but could not be read."""
    if given.null_count() == rows[column].null_count():
        return ()
    lost = given.is_not_null() & rows[column].is_null()
    return _told(numbered(rows, first_row), lost, column, table, words)


def _told(
    rows: pl.DataFrame, lost: pl.Series, column: str, table: str, words: tuple[str, str]
) -> tuple[Mark, ...]:
    if not lost.any():
        return ()
    must, reason = words
    hint = _HINTS["day" if words is _DAYS else "date" if words is _DATES else "score"]
    problem = f"{must}, but {rows_are(int(lost.sum()))} not"
    fault = Fault(problem, reason, table, table, column, (), hint, Effect.ROW_SET_ASIDE)
    return (mark(rows, lost, fault),)
