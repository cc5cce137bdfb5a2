"""The EDSS that stands for each patient before the therapy."""

from __future__ import annotations

import polars as pl

from ranvier.course.days import days_between, first_dates
from ranvier.definitions.baseline import BaselineRule
from ranvier.tables.cohort import Cohort
from ranvier.tables.of_a_cohort import of_a_cohort
from ranvier.vocabulary.products import TreatmentKind

NO_TIME_ZERO = "no_time_zero"
NO_RECENT_EDSS = "no_edss_in_90_days"
ONLY_AFTER_STEROIDS = "only_after_steroids"

_DEFAULT = BaselineRule()


@of_a_cohort
def find_baseline(cohort: Cohort, zeros: pl.DataFrame, rule: BaselineRule = _DEFAULT) -> pl.DataFrame:
    """The baseline EDSS of every row of *zeros*, or the reason why there is none.

    Adds baseline_date, baseline_edss, baseline_day (at most 0, days from zero_date), days_since_relapse and
    days_since_steroids (from the latest onset or start on or before the baseline; null: none known) and
    reason ("no_time_zero", "no_edss_in_90_days", "only_after_steroids"; null: there is a baseline).

    An EDSS on the day of the first dose, or on the day a steroid begins, counts as scored before it: dates
    carry no hour. Relapses and steroids dated by month or year are used at their stated day.
    Source: verdict rule 2, course rule C3.
    """
    steroids = _steroid_starts(cohort)
    limits = _with_limits(cohort, zeros, steroids, rule)
    candidates = _recent_visits(cohort, limits, rule)
    before = candidates.filter(pl.col("date") <= pl.col("latest_date"))
    found = (
        limits.select(zeros.columns)
        .join(_last_visit(before), on="patient_id", how="left")
        .with_columns(days_between("baseline_date", "zero_date").alias("baseline_day"))
    )
    relapses = cohort.relapses.select("patient_id", pl.col("onset_date").alias("date"))
    return (
        _with_days_since(
            _with_days_since(found, relapses, "days_since_relapse"), steroids, "days_since_steroids"
        )
        .with_columns(_reason(candidates))
        .sort("patient_id")
    )


def _steroid_starts(cohort: Cohort) -> pl.DataFrame:
    courses = cohort.treatments.filter(pl.col("kind") == TreatmentKind.STEROID)
    return pl.concat(
        [
            courses.select("patient_id", pl.col("start_date").alias("date")),
            cohort.relapses.select("patient_id", pl.col("steroids_start").alias("date")),
        ]
    ).drop_nulls()


def _with_limits(
    cohort: Cohort, zeros: pl.DataFrame, steroids: pl.DataFrame, rule: BaselineRule
) -> pl.DataFrame:
    """Adds the last day of a baseline: undosed_date, before any dose; latest_date, before steroids too."""
    stay = pl.duration(days=rule.steroid_stay_days)
    same_stay = steroids.join(zeros, on="patient_id").filter(
        pl.col("date").is_between(pl.col("zero_date") - stay, pl.col("zero_date"))
    )
    return (
        zeros.join(
            first_dates(cohort.administrations, "date", "first_dose_date"), on="patient_id", how="left"
        )
        .join(first_dates(same_stay, "date", "steroid_date"), on="patient_id", how="left")
        .with_columns(pl.min_horizontal("zero_date", "first_dose_date").alias("undosed_date"))
        .with_columns(
            pl.when(pl.col("zero_date").is_null()).then(None).otherwise("undosed_date").alias("undosed_date")
        )
        .with_columns(pl.min_horizontal("undosed_date", "steroid_date").alias("latest_date"))
    )


def _recent_visits(cohort: Cohort, limits: pl.DataFrame, rule: BaselineRule) -> pl.DataFrame:
    """Visits with an EDSS that are recent enough and before any dose."""
    oldest = pl.col("zero_date") - pl.duration(days=rule.oldest_days)
    return (
        cohort.visits.select("patient_id", "date", "edss")
        .filter(pl.col("edss").is_not_null())
        .join(limits, on="patient_id")
        .filter(pl.col("date").is_between(oldest, pl.col("undosed_date")))
    )


def _last_visit(visits: pl.DataFrame) -> pl.DataFrame:
    """Each patient's last visit; of two on one day the higher EDSS, as the table's rule for duplicates."""
    return (
        visits.sort("patient_id", "date", "edss")
        .group_by("patient_id", maintain_order=True)
        .agg(pl.col("date").last().alias("baseline_date"), pl.col("edss").last().alias("baseline_edss"))
    )


def _with_days_since(found: pl.DataFrame, dated: pl.DataFrame, name: str) -> pl.DataFrame:
    latest = (
        dated.join(found.select("patient_id", "baseline_date"), on="patient_id")
        .filter(pl.col("date") <= pl.col("baseline_date"))
        .group_by("patient_id")
        .agg(pl.col("date").max().alias("latest"))
    )
    return (
        found.join(latest, on="patient_id", how="left")
        .with_columns(days_between("baseline_date", "latest").alias(name))
        .drop("latest")
    )


def _reason(candidates: pl.DataFrame) -> pl.Expr:
    recent = candidates["patient_id"].unique().implode()
    return (
        pl.when(pl.col("zero_date").is_null())
        .then(pl.lit(NO_TIME_ZERO))
        .when(pl.col("baseline_edss").is_not_null())
        .then(pl.lit(None, pl.String))
        .when(pl.col("patient_id").is_in(recent))
        .then(pl.lit(ONLY_AFTER_STEROIDS))
        .otherwise(pl.lit(NO_RECENT_EDSS))
        .alias("reason")
    )
