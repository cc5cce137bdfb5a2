"""The component of NEDA that the EDSS answers for: was there confirmed worsening in a window?"""

from __future__ import annotations

import polars as pl

from ranvier.course.confirmed_change import find_confirmed_changes
from ranvier.course.days import days_between
from ranvier.course.gathered import gathered
from ranvier.course.search import make_search
from ranvier.definitions.confirmed_change import Occurrence
from ranvier.definitions.neda import Neda
from ranvier.kernels.events import search_courses
from ranvier.tables.cohort import Cohort

_NO, _YES = pl.lit(value=False), pl.lit(value=True)


def worsening_seen(cohort: Cohort, windows: pl.DataFrame, definition: Neda) -> pl.DataFrame:
    """patient_id, window and no_worsening (false: worsening; null: not to be said) of every window."""
    references = _references(cohort, windows, definition)
    visits = _scored(cohort).select("patient_id", "date")
    worsenings = find_confirmed_changes(cohort, definition.worsening, references)
    onsets = worsenings.select("patient_id", "onset_date")
    judged = (
        windows.join(references.select("patient_id", "baseline_edss"), on="patient_id", how="left")
        .join(_pending(cohort, references, definition), on="patient_id", how="left")
        .pipe(_counted, onsets, "onset_date", "n_onsets")
        .pipe(_counted, visits, "date", "n_late", definition.assessed_within_days)
        .join(_first_and_last(onsets), on="patient_id", how="left")
    )
    is_over = (pl.col("first_onset") <= pl.col("start_date")).fill_null(value=False)
    if definition.worsening.occurrence is Occurrence.EVERY:
        is_over = pl.lit(value=False)
    is_confirmed = (pl.col("last_onset") >= pl.col("pending_date")).fill_null(value=False)  # of that run
    is_open = (pl.col("pending_date") <= pl.col("end_date")).fill_null(value=False) & ~is_confirmed
    is_seen = pl.col("baseline_edss").is_not_null() & (pl.col("n_late") > 0) & pl.col("is_complete")
    return judged.select(
        "patient_id",
        "window",
        pl.when(pl.col("n_onsets") > 0)
        .then(_NO)
        .when(is_seen & ~is_open & ~is_over)
        .then(_YES)
        .alias("no_worsening"),
    )


def _first_and_last(onsets: pl.DataFrame) -> pl.DataFrame:
    """patient_id, first_onset and last_onset of everyone with a worsening."""
    onset = pl.col("onset_date")
    return onsets.group_by("patient_id").agg(
        onset.min().alias("first_onset"), onset.max().alias("last_onset")
    )


def _scored(cohort: Cohort) -> pl.DataFrame:
    return cohort.visits.select("patient_id", "date", "edss").filter(pl.col("edss").is_not_null())


def _references(cohort: Cohort, windows: pl.DataFrame, definition: Neda) -> pl.DataFrame:
    """The last EDSS up to the start of the first window, as the courses that start there need it."""
    oldest = pl.col("base_date") - pl.duration(days=definition.reference_days)
    return (
        _scored(cohort)
        .join(windows.filter(pl.col("window") == 1).select("patient_id", "base_date"), on="patient_id")
        .filter(pl.col("date").is_between(oldest, pl.col("base_date")))
        .sort("patient_id", "date", "edss")
        .group_by("patient_id", maintain_order=True)
        .last()
        .select(
            "patient_id",
            pl.col("base_date").alias("zero_date"),
            pl.col("date").alias("baseline_date"),
            pl.col("edss").alias("baseline_edss"),
            (pl.col("date").cast(pl.Int32) - pl.col("base_date").cast(pl.Int32)).alias("baseline_day"),
        )
    )


def _pending(cohort: Cohort, references: pl.DataFrame, definition: Neda) -> pl.DataFrame:
    """patient_id and pending_date: the first visit of a worsening that the record ends in."""
    search = make_search(cohort, definition.worsening, references, None, None)
    found = search_courses(*search.arguments, None)
    return pl.DataFrame(
        {"patient_id": search.patients, "pending_date": gathered(search.frame["date"], found.pending)}
    )


def _counted(
    windows: pl.DataFrame, dated: pl.DataFrame, column: str, name: str, within_days: int | None = None
) -> pl.DataFrame:
    """Adds how many rows of *dated* lie in each window, or in its last *within_days*."""
    is_late = True if within_days is None else days_between("end_date", column) <= within_days
    counts = (
        windows.select("patient_id", "window", "start_date", "end_date")
        .join(dated, on="patient_id")
        .filter(pl.col(column) > pl.col("start_date"), pl.col(column) <= pl.col("end_date"), is_late)
        .group_by("patient_id", "window")
        .agg(pl.len().alias(name))
    )
    return windows.join(counts, on=["patient_id", "window"], how="left").with_columns(
        pl.col(name).fill_null(0)
    )
