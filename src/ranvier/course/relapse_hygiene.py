"""Which recorded relapses count, and what is odd about each of them."""

from __future__ import annotations

import numpy as np
import polars as pl

from ranvier.course.days import days_between
from ranvier.definitions.relapse_hygiene import RelapseHygiene
from ranvier.kernels.arrays import RelapseArrays
from ranvier.kernels.relapse_hygiene import find_first_onsets
from ranvier.tables.arrays import owned, patient_offsets
from ranvier.tables.cohort import Cohort
from ranvier.tables.declaration import Precision
from ranvier.tables.of_a_cohort import of_a_cohort

SAME_RELAPSE = "same_relapse"
TOO_SHORT = "too_short"

_DEFAULT = RelapseHygiene()


@of_a_cohort
def find_relapses(cohort: Cohort, definition: RelapseHygiene = _DEFAULT) -> pl.DataFrame:
    """Every recorded relapse, whether it counts, and its flags: one row a record, by patient and onset.

    Columns: patient_id, onset_date, counts, reason (why not: "same_relapse", "too_short"; null: it counts),
    relapse_date (the onset it counts under; null where it is too short) and flags: same_day_twice (another
    record of that day), is_inexact (dated by month or year), before_disease (earlier than the first symptom
    of MS; null: not known), without_visit (no visit near; null without a table of visits), after_contact
    (later than the patient's last known contact, or death). A flagged relapse counts all the same.

    A relapse of inexact dates is never too short. Without a table of relapses there is no row: ask
    `cohort.has("relapses")` what that means.
    """
    records = cohort.relapses.select(
        "patient_id", "onset_date", "end_date", "onset_date_precision", "end_date_precision"
    ).sort("patient_id", "onset_date", "end_date", nulls_last=True)
    records = records.with_columns(_is_too_short(definition).alias("is_too_short"))
    patients = records["patient_id"].unique().sort()
    first = find_first_onsets(
        RelapseArrays(
            patient_offsets(records["patient_id"], patients),
            owned(records["onset_date"].cast(pl.Int32), np.int32),
        ),
        owned(~records["is_too_short"], np.bool_),
        definition.closest_days,
    )
    number = pl.Series(np.where(first < 0, 0, first))
    relapse_date = records["onset_date"].gather(number) if records.height else records["onset_date"]
    return (
        records.with_columns(
            pl.Series("counts", first == np.arange(records.height)),
            pl.when(pl.Series(first >= 0)).then(relapse_date).alias("relapse_date"),
        )
        .with_columns(_reason(), *_flags())
        .pipe(_with_disease_and_contact, cohort)
        .pipe(_with_visits, cohort, definition)
        .select(
            *("patient_id", "onset_date", "counts", "reason", "relapse_date", "same_day_twice"),
            *("is_inexact", "before_disease", "without_visit", "after_contact"),
        )
    )


def _is_too_short(definition: RelapseHygiene) -> pl.Expr:
    exact = (pl.col("onset_date_precision").fill_null(Precision.DAY.value) == Precision.DAY.value) & (
        pl.col("end_date_precision").fill_null(Precision.DAY.value) == Precision.DAY.value
    )
    lasts = days_between("end_date", "onset_date")
    return (exact & (lasts < definition.least_days)).fill_null(value=False)


def _reason() -> pl.Expr:
    return (
        pl.when("is_too_short")
        .then(pl.lit(TOO_SHORT))
        .when(~pl.col("counts"))
        .then(pl.lit(SAME_RELAPSE))
        .otherwise(pl.lit(None, pl.String))
        .alias("reason")
    )


def _flags() -> tuple[pl.Expr, ...]:
    precision = pl.col("onset_date_precision").fill_null(Precision.DAY.value)
    return (
        (pl.len().over("patient_id", "onset_date") > 1).alias("same_day_twice"),
        (precision != Precision.DAY.value).alias("is_inexact"),
    )


def _with_disease_and_contact(records: pl.DataFrame, cohort: Cohort) -> pl.DataFrame:
    people = cohort.patients.select(
        "patient_id",
        pl.col("onset_date").alias("disease_date"),
        pl.min_horizontal("death_date", pl.col("last_contact_date")).alias("until_date"),
    )
    return records.join(people, on="patient_id", how="left", maintain_order="left").with_columns(
        (pl.col("onset_date") < pl.col("disease_date")).alias("before_disease"),
        (pl.col("onset_date") > pl.col("until_date")).fill_null(value=False).alias("after_contact"),
    )


def _with_visits(records: pl.DataFrame, cohort: Cohort, definition: RelapseHygiene) -> pl.DataFrame:
    if not cohort.has("visits"):
        return records.with_columns(pl.lit(None, pl.Boolean).alias("without_visit"))
    near = (
        records.select("patient_id", "onset_date")
        .unique()
        .join(cohort.visits.select("patient_id", "date"), on="patient_id")
        .filter(days_between("date", "onset_date").abs() <= definition.visit_within_days)
        .select("patient_id", "onset_date", pl.lit(value=False).alias("without_visit"))
        .unique()
    )
    return records.join(
        near, on=["patient_id", "onset_date"], how="left", maintain_order="left"
    ).with_columns(pl.col("without_visit").fill_null(value=True))
