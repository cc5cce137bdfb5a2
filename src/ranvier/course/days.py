"""Days between the dates of a row, and each patient's first and last dates."""

from __future__ import annotations

import polars as pl


def days_between(later: str, earlier: str) -> pl.Expr:
    """Whole days from one date column to another, null where either is."""
    return (pl.col(later).cast(pl.Int32) - pl.col(earlier).cast(pl.Int32)).cast(pl.Int32)


def first_dates(rows: pl.DataFrame, column: str, name: str) -> pl.DataFrame:
    """The earliest date of each patient in *column*, called *name*."""
    return rows.group_by("patient_id").agg(pl.col(column).min().alias(name))


def last_dates(rows: pl.DataFrame, column: str, name: str) -> pl.DataFrame:
    """The latest date of each patient in *column*, called *name*."""
    return rows.group_by("patient_id").agg(pl.col(column).max().alias(name))
