"""The examinations after day 0 that count as outcomes, and how far each lies from relapses."""

from __future__ import annotations

import polars as pl

from ranvier.course.days import days_between
from ranvier.definitions.baseline import BaselineRule
from ranvier.tables.arrays import Runs, in_order, patient_runs
from ranvier.tables.cohort import Cohort
from ranvier.vocabulary.measures import EDSS, Measure
from ranvier.vocabulary.visits import Side


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


def find_course_visits(
    cohort: Cohort, baselines: pl.DataFrame | None = None, measure: Measure = EDSS
) -> pl.DataFrame:
    """The examinations of a course from its reference on, many rows a patient, sorted.

    Columns: patient_id, date, one named as the measure, and with *baselines* `day` from zero_date. Without
    baselines: every visit with a score. With them: the baseline, then the visits after day 0; a measure
    other than the EDSS starts at its last result on or before day 0 that is at most 90 days old, and patients
    without one are left out. Source: course rules C2 and C3.
    """
    if measure.name != EDSS.name:
        results = find_results(cohort, measure)
        return results if baselines is None else _from_day_zero(results, baselines, measure)
    if baselines is None:
        rows = cohort.visits.select("patient_id", "date", "edss")
        scored = rows.drop_nulls("edss") if rows["edss"].null_count() else rows  # dropping none copies all
        return in_order(scored, "patient_id", "date", "edss")
    people = baselines.filter(pl.col("baseline_edss").is_not_null())
    first = people.select(
        "patient_id",
        pl.col("baseline_date").alias("date"),
        pl.col("baseline_edss").alias("edss"),
        pl.col("baseline_day").alias("day"),
    )
    return pl.concat([first, find_outcome_visits(cohort, people)]).sort("patient_id", "date", "edss")


def find_course_runs(
    cohort: Cohort, baselines: pl.DataFrame | None = None, measure: Measure = EDSS
) -> tuple[pl.DataFrame, Runs]:
    """The examinations of `find_course_visits`, and where the rows of each patient lie among them."""
    is_whole = baselines is None and measure.name == EDSS.name
    runs = cohort.runs_of("visits") if is_whole and not cohort.visits["edss"].null_count() else None
    if runs is not None:
        return cohort.visits.select("patient_id", "date", "edss"), runs
    visits = find_course_visits(cohort, baselines, measure)
    return visits, patient_runs(visits["patient_id"])


def find_results(cohort: Cohort, measure: Measure) -> pl.DataFrame:
    """One result a patient and day of a measure other than the EDSS, sorted by patient_id and date.

    Columns: patient_id, date and one named as the measure. They come from the table measures, where
    instrument is the name of the measure; results outside its bounds are left out, and so are timed tests
    that took no time. Several trials of a day count as their mean. Where results carry a side, the sides are
    averaged, as trials of the peg test average both hands; a day on which only some of the patient's sides
    were tested is left out, for its mean would jump. A result without a side, or for both, stands for the
    whole.
    """
    rows = cohort.table("measures").filter(
        pl.col("instrument") == measure.name,
        pl.col("value").is_between(measure.lowest, measure.highest),
        (pl.col("value") > 0) | (measure.unit != "seconds"),
        pl.col("date").is_not_null(),
    )
    side = pl.when(pl.col("side") == Side.BOTH).then(None).otherwise(pl.col("side"))
    of_sides = (
        rows.with_columns(side.alias("side"))
        .group_by("patient_id", "date", "side")
        .agg(pl.col("value").sort().mean())
    )
    whole = of_sides.filter(pl.col("side").is_null()).select("patient_id", "date", "value")
    sided = of_sides.filter(pl.col("side").is_not_null())
    n_sides = sided.group_by("patient_id").agg(pl.col("side").n_unique().alias("n_sides"))
    averaged = (
        sided.group_by("patient_id", "date")
        .agg(pl.col("value").sort().mean(), pl.len().alias("n_tested"))
        .join(n_sides, on="patient_id")
        .filter(pl.col("n_tested") == pl.col("n_sides"))
        .select("patient_id", "date", "value")
        .join(whole, on=["patient_id", "date"], how="anti")
    )
    return (
        pl.concat([whole, averaged])
        .select("patient_id", "date", pl.col("value").alias(measure.name))
        .sort("patient_id", "date")
    )


def _from_day_zero(results: pl.DataFrame, baselines: pl.DataFrame, measure: Measure) -> pl.DataFrame:
    """The last result on or before day 0, if it is recent enough, and those after day 0."""
    dated = (
        results.join(baselines.select("patient_id", "zero_date"), on="patient_id")
        .filter(pl.col("zero_date").is_not_null())
        .with_columns(days_between("date", "zero_date").alias("day"))
        .select("patient_id", "date", measure.name, "day")
        .sort("patient_id", "date")
    )
    recent = dated.filter(pl.col("day").is_between(-BaselineRule().oldest_days, 0))
    first = recent.group_by("patient_id", maintain_order=True).last()
    after = dated.filter(pl.col("day") > 0).join(first, on="patient_id", how="semi")
    return pl.concat([first.select(dated.columns), after]).sort("patient_id", "date")
