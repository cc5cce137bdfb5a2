"""Who shows no evidence of disease activity: yes, no, or not to be said."""

from __future__ import annotations

import polars as pl

from ranvier.course.neda_mri import brain_volume, mri_activity
from ranvier.course.neda_worsening import worsening_seen
from ranvier.course.relapse_rate import count_relapses, find_observation
from ranvier.definitions.neda import Neda
from ranvier.tables.cohort import Cohort

_COMPONENTS = {
    "no_relapse": "relapse",
    "no_worsening": "worsening",
    "no_mri_activity": "MRI",
    "no_brain_loss": "brain volume",
}

_DEFAULT = Neda()


def find_neda(cohort: Cohort, zeros: pl.DataFrame, definition: Neda = _DEFAULT) -> pl.DataFrame:
    """NEDA-3 and NEDA-4 of every row of *zeros* with a zero_date: one row a patient and window.

    Columns: patient_id, window (from 1), start_date, end_date (a window holds the days after start_date up to
    end_date), is_complete (the patient was under observation to end_date), the components no_relapse,
    no_worsening, no_mri_activity and no_brain_loss, brain_change_percent_per_year, neda3, neda4, and activity
    (what was seen, in words; null: nothing).

    Components and status are true, false or null: not to be said. One component that is false makes the
    status false, whatever is missing; it is true only if every component is. A component is null where its
    table was not supplied and where nobody looked: relapses: nobody recorded them, or the patient was not
    under observation to the end of the window; worsening: no EDSS at most `reference_days` before the
    windows start, none in the last `assessed_within_days` of this window, an incomplete window, a worsening
    in the record that nothing could confirm or refute, or (where only the first event is looked for) one in
    an earlier window; MRI: no MRI of the brain in the last `assessed_within_days` of the window that was read
    for new lesions, an incomplete window, or new lesions against an MRI from more than `reference_days`
    before the window, which may be older than it; brain volume: no measured change since the start of the
    window.

    One EDSS and one MRI near its end are enough to have looked at a window: where the EDSS rises and falls
    again, and where contrast is taken up for weeks, short windows say more.
    """
    windows = _windows(cohort, zeros, definition)
    return (
        _with_relapses(cohort, windows, definition)
        .join(worsening_seen(cohort, windows, definition), on=["patient_id", "window"], how="left")
        .join(mri_activity(cohort, windows, definition), on=["patient_id", "window"], how="left")
        .join(brain_volume(cohort, windows, definition), on=["patient_id", "window"], how="left")
        .with_columns(
            pl.all_horizontal("no_relapse", "no_worsening", "no_mri_activity").alias("neda3"),
            pl.all_horizontal(*_COMPONENTS).alias("neda4"),
            _activity(),
        )
        .select(
            *("patient_id", "window", "start_date", "end_date", "is_complete", *_COMPONENTS),
            *("brain_change_percent_per_year", "neda3", "neda4", "activity"),
        )
        .sort("patient_id", "window")
    )


def count_neda(found: pl.DataFrame, status: str = "neda3") -> pl.DataFrame:
    """How many show activity, how many none, and of how many it cannot be said: one row a window.

    Columns: window, n_yes, n_no, n_not_assessable and percent_of_assessable (null without any). The last is
    biased where those with activity are examined more often than the others, or less.
    """
    n_yes, n_no = pl.col("n_yes"), pl.col("n_no")
    return (
        found.group_by("window")
        .agg(
            pl.col(status).sum().cast(pl.Int64).alias("n_yes"),
            (~pl.col(status)).sum().cast(pl.Int64).alias("n_no"),
            pl.col(status).null_count().cast(pl.Int64).alias("n_not_assessable"),
        )
        .with_columns(
            pl.when(n_yes + n_no > 0).then(100 * n_yes / (n_yes + n_no)).alias("percent_of_assessable")
        )
        .sort("window")
    )


def _windows(cohort: Cohort, zeros: pl.DataFrame, definition: Neda) -> pl.DataFrame:
    """Every window of every patient: base_date is the start of the first one."""
    ends = find_observation(cohort, zeros).select("patient_id", pl.col("end_date").alias("until_date"))
    numbers = pl.DataFrame({"window": range(1, definition.n_windows + 1)}, schema={"window": pl.Int32})
    base = pl.col("zero_date") + pl.duration(days=definition.starts_after_days)
    start = pl.col("base_date") + pl.duration(days=1) * (pl.col("window") - 1) * definition.window_days
    return (
        zeros.select("patient_id", "zero_date")
        .drop_nulls()
        .join(ends, on="patient_id", how="left")
        .with_columns(base.alias("base_date"))
        .join(numbers, how="cross")
        .with_columns(start.cast(pl.Date).alias("start_date"))
        .with_columns((pl.col("start_date") + pl.duration(days=definition.window_days)).alias("end_date"))
        .with_columns(
            (pl.col("until_date") >= pl.col("end_date")).fill_null(value=False).alias("is_complete")
        )
        .select("patient_id", "window", "base_date", "start_date", "end_date", "is_complete")
        .sort("patient_id", "window")
    )


def _with_relapses(cohort: Cohort, windows: pl.DataFrame, definition: Neda) -> pl.DataFrame:
    if not cohort.has("relapses"):
        return windows.with_columns(pl.lit(None, pl.Boolean).alias("no_relapse"))
    seen = pl.col("n_relapses") > 0
    return count_relapses(cohort, windows, definition.relapses).with_columns(
        pl.when(seen)
        .then(pl.lit(value=False))
        .when("is_complete")
        .then(pl.lit(value=True))
        .alias("no_relapse")
    )


def _activity() -> pl.Expr:
    words = [pl.when(~pl.col(name)).then(pl.lit(word)) for name, word in _COMPONENTS.items()]
    return pl.concat_str(words, separator=", ", ignore_nulls=True).replace("", None).alias("activity")
