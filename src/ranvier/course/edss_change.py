"""How far the EDSS has moved from baseline at a time after day 0."""

from __future__ import annotations

import polars as pl

from ranvier.course.days import days_between, last_dates
from ranvier.course.outcome_visits import find_outcome_visits, with_days_since_relapse
from ranvier.definitions.edss_change import EdssChange
from ranvier.tables.cohort import Cohort
from ranvier.tables.of_a_cohort import of_a_cohort
from ranvier.vocabulary.time import days_from_months

NO_TIME_ZERO = "no_time_zero"
NO_BASELINE = "no_baseline"
NOT_DUE = "not_due"
DIED = "died"
NO_CONTACT = "no_contact"
OUTSIDE_WINDOW = "outside_window"


@of_a_cohort
def find_change(cohort: Cohort, baselines: pl.DataFrame, definition: EdssChange) -> pl.DataFrame:
    """EDSS at the target visit minus EDSS at baseline: one row for each row of *baselines*.

    The target visit is the one nearest to `months` after day 0 within the window, the earlier on ties, and
    after day 0. Adds visit_day, edss, change (negative: better), confirmed_change (the highest change from
    the target visit through the first visit that confirms: an improvement that still holds; null without
    such a visit), confirmed_worsening (the lowest of the same: a worsening that still holds) and unseen.

    unseen, the first that applies: "no_time_zero", "no_baseline", "not_due" (the window had not closed at the
    data date), "died" (before it closed), "no_contact" (nothing is recorded since it opened),
    "outside_window" (in contact, but without an EDSS inside it); null: seen.
    Source: verdict rules 2 and 3, course rule C15.
    """
    visits = with_days_since_relapse(
        find_outcome_visits(cohort, baselines.filter(pl.col("baseline_edss").is_not_null())), cohort.relapses
    )
    target = _target_visit(visits, definition)
    return (
        baselines.join(target, on="patient_id", how="left")
        .join(_range_until_confirmed(visits, target, definition), on="patient_id", how="left")
        .with_columns((pl.col("edss") - pl.col("baseline_edss")).alias("change"))
        .with_columns(
            (pl.col("highest") - pl.col("baseline_edss")).alias("confirmed_change"),
            (pl.col("lowest") - pl.col("baseline_edss")).alias("confirmed_worsening"),
        )
        .join(_last_contact(cohort), on="patient_id", how="left")
        .with_columns(_unseen(cohort, definition))
        .select(
            *baselines.columns,
            "visit_day",
            "edss",
            "change",
            "confirmed_change",
            "confirmed_worsening",
            "unseen",
        )
        .sort("patient_id")
    )


def _target_visit(visits: pl.DataFrame, definition: EdssChange) -> pl.DataFrame:
    target_day = days_from_months(definition.months)
    distance = (pl.col("day") - target_day).abs()
    return (
        visits.filter(distance <= definition.window_days)
        .sort("patient_id", distance, "day", maintain_order=True)
        .group_by("patient_id", maintain_order=True)
        .agg(pl.col("day").first().alias("visit_day"), pl.col("edss").first())
    )


def _range_until_confirmed(
    visits: pl.DataFrame, target: pl.DataFrame, definition: EdssChange
) -> pl.DataFrame:
    """Lowest and highest EDSS from the target visit through the first one that confirms."""
    after = visits.join(target.select("patient_id", "visit_day"), on="patient_id").filter(
        pl.col("day") >= pl.col("visit_day")
    )
    free = (pl.col("days_since_relapse") > definition.relapse_free_days).fill_null(value=True)
    waited = pl.col("day") - pl.col("visit_day") >= definition.confirm_after_days
    confirming = (
        after.filter(free & waited).group_by("patient_id").agg(pl.col("day").min().alias("confirming_day"))
    )
    return (
        after.join(confirming, on="patient_id")
        .filter(pl.col("day") <= pl.col("confirming_day"))
        .group_by("patient_id")
        .agg(pl.col("edss").max().alias("highest"), pl.col("edss").min().alias("lowest"))
    )


def _last_contact(cohort: Cohort) -> pl.DataFrame:
    """The last day of known contact of each patient: a visit, with or without EDSS, or the recorded one."""
    visited = last_dates(cohort.visits, "date", "last_visit_date")
    return cohort.patients.join(visited, on="patient_id", how="left").select(
        "patient_id",
        pl.max_horizontal("last_contact_date", "last_visit_date").alias("contact_date"),
        "death_date",
    )


def _unseen(cohort: Cohort, definition: EdssChange) -> pl.Expr:
    target_day = days_from_months(definition.months)
    opens, closes = target_day - definition.window_days, target_day + definition.window_days
    potential_day = pl.lit(cohort.programme.data_date).cast(pl.Int32) - pl.col("zero_date").cast(pl.Int32)
    died = (days_between("death_date", "zero_date") <= closes).fill_null(value=False)
    in_contact = (days_between("contact_date", "zero_date") >= opens).fill_null(value=False)
    return (
        pl.when(pl.col("zero_date").is_null())
        .then(pl.lit(NO_TIME_ZERO))
        .when(pl.col("baseline_edss").is_null())
        .then(pl.lit(NO_BASELINE))
        .when(pl.col("visit_day").is_not_null())
        .then(pl.lit(None, pl.String))
        .when(potential_day < closes)
        .then(pl.lit(NOT_DUE))
        .when(died)
        .then(pl.lit(DIED))
        .when(~in_contact)
        .then(pl.lit(NO_CONTACT))
        .otherwise(pl.lit(OUTSIDE_WINDOW))
        .alias("unseen")
    )
