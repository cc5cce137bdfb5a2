"""Frames of other libraries in, and answers out in the same kind: Polars, pandas, Arrow.

pandas and pyarrow are not needed: their frames are recognised by the module they come from, and whoever has
one in hand has the library loaded.
"""

from __future__ import annotations

from collections.abc import Iterable
from enum import Enum
from importlib import import_module
from typing import Any

import numpy as np
import polars as pl

from ranvier.errors import UsageError


class FrameKind(Enum):
    """The library a frame comes from."""

    POLARS = "Polars"
    PANDAS = "pandas"
    PYARROW = "pyarrow"
    ARROW = "another library that speaks Arrow"


def kind_of(frame: Any) -> FrameKind:
    """Where *frame* comes from; raises UsageError if it is no frame."""
    library = type(frame).__module__.partition(".")[0]
    if isinstance(frame, pl.DataFrame | pl.LazyFrame):
        return FrameKind.POLARS
    if library == "pandas" and hasattr(frame, "columns"):
        return FrameKind.PANDAS
    if hasattr(frame, "__arrow_c_stream__"):
        return FrameKind.PYARROW if library == "pyarrow" else FrameKind.ARROW
    raise UsageError(
        "Records must be a frame",
        where=f"an object of type {type(frame).__name__}",
        hint="give a Polars, pandas or Arrow table, or a cohort from read_programme",
    )


def read_frame(frame: Any, wanted: Iterable[str]) -> pl.DataFrame:
    """The columns of *frame* that are called as one of *wanted*, in Polars, with no NaN left.

    Every column keeps the type it has; one of Python objects that are not all of one type becomes text.
    """
    kind = kind_of(frame)
    if kind is FrameKind.PANDAS:
        names = [name for name in frame.columns if name in set(wanted)]
        return pl.DataFrame([_from_pandas(name, frame[name]) for name in names])
    rows = frame if kind is FrameKind.POLARS else pl.DataFrame(frame)
    schema = rows.collect_schema()
    names = [name for name in schema.names() if name in set(wanted)]
    unreal = [name for name in names if schema[name].is_float()]
    taken = rows.lazy().select(names).with_columns(pl.col(unreal).fill_nan(None)).collect()
    return taken.with_columns(
        _of_objects(name, taken[name].to_list()) for name in names if schema[name] == pl.Object
    )


def columns_of(frame: Any) -> list[str]:
    """The names of the columns of *frame* as text."""
    kind = kind_of(frame)
    if kind is FrameKind.PANDAS:
        return [str(name) for name in frame.columns]
    if kind is FrameKind.POLARS:
        return list(frame.collect_schema().names())
    return pl.DataFrame(frame).columns if kind is FrameKind.ARROW else [field.name for field in frame.schema]


def in_kind_of(given: Any, found: pl.DataFrame) -> Any:
    """*found* as a frame of the kind of *given*; as Polars for other libraries that speak Arrow.

    In pandas dates are timestamps at midnight, and whole numbers with gaps are of type Int64.
    """
    kind = kind_of(given)
    if kind is FrameKind.PYARROW:
        return found.to_arrow(compat_level=pl.CompatLevel.oldest())
    if kind is FrameKind.PANDAS:
        pandas = import_module("pandas")
        return pandas.DataFrame({column.name: _to_pandas(column, pandas) for column in found})
    return found


def _from_pandas(name: str, column: Any) -> pl.Series:
    if getattr(column.dtype, "tz", None) is not None:
        column = column.dt.tz_localize(None)  # the clock on the wall, hence the day as it was written down
    if isinstance(column.dtype, np.dtype) and column.dtype.kind in "iufbM":
        values = column.to_numpy()
        if values.dtype.kind == "M":
            values = values.astype("datetime64[us]")  # pandas has units that Polars does not know
        return pl.Series(name, values, nan_to_null=True)
    missing = column.isna().to_numpy()
    values = column.astype(object).to_numpy()
    return _of_objects(name, [None if gone else value for value, gone in zip(values, missing, strict=True)])


def _of_objects(name: str, values: list[Any]) -> pl.Series:
    """Python objects as a column of their type where they share one, else as text."""
    try:
        return pl.Series(name, values, strict=True)
    except (TypeError, pl.exceptions.PolarsError):
        return pl.Series(name, [None if value is None else str(value) for value in values], pl.String)


def _to_pandas(column: pl.Series, pandas: Any) -> Any:
    if column.dtype == pl.Date:
        return column.cast(pl.Datetime("ns")).to_numpy()
    if column.dtype == pl.String:
        return np.array(column.to_list(), dtype=object)
    if column.dtype.is_integer() and column.null_count():
        return pandas.array(column.to_list(), dtype="Int64")
    return column.to_numpy()
