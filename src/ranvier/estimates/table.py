"""Estimates as a table: one row each, always the same columns."""

from __future__ import annotations

from collections.abc import Iterable

import polars as pl

from ranvier.estimates.result import Estimate, HasEstimates

COLUMNS = {
    "definition": pl.String,
    "estimate": pl.Float64,
    "lower": pl.Float64,
    "upper": pl.Float64,
    "unit": pl.String,
    "n": pl.Int64,
    "n_events": pl.Int64,
    "conf_level": pl.Float64,
    "method": pl.String,
    "weights": pl.String,
    "reference": pl.String,
}


def estimates_table(found: Iterable[Estimate | HasEstimates]) -> pl.DataFrame:
    """One row an estimate: what was measured, the number with its interval, and how it was made.

    found: estimates, or results that hold several (models, curves, pooled studies), which give a row each.
    A number that does not exist is null; an end without limit stays infinite. Without any estimate the
    table has its columns and no rows.
    """
    rows = [{name: getattr(one, name) for name in COLUMNS} for one in every_estimate(found)]
    table = pl.DataFrame(rows, schema=COLUMNS, orient="row")
    return table.with_columns(pl.col("estimate", "lower", "upper").fill_nan(None))


def every_estimate(found: Iterable[Estimate | HasEstimates]) -> list[Estimate]:
    """Each estimate of *found*, those of a larger result in its own order."""
    every: list[Estimate] = []
    for one in found:
        every.extend([one] if isinstance(one, Estimate) else one.estimates())
    return every
