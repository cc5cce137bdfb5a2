"""When the EDSS of each patient first fell by a stated size, as far as visits can tell."""

from __future__ import annotations

from dataclasses import replace

import polars as pl

from ranvier.claims.basis.records import Records
from ranvier.course.days import days_between
from ranvier.course.follow_up import find_follow_up
from ranvier.course.outcome_visits import find_outcome_visits
from ranvier.definitions.follow_up import FreeOfWorsening
from ranvier.definitions.worsening import PRIMARY
from ranvier.vocabulary.measures import EDSS
from ranvier.vocabulary.steps import BandSteps


def find_first_improvements(records: Records, points: float, *, confirmed: bool) -> pl.DataFrame:
    """The first fall of the EDSS by at least *points*: one row for everyone of either group with a baseline.

    Columns, days from time zero: patient_id, group, event (whether there was one), exit_day (of the first
    visit that shows it; without one, until when it would have been seen), before_day (the last visit before
    it, 0 for none), last_visit_day and potential_day (to the data date), sorted by patient_id.

    confirmed: the fall must hold for 24 weeks, at every visit between; a patient then leaves with the last
    visit at which a fall could still have been confirmed (as `find_follow_up`).
    """
    found = _confirmed(records, points) if confirmed else _seen_once(records, points)
    before = (
        outcome_visits(records)
        .join(found.filter("event").select("patient_id", "exit_day"), on="patient_id")
        .filter(pl.col("day") < pl.col("exit_day"))
        .group_by("patient_id")
        .agg(pl.col("day").max().alias("before_day"))
    )
    return found.join(before, on="patient_id", how="left").with_columns(pl.col("before_day").fill_null(0))


def outcome_visits(records: Records) -> pl.DataFrame:
    """patient_id, edss and day of every visit after time zero of those with a baseline, in order."""
    people = records.baselines.filter(pl.col("baseline_edss").is_not_null())
    return find_outcome_visits(records.cohort, people)


def _seen_once(records: Records, points: float) -> pl.DataFrame:
    people = records.baselines.filter(pl.col("baseline_edss").is_not_null())
    visits = outcome_visits(records).join(people.select("patient_id", "baseline_edss"), on="patient_id")
    fell = pl.col("edss") <= pl.col("baseline_edss") - points
    days = visits.group_by("patient_id").agg(
        pl.col("day").filter(fell).min().alias("first_day"), pl.col("day").max().alias("last_visit_day")
    )
    return (
        people.join(days, on="patient_id", how="left")
        .with_columns(
            pl.lit(records.cohort.programme.data_date).alias("data_date"),
            pl.col("last_visit_day").fill_null(0),
        )
        .select(
            "patient_id",
            "group",
            pl.col("first_day").is_not_null().alias("event"),
            pl.coalesce("first_day", "last_visit_day").alias("exit_day"),
            "last_visit_day",
            days_between("data_date", "zero_date").alias("potential_day"),
        )
        .sort("patient_id")
    )


def _confirmed(records: Records, points: float) -> pl.DataFrame:
    """An improvement is a worsening on a scale turned upside down: one rule finds both."""
    definition = FreeOfWorsening(worsening=replace(PRIMARY, steps=BandSteps(((EDSS.highest, points),))))
    visits = records.cohort.visits.with_columns((EDSS.highest - pl.col("edss")).alias("edss"))
    turned = replace(records.cohort, frames={**records.cohort.frames, "visits": visits})
    baselines = records.baselines.with_columns(
        (EDSS.highest - pl.col("baseline_edss")).alias("baseline_edss")
    )
    return find_follow_up(turned, baselines, definition).select(
        "patient_id", "group", "event", "exit_day", "last_visit_day", "potential_day"
    )
