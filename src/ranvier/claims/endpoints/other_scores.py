"""The change of a score other than the EDSS, by the rules that hold for the EDSS.

The same baseline (not older than 90 days, before any dose and before steroids of the same stay), the same
confirmation and the same reasons why somebody was not seen; the visit at a time lies within 61 days as well,
but within a third of that time where it is shorter than half a year.
"""

from __future__ import annotations

from dataclasses import replace

import polars as pl

from ranvier.claims.basis.records import Records
from ranvier.claims.endpoints.visit_spacing import window_days
from ranvier.course.baseline import find_baseline
from ranvier.course.edss_change import NO_BASELINE, find_change
from ranvier.course.outcome_visits import find_results
from ranvier.definitions.edss_change import EdssChange
from ranvier.tables.cohort import Cohort
from ranvier.vocabulary.measures import Direction, Measure
from ranvier.vocabulary.scales.functional_systems import FunctionalSystem
from ranvier.vocabulary.time import days_from_months

NO_SCORE_BEFORE = "no_score_before"
"""Without a score of this kind before the first dose that is recent enough."""


def system_changes(records: Records, system: FunctionalSystem, months: float) -> pl.DataFrame:
    """The change of a functional system's raw grade at *months*: one row for everyone of either group.

    Columns as `find_change`, and baseline: the grade before. Negative is better.
    """
    visits = records.cohort.visits.with_columns(pl.col(system.column).alias("edss"))
    return _changes(_with_visits(records.cohort, visits), records, months)


def measure_changes(records: Records, measure: Measure, months: float) -> pl.DataFrame:
    """The change of another measure at *months*, turned so that negative is better; baseline likewise.

    Trials of a day count as their mean, as do the sides of the body (`find_results`).
    """
    sign = 1.0 if measure.direction is Direction.HIGHER_IS_WORSE else -1.0
    results = find_results(records.cohort, measure).select(
        "patient_id", "date", (sign * pl.col(measure.name)).alias("edss")
    )
    others = records.cohort.visits.with_columns(pl.lit(None, pl.Float64).alias("edss"))
    visits = pl.concat([others, results], how="diagonal_relaxed")  # a visit without a result is a contact
    return _changes(_with_visits(records.cohort, visits.sort("patient_id", "date")), records, months)


def _with_visits(cohort: Cohort, visits: pl.DataFrame) -> Cohort:
    return replace(cohort, frames={**cohort.frames, "visits": visits})


def _changes(scored: Cohort, records: Records, months: float) -> pl.DataFrame:
    baselines = find_baseline(scored, records.zeros)
    window = window_days(days_from_months(months))
    found = find_change(scored, baselines, EdssChange(months=months, window_days=window))
    return found.rename({"baseline_edss": "baseline"}).with_columns(
        pl.col("unseen").replace(NO_BASELINE, NO_SCORE_BEFORE)
    )
