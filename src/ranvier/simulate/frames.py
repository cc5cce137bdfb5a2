"""Arrays in, frames of the model tables out."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
import polars as pl
from numpy.typing import ArrayLike

from ranvier.tables.declaration import Kind, Precision, Table


def frame_of(table: Table, columns: Mapping[str, Any]) -> pl.DataFrame:
    """A frame of *table* with *columns*, the others empty; sorted by patient and date.

    Dates are given as days since 1970-01-01, NaN for none, and are exact to the day; text and numbers as
    arrays or lists.
    """
    data: list[pl.Series] = []
    n_rows = len(next(iter(columns.values())))
    for name in table.names:
        column = table[name]
        series = _series(name, columns.get(name), n_rows, column.dtype, column.kind)
        data.append(series)
        if column.kind is Kind.DATE:
            data.append(_precision(name, series))
    order = ["patient_id", *(column.name for column in table.dates[:1] if column.required)]
    return pl.DataFrame(data).sort(order, maintain_order=True)


def supplied_columns(table: Table, frame: pl.DataFrame) -> frozenset[str]:
    """The columns that a file of *frame* would carry: the required ones and those that hold anything."""
    return frozenset(
        name for name in table.names if name in table.required or frame[name].null_count() < frame.height
    )


def _series(name: str, values: ArrayLike | None, n_rows: int, dtype: pl.DataType, kind: Kind) -> pl.Series:
    if values is None:
        return pl.Series(name, [None] * n_rows, dtype=dtype)
    if kind in (Kind.DATE, Kind.WHOLE):
        whole = pl.Series(name, np.asarray(values, dtype=np.float64)).fill_nan(None)
        return whole.cast(pl.Int32).cast(dtype) if kind is Kind.DATE else whole.cast(dtype)
    if kind in (Kind.NUMBER, Kind.EDSS):
        return pl.Series(name, np.asarray(values, dtype=np.float64)).fill_nan(None)
    return pl.Series(name, list(np.asarray(values, dtype=object)), dtype=dtype)


def _precision(name: str, dates: pl.Series) -> pl.Series:
    exact = pl.Series([Precision.DAY.value]).new_from_index(0, len(dates))
    none = pl.Series([None], dtype=pl.String).new_from_index(0, len(dates))
    return exact.zip_with(dates.is_not_null(), none).alias(f"{name}_precision")
