"""A programme's relapses and happenings as a self-controlled case series."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import polars as pl

from ranvier.errors import UsageError
from ranvier.estimates.inputs import chosen
from ranvier.estimates.self_controlled.records import CaseRecords
from ranvier.tables.cohort import HOW_TO_SUPPLY, Cohort
from ranvier.tables.declaration import Precision
from ranvier.tables.of_a_cohort import of_a_cohort
from ranvier.vocabulary.safety import ExposureKind


@dataclass(frozen=True, eq=False)
class RelapseSeries:
    """Records for `estimate_self_controlled`, in days from 1970, and what was set aside.

    n_relapses_aside, n_exposures_aside: known by month or year only, or, of relapses, outside the patient's
    visits. n_patients_aside: without two visits.
    """

    records: CaseRecords
    n_relapses_aside: int
    n_exposures_aside: int
    n_patients_aside: int


@of_a_cohort
def find_self_controlled(
    cohort: Cohort, kinds: Sequence[ExposureKind | str] = tuple(ExposureKind)
) -> RelapseSeries:
    """Relapses of each patient between the first and the last visit, and happenings of *kinds*.

    kinds: words such as "infection", or members of ExposureKind.
    Raises UsageError where relapses or exposures were not supplied: their absence is not "none".
    """
    _require(cohort)
    wanted_kinds = [chosen("self-controlled series", "kinds", kind, ExposureKind).value for kind in kinds]
    observed = (
        cohort.visits.group_by("patient_id")
        .agg(first=_day("date").min(), last=_day("date").max())
        .filter(pl.col("first") < pl.col("last"))
        .sort("patient_id")
    )
    relapses = _by_day(cohort.relapses, "onset_date").join(observed, on="patient_id")
    relapses = relapses.filter(pl.col("day").is_between(pl.col("first"), pl.col("last")))
    wanted = cohort.table("exposures").filter(pl.col("kind").is_in(wanted_kinds))
    exposures = _by_day(wanted, "date").join(observed, on="patient_id")
    records = CaseRecords(
        patient=observed["patient_id"].to_numpy(),
        first_day=observed["first"].to_numpy(),
        last_day=observed["last"].to_numpy(),
        event_patient=relapses["patient_id"].to_numpy(),
        event_day=relapses["day"].to_numpy(),
        exposure_patient=exposures["patient_id"].to_numpy(),
        exposure_day=exposures["day"].to_numpy(),
        exposure_kind=exposures["kind"].to_numpy(),
    )
    return RelapseSeries(
        records=records,
        n_relapses_aside=cohort.relapses.height - relapses.height,
        n_exposures_aside=wanted.height - exposures.height,
        n_patients_aside=cohort.patients.height - observed.height,
    )


def _require(cohort: Cohort) -> None:
    missing = cohort.missing("relapses", "exposures")
    if missing:
        raise UsageError(
            "a self-controlled series needs relapses and what might have brought them on",
            where=f"not supplied: {', '.join(missing)}",
            hint=HOW_TO_SUPPLY if "relapses" in missing else "supply the table exposures",
        )


def _by_day(rows: pl.DataFrame, column: str) -> pl.DataFrame:
    """The rows whose date is known to the day, as days from 1970."""
    precision = pl.col(f"{column}_precision")
    known = rows.filter(precision.is_null() | (precision == Precision.DAY.value))
    return known.with_columns(day=_day(column))


def _day(column: str) -> pl.Expr:
    return pl.col(column).cast(pl.Int32).cast(pl.Int64)
