"""The components of NEDA that MRI answers for: new lesions, and loss of brain volume."""

from __future__ import annotations

import polars as pl

from ranvier.course.days import days_between
from ranvier.definitions.neda import Neda
from ranvier.tables.cohort import Cohort
from ranvier.vocabulary.time import DAYS_PER_YEAR
from ranvier.vocabulary.visits import MriRegion

_NO, _YES = pl.lit(value=False), pl.lit(value=True)
_ROUNDING_PERCENT = 1e-9
"""Far below any measured change, far above the rounding error of a sum."""


def mri_activity(cohort: Cohort, windows: pl.DataFrame, definition: Neda) -> pl.DataFrame:
    """patient_id, window and no_mri_activity (false: activity; null: not to be said) of every window.

    An MRI of any region but the place of an injection can show activity; only one of the brain, or of a
    region that is not named, and at most `assessed_within_days` before the end of the window, can show that
    there is none.
    """
    shown = (pl.col("new_t2") > 0).fill_null(value=False)
    enhancing = (pl.col("gd_lesions") > 0).fill_null(value=False)
    is_late = days_between("end_date", "date") <= definition.assessed_within_days
    is_clear = pl.col("is_brain") & is_late & (pl.col("new_t2") == 0).fill_null(value=False)
    seen = (
        _in_windows(cohort, windows, definition)
        .group_by("patient_id", "window")
        .agg(
            (enhancing | (shown & pl.col("is_recent"))).any().alias("is_active"),
            (shown & ~enhancing & ~pl.col("is_recent")).any().alias("is_undated"),
            is_clear.any().alias("is_clear"),
        )
    )
    is_quiet = pl.col("is_clear") & ~pl.col("is_undated") & pl.col("is_complete")
    return windows.join(seen, on=["patient_id", "window"], how="left").select(
        "patient_id",
        "window",
        pl.when("is_active").then(_NO).when(is_quiet).then(_YES).alias("no_mri_activity"),
    )


def brain_volume(cohort: Cohort, windows: pl.DataFrame, definition: Neda) -> pl.DataFrame:
    """patient_id, window, brain_change_percent_per_year and no_brain_loss of every window.

    The changes of a window together, by the years they span together.
    """
    days, change = pl.col("days"), pl.col("brain_volume_change_percent")
    measured = (
        _in_windows(cohort, windows, definition)
        .filter(pl.col("is_brain"), pl.col("is_recent"), change.is_not_null(), days > 0)
        .sort("patient_id", "window", "date", change)
        .group_by("patient_id", "window", maintain_order=True)
        .agg(change.sum(), days.sum())
    )
    per_year = change * DAYS_PER_YEAR / days
    slowest = -definition.brain_loss_percent_per_year - _ROUNDING_PERCENT
    return windows.join(measured, on=["patient_id", "window"], how="left").select(
        "patient_id",
        "window",
        per_year.alias("brain_change_percent_per_year"),
        (per_year >= slowest).alias("no_brain_loss"),
    )


def _in_windows(cohort: Cohort, windows: pl.DataFrame, definition: Neda) -> pl.DataFrame:
    """Each MRI beside the window it lies in, with is_brain, days (since the MRI compared with) and is_recent.

    The MRI compared with is the one that is named, else the last of the brain before; is_recent: it does not
    lie more than `reference_days` before the window.
    """
    is_brain = (pl.col("region") == MriRegion.BRAIN.value).fill_null(value=True)
    earliest = pl.col("start_date") - pl.duration(days=definition.reference_days)
    mris = (
        cohort.table("mri")
        .filter(
            pl.col("date").is_not_null(),
            (pl.col("region") != MriRegion.INJECTION_SITE.value).fill_null(value=True),
        )
        .with_columns(is_brain.alias("is_brain"))
    )
    dates = mris.filter("is_brain").select("patient_id", "date").unique().sort("patient_id", "date")
    previous = dates.with_columns(pl.col("date").shift().over("patient_id").alias("previous_date"))
    return (
        mris.join(previous, on=["patient_id", "date"], how="left")
        .with_columns(pl.coalesce("compared_to_date", "previous_date").alias("from_date"))
        .with_columns(days_between("date", "from_date").alias("days"))
        .join(windows, on="patient_id")
        .filter(pl.col("date") > pl.col("start_date"), pl.col("date") <= pl.col("end_date"))
        .with_columns((pl.col("from_date") >= earliest).fill_null(value=True).alias("is_recent"))
    )
