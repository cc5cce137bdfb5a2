"""Estimates as a table: one row each, always the same columns."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import fields, is_dataclass

import polars as pl

from ranvier.estimates.inputs import Inputs
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


def estimates_table(found: Iterable[object] | HasEstimates | Estimate) -> pl.DataFrame:
    """One row an estimate: what was measured, the number with its interval, and how it was made.

    found: estimates, and larger results that hold several (models, contrasts, pooled studies), which give a
    row each; or one of them alone. A number that does not exist is null; an end without limit stays infinite.
    Without any estimate the table has its columns and no rows. Raises InputError for what holds no estimate,
    as a curve before it was asked for a day.
    """
    rows = [{name: getattr(one, name) for name in COLUMNS} for one in every_estimate(found)]
    table = pl.DataFrame(rows, schema=COLUMNS, orient="row")
    return table.with_columns(pl.col("estimate", "lower", "upper").fill_nan(None))


def every_estimate(found: Iterable[object] | HasEstimates | Estimate) -> list[Estimate]:
    """Each estimate of *found*, those of a larger result in its own order.

    Raises InputError for what holds none.
    """
    every: list[Estimate] = []
    inputs = Inputs("table of estimates")
    several = found if isinstance(found, Iterable) else (found,)
    for place, one in enumerate(several, 1):
        held = _held_by(one)
        hint = "ask a curve for a day with .at(), a model with .ratio(), .intensity() or .probability()"
        inputs.require(bool(held), f"a {type(one).__name__} holds no estimate", f"entry {place}", hint)
        every.extend(held)
    inputs.finish()
    return every


def _held_by(one: object) -> list[Estimate]:
    """What it offers; else the estimates among its own fields, alone or in a tuple or mapping."""
    if isinstance(one, Estimate):
        return [one]
    if isinstance(one, HasEstimates):
        return list(one.estimates())
    if not is_dataclass(one) or isinstance(one, type):
        return []
    values = [getattr(one, field.name) for field in fields(one)]
    return [part for value in values for part in _parts(value) if isinstance(part, Estimate)]


def _parts(value: object) -> Iterable[object]:
    if isinstance(value, Mapping):
        return value.values()
    return value if isinstance(value, tuple) else (value,)
