"""The first and last day a date may stand for, given how exactly it is known."""

from __future__ import annotations

import polars as pl

from ranvier.tables.declaration import Precision


def earliest(name: str) -> pl.Expr:
    """First day that the date in *name* may stand for, by its precision column."""
    return _by_precision(name, pl.col(name).dt.truncate("1y"), pl.col(name).dt.truncate("1mo"))


def latest(name: str) -> pl.Expr:
    """Last day that the date in *name* may stand for, by its precision column."""
    year_end = pl.col(name).dt.truncate("1y").dt.offset_by("1y").dt.offset_by("-1d")
    return _by_precision(name, year_end, pl.col(name).dt.month_end())


def _by_precision(name: str, whole_year: pl.Expr, whole_month: pl.Expr) -> pl.Expr:
    precision = pl.col(f"{name}_precision")
    return (
        pl.when(precision == Precision.YEAR)
        .then(whole_year)
        .when(precision == Precision.MONTH)
        .then(whole_month)
        .otherwise(pl.col(name))
    )
