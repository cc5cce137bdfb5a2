"""The columns of a frame in the types of the model tables; null where a cell cannot be read so."""

from __future__ import annotations

from datetime import date

import numpy as np
import polars as pl

from ranvier.ingest.ids import normal_id
from ranvier.tables.arrays import Runs, patient_runs

FARTHEST_DAYS = 100_000
"""A day counted from any origin of a human life lies nearer than this (270 years)."""

EARLIEST_YEAR, LATEST_YEAR = 1900, 2100
"""Years that a date of a patient's record can have, as for years of birth (docs/reference/tables.md)."""

PLAIN_ID = r"^[0-9A-Za-z_-]+$"
"""An id that the id rule leaves as it is; most are of this kind, and looking takes less than applying it."""

ISO_DATE = r"^\s*(\d{4}-\d{2}-\d{2})([T ].*)?$"


def read_ids(ids: pl.Series) -> pl.Series:
    """Ids as text after the id rule, so that the number 1 and the text "1" are one patient."""
    return ids_and_runs(ids)[0]


def ids_and_runs(ids: pl.Series) -> tuple[pl.Series, Runs | None]:
    """Ids after the id rule, and their runs where these were found on the way."""
    if ids.dtype.is_float():
        ids = _whole(ids)
    if ids.dtype != pl.String:
        return ids.cast(pl.String).alias("patient_id"), None
    found, begins = patient_runs(ids)
    if found.str.contains(PLAIN_ID).all():
        return ids.alias("patient_id"), (found, begins)
    plain = found.to_frame().select(normal_id(pl.col("patient_id"))).to_series()
    return plain.gather(np.repeat(np.arange(len(found)), np.diff(begins))), None


def _whole(numbers: pl.Series) -> pl.Series:
    """Whole numbers without their ".0", others as they are; both as text."""
    is_whole = (numbers == numbers.floor()).fill_null(value=False)
    whole = numbers.set(~is_whole, None).cast(pl.Int64, strict=False).cast(pl.String)
    return whole.zip_with(whole.is_not_null(), numbers.cast(pl.String))


def read_dates(dates: pl.Series) -> pl.Series:
    """Calendar days as they were written down: time of day and time zone change nothing; else null."""
    if dates.dtype == pl.Date:
        return _within_years(dates)
    if dates.dtype == pl.Datetime:
        return _within_years(dates.dt.replace_time_zone(None).dt.date())
    if dates.dtype == pl.String:
        return _within_years(dates.str.extract(ISO_DATE).str.to_date("%Y-%m-%d", strict=False))
    return pl.Series(dates.name, [None] * len(dates), pl.Date)


def _within_years(dates: pl.Series) -> pl.Series:
    first, last = dates.min(), dates.max()
    if not isinstance(first, date) or not isinstance(last, date):  # no dates at all
        return dates
    if first.year >= EARLIEST_YEAR and last.year <= LATEST_YEAR:
        return dates
    return dates.set(~dates.dt.year().is_between(EARLIEST_YEAR, LATEST_YEAR).fill_null(value=False), None)


def read_days(days: pl.Series) -> pl.Series:
    """Whole days as dates counted from 1970; else null."""
    if not days.dtype.is_numeric():
        return pl.Series(days.name, [None] * len(days), pl.Date)
    usable = (days == days.floor()) & days.is_between(-FARTHEST_DAYS, FARTHEST_DAYS)
    return days.set(~usable.fill_null(value=False), None).cast(pl.Int32).cast(pl.Date)


def read_scores(scores: pl.Series) -> pl.Series:
    """Scores as numbers; text is read where it is a number with a point; else null."""
    if scores.dtype == pl.Float64:
        return scores
    if scores.dtype == pl.String:
        return scores.str.strip_chars().cast(pl.Float64, strict=False).fill_nan(None)
    if scores.dtype.is_numeric():
        return scores.cast(pl.Float64)
    return pl.Series(scores.name, [None] * len(scores), pl.Float64)
