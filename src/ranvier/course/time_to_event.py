"""How long each patient was seen until the first event of a definition."""

from __future__ import annotations

import polars as pl

from ranvier.course.days import days_between
from ranvier.course.finders import Events, find_rows
from ranvier.course.scored_visits import find_scored_visits
from ranvier.definitions.needs import measures_of
from ranvier.tables.cohort import Cohort
from ranvier.tables.of_a_cohort import of_a_cohort


@of_a_cohort
def find_time_to_event(
    cohort: Cohort,
    definition: Events,
    baselines: pl.DataFrame | None = None,
    *,
    seed: int | None = None,
) -> pl.DataFrame:
    """Days to the first event of *definition*, or to the last visit: one row a patient, by patient_id.

    Columns: patient_id, day (to the onset of the first event, or to the last visit with a score where there
    is none), observed (whether there was an event; null where that cannot be said), followup_days (to the
    last visit with a score). Visits are those with a score of the definition's measure; of EDSS-plus, of its
    first component.

    Days count from the first visit with a score. With *baselines* (from `find_baseline`) they count from
    zero_date: changes are measured from the baseline, of a milestone the first visit that reaches it on or
    after day 0 counts, and only patients with a baseline and a score on or after day 0 have a row.

    seed: for changes whose last visit counts by chance (see `find_events`). Raises RanvierError where the
    definition lacks a table it needs, and with *baselines* where it does not take them.

    Use this to describe courses and to compare definitions, as the literature does: a patient counts as free
    of the event until the last visit, although an event that began shortly before it could not have been
    confirmed. For a verdict, or a curve that is read at a time, use `find_follow_up` (course/follow_up.py):
    there a patient leaves with the last visit at which an event could still have been confirmed.
    """
    zeros = None if baselines is None else baselines.filter(pl.col("baseline_edss").is_not_null())
    visits = find_scored_visits(cohort, measures_of(definition)[0], zeros)
    events = find_rows(cohort, definition, zeros, seed=seed)
    followed = visits.group_by("patient_id").agg(
        pl.col("zero_date").first(), pl.col("date").max().alias("last_date")
    )
    until = pl.coalesce(days_between("onset_date", "zero_date"), days_between("last_date", "zero_date"))
    return (
        followed.join(_first_onsets(events), on="patient_id", how="left")
        .select(
            "patient_id",
            until.alias("day"),
            pl.when(pl.col("is_known").fill_null(value=True))
            .then(pl.col("onset_date").is_not_null())
            .alias("observed"),
            days_between("last_date", "zero_date").alias("followup_days"),
        )
        .sort("patient_id")
    )


def _first_onsets(events: pl.DataFrame) -> pl.DataFrame:
    """patient_id, onset_date of the first event, and is_known: whether it can be said if there is one."""
    known = pl.col("reached").is_not_null() if "reached" in events.columns else pl.lit(value=True)
    return events.group_by("patient_id").agg(pl.col("onset_date").min(), known.all().alias("is_known"))
