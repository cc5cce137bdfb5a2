"""Progression independent of relapses, each with what the MRI around it show."""

from __future__ import annotations

import polars as pl

from ranvier.course.confirmed_change import find_confirmed_changes
from ranvier.definitions.pira_with_mri import MriActivity, MriWindowBegins, PiraWithMri
from ranvier.tables.cohort import Cohort
from ranvier.vocabulary.events import RelapseRelation
from ranvier.vocabulary.visits import MriRegion


def find_pira_with_mri(
    cohort: Cohort, definition: PiraWithMri, baselines: pl.DataFrame | None = None
) -> pl.DataFrame:
    """PIRA with the activity of the MRI around it: many rows a patient, in the columns of `find_events`.

    Adds mri_activity ("active", "not_active", "unknown"), n_mri (MRI in the window that were read) and
    active_date (the first that shows activity). An MRI is active with a new or enlarged T2 lesion or one that
    takes up contrast, whatever else was read. It is not active if both were read as none and it shows the
    brain, or no region is stated. Any active MRI in the window makes the PIRA active; without an MRI of
    either kind it is unknown, as it is where no MRI were supplied.

    New lesions count at the date of the MRI that shows them. Raises RanvierError without a table of relapses.
    Source: S72; tests/spec/pira_with_mri.toml.
    """
    events = find_confirmed_changes(cohort, definition.pira, baselines).filter(
        pl.col("relation") == RelapseRelation.PIRA.value
    )
    keys = ["patient_id", "onset_date"]
    scans = _read_scans(cohort, definition).join(_windows(events, definition), on="patient_id")
    seen = (
        scans.filter(pl.col("date").is_between("opens_date", "closes_date"))
        .group_by(keys)
        .agg(
            pl.len().cast(pl.Int32).alias("n_mri"),
            pl.col("date").filter("is_active").min().alias("active_date"),
        )
    )
    activity = (
        pl.when(pl.col("active_date").is_not_null())
        .then(pl.lit(MriActivity.ACTIVE.value))
        .when(pl.col("n_mri") > 0)
        .then(pl.lit(MriActivity.NOT_ACTIVE.value))
        .otherwise(pl.lit(MriActivity.UNKNOWN.value))
    )
    return (
        events.join(seen, on=keys, how="left")
        .with_columns(pl.col("n_mri").fill_null(0), activity.alias("mri_activity"))
        .select(*events.columns, "mri_activity", "n_mri", "active_date")
        .sort(keys)
    )


def _windows(events: pl.DataFrame, definition: PiraWithMri) -> pl.DataFrame:
    """For each event the dates between which MRI count; a last visit that confirms itself ends its own."""
    begins = "reference_date" if definition.begins is MriWindowBegins.REFERENCE else "onset_date"
    ends = pl.coalesce("confirmed_date", "onset_date")
    return events.select(
        "patient_id",
        "onset_date",
        (pl.col(begins) - pl.duration(days=definition.days_before)).alias("opens_date"),
        (ends + pl.duration(days=definition.days_after)).alias("closes_date"),
    )


def _read_scans(cohort: Cohort, definition: PiraWithMri) -> pl.DataFrame:
    """MRI that tell something: patient_id, date and is_active."""
    is_active = ((pl.col("new_t2") > 0) | (pl.col("gd_lesions") > 0)).fill_null(value=False)
    no_uptake = pl.col("gd_lesions") == 0
    if definition.without_contrast_counts:
        no_uptake = no_uptake.fill_null(value=True)
    of_brain = pl.col("region").is_null() | (pl.col("region") == MriRegion.BRAIN)
    is_quiet = ((pl.col("new_t2") == 0) & no_uptake & of_brain).fill_null(value=False)
    of_the_nerves = pl.col("region").is_null() | (pl.col("region") != MriRegion.INJECTION_SITE)
    return (
        cohort.table("mri")
        .filter(of_the_nerves)
        .with_columns(is_active.alias("is_active"))
        .filter(pl.col("is_active") | is_quiet)
        .select("patient_id", "date", "is_active")
    )
