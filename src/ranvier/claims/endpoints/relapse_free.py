"""Who had no relapse in a fixed time from time zero: one window for everybody, so that shares compare."""

from __future__ import annotations

import polars as pl

from ranvier.claims.basis.finding import Finding
from ranvier.claims.basis.records import Records
from ranvier.claims.basis.workbench import Workbench
from ranvier.claims.endpoints.needs import time_zero_columns, unanswered
from ranvier.claims.endpoints.shares import ShareAsked, share_finding
from ranvier.claims.language.claim import Interpretation
from ranvier.course.edss_change import DIED, NO_TIME_ZERO, NOT_DUE
from ranvier.course.relapse_rate import count_relapses, find_observation
from ranvier.vocabulary.time import days_from_months

LEFT_BEFORE = "left_before"
"""Seen without a relapse, but not for so long."""

SLACK_DAYS = 61
"""Who was last heard of at most two months before the end counts as seen: the window of every visit."""


def find_relapse_free_share(bench: Workbench, interpretation: Interpretation) -> Finding:
    """The share of the treated without a relapse in so many months from time zero.

    A relapse in the window answers, however short somebody was seen; without one, only who was heard of
    until its end. The others are worst and best case.
    """
    missing = time_zero_columns(bench, "relapses.onset_date", "visits.date")
    if missing:
        return unanswered(bench, interpretation, missing=missing)
    days = days_from_months(float(interpretation.parameters["months"]))

    def find(records: Records) -> pl.DataFrame:
        return relapse_windows(records, days)

    asked = ShareAsked(
        find,
        nobody="No treated patient was heard of for so long.",
        all_fit="all without a relapse",
        none_fits="all with a relapse",
    )
    return share_finding(bench, interpretation, asked)


def relapse_windows(records: Records, days: int) -> pl.DataFrame:
    """Everybody of either group: patient_id, group, person_years and n_relapses in the window, fits, unseen.

    fits: no relapse in the window; null where it is not known, for the reason in unseen. person_years counts
    the time observed in the window; 0 for who was never seen after time zero.
    """
    cohort = records.cohort
    zeros = records.baselines.select("patient_id", "group", "zero_date")
    ends = (pl.col("zero_date") + pl.duration(days=days)).alias("due_date")
    spans = (
        find_observation(cohort, zeros)
        .join(zeros.with_columns(ends), on="patient_id")
        .with_columns(pl.min_horizontal("end_date", "due_date").alias("until"), heard="end_date")
        .select("patient_id", "start_date", "heard", end_date="until")
    )
    counted = count_relapses(cohort, spans).select("patient_id", "n_relapses", "person_years", "heard")
    people = zeros.with_columns(ends).join(counted, on="patient_id", how="left")
    deaths = cohort.patients.select("patient_id", "death_date")
    rows = people.join(deaths, on="patient_id", how="left").with_columns(
        pl.col("n_relapses").fill_null(0), pl.col("person_years").fill_null(0.0)
    )
    return rows.with_columns(_fits()).with_columns(_unseen(records)).sort("patient_id")


def _fits() -> pl.Expr:
    seen_out = pl.col("heard") >= pl.col("due_date") - pl.duration(days=SLACK_DAYS)
    return (
        pl.when(pl.col("n_relapses") > 0)
        .then(pl.lit(value=False))
        .when(seen_out)
        .then(pl.lit(value=True))
        .alias("fits")
    )


def _unseen(records: Records) -> pl.Expr:
    return (
        pl.when(pl.col("fits").is_not_null())
        .then(None)
        .when(pl.col("zero_date").is_null())
        .then(pl.lit(NO_TIME_ZERO))
        .when(pl.col("due_date") > pl.lit(records.cohort.programme.data_date))
        .then(pl.lit(NOT_DUE))
        .when(pl.col("death_date") <= pl.col("due_date"))
        .then(pl.lit(DIED))
        .otherwise(pl.lit(LEFT_BEFORE))
        .alias("unseen")
    )
