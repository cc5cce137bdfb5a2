"""Builds cohorts from a few rows, with the full schema that reading a programme gives."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import polars as pl

from ranvier.tables.cohort import Cohort
from ranvier.tables.model import TABLES
from ranvier.tables.programme import Groups, Programme, TimeZero

DAY_ZERO = date(2015, 1, 1)


def on(day: int) -> date:
    """The date *day* days after day 0 of the tests."""
    return DAY_ZERO + timedelta(days=day)


def table_of(name: str, rows: Sequence[Mapping[str, Any]]) -> pl.DataFrame:
    """A frame of the model table *name* from *rows*, sorted by patient and date as reading sorts it."""
    schema = TABLES[name].schema
    frame = pl.DataFrame(list(rows), schema=schema) if rows else pl.DataFrame(schema=schema)
    dates = [column.name for column in TABLES[name].dates if column.required]
    return frame.sort("patient_id", *dates)


def cohort_of(
    *,
    treated_from: str | None = "administrations.date",
    comparator_from: str | None = None,
    groups: Groups | None = None,
    data_date: date = date(2025, 1, 1),
    **rows: Sequence[Mapping[str, Any]],
) -> Cohort:
    """A cohort whose tables hold *rows*; every patient mentioned is on the list of patients."""
    named = {row["patient_id"] for table in rows.values() for row in table}
    listed = {row["patient_id"] for row in rows.get("patients", ())}
    everyone = [*rows.get("patients", ()), *({"patient_id": name} for name in sorted(named - listed))]
    tables = {**rows, "patients": everyone}
    programme = Programme(
        "a programme for tests",
        data_date,
        "the tests",
        time_zero=TimeZero(treated_from, comparator_from),
        groups=groups or Groups(),
    )
    return Cohort(
        programme,
        {name: table_of(name, table) for name, table in tables.items()},
        {
            name: frozenset({"patient_id", *(key for row in table for key in row)})
            for name, table in tables.items()
        },
    )


def cohort_of_columns(data_date: date = date(2040, 1, 1), **tables: Mapping[str, Any]) -> Cohort:
    """A large cohort from columns; a column of whole numbers under the name of a date counts from day 0."""
    frames = {name: _frame_of_columns(name, columns) for name, columns in tables.items()}
    empty = cohort_of(data_date=data_date, **{name: [] for name in tables})
    supplied = {name: frozenset(columns) for name, columns in tables.items()}
    return replace(empty, frames=frames, supplied=supplied)


def _frame_of_columns(name: str, columns: Mapping[str, Any]) -> pl.DataFrame:
    declared = TABLES[name]
    dated = {column.name for column in declared.dates}
    first_day = (DAY_ZERO - date(1970, 1, 1)).days
    series = [
        (pl.Series(key, values).cast(pl.Int32) + first_day).cast(pl.Date)
        if key in dated
        else pl.Series(key, values)
        for key, values in columns.items()
    ]
    dates = [column.name for column in declared.dates if column.required]
    return pl.concat([declared.empty(), pl.DataFrame(series)], how="diagonal").sort("patient_id", *dates)


def visits_of(patient_id: str, scores: Mapping[int, float]) -> list[dict[str, Any]]:
    """Visits of a patient from day: EDSS."""
    return [{"patient_id": patient_id, "date": on(day), "edss": edss} for day, edss in scores.items()]


def relapses_of(patient_id: str, *days: int) -> list[dict[str, Any]]:
    """Relapses of a patient by day of onset."""
    return [{"patient_id": patient_id, "onset_date": on(day)} for day in days]


def dose_of(patient_id: str, day: int = 0) -> dict[str, Any]:
    """A cell dose on *day*."""
    return {"patient_id": patient_id, "date": on(day)}
