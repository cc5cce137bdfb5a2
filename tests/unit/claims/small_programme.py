"""Small programmes written row by row, for tests whose numbers are worked out by hand."""

from __future__ import annotations

from datetime import date, timedelta

import polars as pl

from ranvier.claims.basis.records import find_records
from ranvier.claims.basis.rules import Rules
from ranvier.claims.basis.workbench import Workbench
from ranvier.tables.cohort import Cohort
from ranvier.tables.declaration import Kind
from ranvier.tables.model import TABLES
from ranvier.tables.programme import Groups, Programme, TimeZero
from ranvier.vocabulary.people import Assignment

ZERO = date(2020, 1, 1)
DATA_DATE = date(2030, 1, 1)


def day(number: int) -> date:
    """The date that lies *number* days after time zero."""
    return ZERO + timedelta(days=number)


def frame(table: str, rows: list[dict]) -> pl.DataFrame:
    """Rows of a model table with its full schema; dates count as known to the day."""
    declared = TABLES[table]
    filled = []
    for row in rows:
        full = dict.fromkeys(declared.schema) | row
        for column in declared.columns:
            if column.kind is Kind.DATE and full[column.name] is not None:
                full[f"{column.name}_precision"] = "day"
        filled.append(full)
    return pl.DataFrame(filled, schema=declared.schema)


def cohort(programme: Programme | None = None, **tables: list[dict]) -> Cohort:
    """A cohort of *tables*; the columns that any row fills count as supplied."""
    programme = programme or Programme(
        "small",
        DATA_DATE,
        "nobody",
        synthetic=True,
        time_zero=TimeZero("administrations.date", "patients.enrolled_date"),
    )
    supplied = {name: frozenset().union(*(row.keys() for row in rows)) for name, rows in tables.items()}
    frames = {name: frame(name, rows) for name, rows in tables.items()}
    return Cohort(programme, frames, supplied)


def dosed(*patients: str, **more) -> dict[str, list[dict]]:
    """Patients with one dose on day 0."""
    return {
        "patients": [{"patient_id": patient} for patient in patients],
        "administrations": [{"patient_id": patient, "date": ZERO, **more} for patient in patients],
    }


def scores(patient: str, course: dict[int, float]) -> list[dict]:
    """Visits of one patient: day after time zero to EDSS."""
    return [{"patient_id": patient, "date": day(number), "edss": edss} for number, edss in course.items()]


def randomised(**groups) -> Programme:
    """A programme whose comparators were chosen by lot."""
    return Programme(
        "small",
        DATA_DATE,
        "nobody",
        synthetic=True,
        time_zero=TimeZero("patients.enrolled_date", "patients.enrolled_date"),
        groups=Groups(
            treated=("cells",), comparator=("sham",), **{"assignment": Assignment.RANDOMISED, **groups}
        ),
    )


def bench(small: Cohort, null=None, **rules) -> Workbench:
    """A workbench on *small*, without a null band unless one is given."""
    return Workbench(find_records(small), Rules(**rules), lambda _endpoint, _parameters: null)
