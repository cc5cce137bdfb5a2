"""Relapses and the years in which they were looked for: what a relapse rate is made from."""

from __future__ import annotations

from collections.abc import Sequence

import polars as pl

from ranvier.course.days import days_between, first_dates, last_dates
from ranvier.course.relapse_hygiene import find_relapses
from ranvier.definitions.relapse_hygiene import RelapseHygiene
from ranvier.errors import RanvierError, UsageError
from ranvier.tables.cohort import HOW_TO_SUPPLY, Cohort
from ranvier.tables.of_a_cohort import of_a_cohort
from ranvier.vocabulary.time import DAYS_PER_YEAR

_DEFAULT = RelapseHygiene()


@of_a_cohort
def find_observation(cohort: Cohort, zeros: pl.DataFrame | None = None) -> pl.DataFrame:
    """From when to when each patient was under observation: one row a patient, by patient_id.

    Columns: patient_id, start_date (the first visit; with *zeros* the patient's zero_date) and end_date (the
    last visit or last known contact, whichever is later, but not after death or the data date). Patients
    without a start or an end, and those who were not seen after their start, have no row.
    """
    if zeros is not None and not isinstance(zeros, pl.DataFrame):
        raise UsageError(
            f"A frame of times zero is needed, not a {type(zeros).__name__}",
            where="zeros",
            hint="find_time_zero(cohort) gives one; the definition comes after it",
        )
    starts = (
        first_dates(cohort.visits, "date", "start_date")
        if zeros is None
        else zeros.select("patient_id", start_date="zero_date")
    )
    seen = pl.max_horizontal("last_contact_date", "last_date")
    ends = cohort.patients.join(
        last_dates(cohort.visits, "date", "last_date"), on="patient_id", how="left"
    ).select(
        "patient_id",
        pl.when(seen.is_not_null())
        .then(pl.min_horizontal(seen, "death_date", pl.lit(cohort.programme.data_date)))
        .alias("end_date"),
    )
    return (
        starts.drop_nulls()
        .join(ends.drop_nulls(), on="patient_id")
        .filter(pl.col("end_date") > pl.col("start_date"))
        .sort("patient_id")
    )


@of_a_cohort
def count_relapses(
    cohort: Cohort, spans: pl.DataFrame, definition: RelapseHygiene = _DEFAULT
) -> pl.DataFrame:
    """*spans* with the relapses and the person-years of each: rows and columns of *spans*, in their order.

    spans: patient_id, start_date and end_date, from `find_observation` or `find_epochs`. Adds n_relapses
    (those that count, with onset after start_date and up to end_date: a relapse on the day of a switch
    belongs to what came before) and person_years. Relapses dated by month or year are used at their stated
    day. Raises RanvierError without a table of relapses.
    """
    if not cohort.has("relapses"):
        raise RanvierError(
            "relapses cannot be counted without a table of relapses",
            where="relapses",
            hint=HOW_TO_SUPPLY,
        )
    numbered = spans.with_row_index("span")
    onsets = find_relapses(cohort, definition).filter("counts").select("patient_id", "onset_date")
    counted = (
        numbered.select("span", "patient_id", "start_date", "end_date")
        .join(onsets, on="patient_id")
        .filter(pl.col("onset_date") > pl.col("start_date"), pl.col("onset_date") <= pl.col("end_date"))
        .group_by("span")
        .agg(pl.len().cast(pl.Int64).alias("n_relapses"))
    )
    days = spans.select(days_between("end_date", "start_date")).to_series().to_numpy()
    return (
        numbered.join(counted, on="span", how="left", maintain_order="left")
        .with_columns(
            pl.col("n_relapses").fill_null(0),
            # divided by NumPy: the last digit of Polars' division depends on the number of rows
            pl.Series("person_years", days / DAYS_PER_YEAR),
        )
        .drop("span")
    )


def count_by_group(counts: pl.DataFrame, by: Sequence[str] = ()) -> pl.DataFrame:
    """Relapses, person-years and patients in total: one row a group of *by* (one in all without), sorted.

    counts: from `count_relapses`. Columns: those of *by*, n_events, person_years, n_patients and
    events_per_year, the ratio of the sums; the mean of patients' own rates would let those seen for a short
    time decide. events_per_year is null without person-years. For an interval hand the numbers of each
    patient to `estimate_relapse_rate`, which allows for patients who differ; the exact interval of
    `estimate_rate` does not, and is too short where few patients have most of the relapses.
    """
    totals = (
        pl.col("n_relapses").sum().alias("n_events"),
        pl.col("person_years").sum(),
        pl.col("patient_id").n_unique().cast(pl.Int64).alias("n_patients"),
    )
    found = counts.group_by(by).agg(totals).sort(by) if by else counts.select(totals)
    rate = pl.col("n_events") / pl.col("person_years")
    return found.with_columns(pl.when(pl.col("person_years") > 0).then(rate).alias("events_per_year"))
