"""The examinations after day 0 that count as outcomes, and how far each lies from relapses."""

from __future__ import annotations

import polars as pl

from ranvier.course.days import days_between
from ranvier.tables.arrays import in_order
from ranvier.tables.cohort import Cohort


def find_outcome_visits(cohort: Cohort, zeros: pl.DataFrame) -> pl.DataFrame:
    """EDSS examinations after day 0, many rows a patient, sorted by patient_id and date.

    Columns: patient_id, date, edss, day (from zero_date). A visit on day 0 is a baseline, never an outcome.
    """
    return (
        cohort.visits.select("patient_id", "date", "edss")
        .filter(pl.col("edss").is_not_null())
        .join(zeros.select("patient_id", "zero_date"), on="patient_id")
        .with_columns(days_between("date", "zero_date").alias("day"))
        .filter(pl.col("day") > 0)
        .select("patient_id", "date", "edss", "day")
        .sort("patient_id", "date", "edss")
    )


def with_days_since_relapse(visits: pl.DataFrame, relapses: pl.DataFrame) -> pl.DataFrame:
    """Adds days_since_relapse: from the latest relapse onset on or before each visit; null: none known."""
    onsets = relapses.select("patient_id", pl.col("onset_date").alias("relapse_date")).drop_nulls()
    return (
        visits.join_asof(
            onsets.sort("patient_id", "relapse_date"),
            left_on="date",
            right_on="relapse_date",
            by="patient_id",
            strategy="backward",
            check_sortedness=False,  # both are sorted by patient and date just above
        )
        .with_columns(days_between("date", "relapse_date").alias("days_since_relapse"))
        .drop("relapse_date")
    )


def find_course_visits(cohort: Cohort, baselines: pl.DataFrame | None = None) -> pl.DataFrame:
    """The EDSS examinations of a course from its reference on, many rows a patient, sorted.

    With *baselines*: the baseline, then the visits after day 0, with `day` from zero_date. Without: every
    visit with an EDSS. Columns: patient_id, date, edss (and day).
    """
    if baselines is None:
        rows = cohort.visits.select("patient_id", "date", "edss").drop_nulls("edss")
        return in_order(rows, "patient_id", "date", "edss")
    people = baselines.filter(pl.col("baseline_edss").is_not_null())
    first = people.select(
        "patient_id",
        pl.col("baseline_date").alias("date"),
        pl.col("baseline_edss").alias("edss"),
        pl.col("baseline_day").alias("day"),
    )
    return pl.concat([first, find_outcome_visits(cohort, people)]).sort("patient_id", "date", "edss")
