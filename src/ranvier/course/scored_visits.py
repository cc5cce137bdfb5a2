"""The days on which a measure was taken, each with one score, and the day from which they count."""

from __future__ import annotations

import polars as pl

from ranvier.course.outcome_visits import find_course_visits
from ranvier.tables.cohort import Cohort
from ranvier.vocabulary.measures import Measure


def find_scored_visits(cohort: Cohort, measure: Measure, zeros: pl.DataFrame | None = None) -> pl.DataFrame:
    """Every day with a score of *measure*, many rows a patient, sorted by patient_id and date.

    Columns: patient_id, date, the name of the measure and zero_date, the first such day. With *zeros*
    (patient_id and zero_date) only days on or after zero_date, of the patients who have one.
    """
    rows = find_course_visits(cohort, measure=measure)
    if zeros is None:
        zeros = rows.group_by("patient_id").agg(pl.col("date").min().alias("zero_date"))
    return (
        rows.join(zeros.select("patient_id", "zero_date"), on="patient_id")
        .filter(pl.col("date") >= pl.col("zero_date"))
        .sort("patient_id", "date", measure.name)
    )
