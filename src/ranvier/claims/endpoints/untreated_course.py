"""Everyone's course from onset to the first cell dose, as it was watched: who reaches a lasting score."""

from __future__ import annotations

from dataclasses import replace

import polars as pl

from ranvier.course.days import days_between, first_dates
from ranvier.course.milestone import find_milestone
from ranvier.course.outcome_visits import with_days_since_relapse
from ranvier.definitions.milestone import Milestone
from ranvier.tables.cohort import Cohort

NO_ONSET_DATE = "no_onset_date"
NO_VISIT_UNTREATED = "no_visit_untreated"
REACHED_BEFORE_SEEN = "reached_before_seen"
NOT_CONFIRMABLE = "not_confirmable"


def find_untreated_courses(cohort: Cohort, score: float) -> pl.DataFrame:
    """Days from onset to a lasting EDSS of *score* without cells: one row a patient in the records.

    Columns, days from onset: patient_id; entry_day (the first visit with an EDSS: until then nobody could
    have seen it), exit_day (the visit that first shows the score; without it, until when it would have been
    seen), event, last_visit_day and potential_day (to the first cell dose, the death or the data date), and
    unseen: "no_onset_date", "no_visit_untreated" (no EDSS from onset to the first dose),
    "reached_before_seen" (there already at the first visit), "not_confirmable" (no visit that could have
    confirmed it); null: watched.

    Lasting: as `Milestone`, confirmed 24 weeks later. Visits after the first cell dose count for nothing, not
    even to confirm. Dates known by month or year are used at their stated day.
    """
    untreated = _untreated(cohort)
    zeros = cohort.patients.select("patient_id", zero_date="onset_date").drop_nulls()
    reached = find_milestone(untreated, Milestone(score=score), zeros).select(
        "patient_id", "reached", pl.col("day").alias("reached_day")
    )
    found = (
        _potential(cohort)
        .join(_watched(untreated, zeros), on="patient_id", how="left")
        .join(reached, on="patient_id", how="left")
        .with_columns(pl.col("reached").fill_null(value=False).alias("event"))
        .with_columns(pl.when("event").then("reached_day").otherwise("stays_day").alias("exit_day"))
    )
    return found.with_columns(_unseen()).select(
        "patient_id", "entry_day", "exit_day", "event", "last_visit_day", "potential_day", "unseen"
    )


def _untreated(cohort: Cohort) -> Cohort:
    """The same records with the visits until the first cell dose; one on that day was before it."""
    doses = first_dates(cohort.administrations, "date", "dose_date")
    before = (pl.col("date") <= pl.col("dose_date")) | pl.col("dose_date").is_null()
    visits = cohort.visits.join(doses, on="patient_id", how="left").filter(before).drop("dose_date")
    return replace(cohort, frames={**cohort.frames, "visits": visits})


def _potential(cohort: Cohort) -> pl.DataFrame:
    """patient_id, has_onset and potential_day of every patient."""
    doses = first_dates(cohort.administrations, "date", "dose_date")
    return (
        cohort.patients.select("patient_id", "onset_date", "death_date")
        .join(doses, on="patient_id", how="left")
        .with_columns(
            pl.min_horizontal("dose_date", "death_date", pl.lit(cohort.programme.data_date)).alias("until")
        )
        .select(
            "patient_id",
            pl.col("onset_date").is_not_null().alias("has_onset"),
            days_between("until", "onset_date").alias("potential_day"),
        )
    )


def _watched(untreated: Cohort, zeros: pl.DataFrame) -> pl.DataFrame:
    """patient_id, entry_day, last_visit_day, and stays_day: midway from the last confirmable visit on.

    A visit answers for the days nearer to it than to another, as in `exit_days` of course/follow_up.py.
    """
    rule = Milestone()
    scored = untreated.visits.select("patient_id", "date", "edss").drop_nulls("edss")
    visits = (
        with_days_since_relapse(scored.sort("patient_id", "date"), untreated.relapses)
        .join(zeros, on="patient_id")
        .with_columns(days_between("date", "zero_date").alias("day"))
        .filter(pl.col("day") >= 0)
    )
    far = pl.col("days_since_relapse") >= rule.relapse_to_confirmation.after_days
    confirms = pl.col("day").filter(far.fill_null(value=True)).max()
    last = (pl.col("day") <= pl.col("latest_day") - rule.confirm_after_days).fill_null(value=False)
    return (
        visits.with_columns(confirms.over("patient_id").alias("latest_day"))
        .group_by("patient_id")
        .agg(
            pl.col("day").min().alias("entry_day"),
            pl.col("day").max().alias("last_visit_day"),
            pl.col("day").filter(last).max().alias("confirmable_day"),
            pl.col("day").filter(~last).min().alias("following_day"),
        )
        .with_columns(((pl.col("confirmable_day") + pl.col("following_day")) // 2).alias("stays_day"))
    )


def _unseen() -> pl.Expr:
    return (
        pl.when(~pl.col("has_onset"))
        .then(pl.lit(NO_ONSET_DATE))
        .when(pl.col("entry_day").is_null())
        .then(pl.lit(NO_VISIT_UNTREATED))
        .when(pl.col("event") & (pl.col("exit_day") <= pl.col("entry_day")))
        .then(pl.lit(REACHED_BEFORE_SEEN))
        .when(pl.col("exit_day").is_null() | (pl.col("exit_day") <= pl.col("entry_day")))
        .then(pl.lit(NOT_CONFIRMABLE))
        .alias("unseen")
    )
