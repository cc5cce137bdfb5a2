"""Who shows no sign of the disease any more, and takes no drug against it."""

from __future__ import annotations

import polars as pl

from ranvier.claims.basis.finding import Finding
from ranvier.claims.basis.records import Records
from ranvier.claims.basis.table_one_treatment import MS_DRUGS
from ranvier.claims.basis.workbench import Workbench
from ranvier.claims.endpoints.needs import time_zero_columns, unanswered
from ranvier.claims.endpoints.shares import ShareAsked, share_finding
from ranvier.claims.language.claim import Interpretation
from ranvier.course.edss_change import DIED, NO_TIME_ZERO, NOT_DUE
from ranvier.course.neda import find_neda
from ranvier.definitions.neda import Neda
from ranvier.vocabulary.time import days_from_months

NOT_LOOKED_AT = "not_looked_at"
"""No relapse, worsening, lesion or drug is recorded, but not everything was looked for until the end."""

_COLUMNS = ("visits.edss", "relapses.onset_date", "mri.new_t2", "treatments.start_date", "treatments.kind")


def find_no_activity_share(bench: Workbench, interpretation: Interpretation) -> Finding:
    """The share of the treated without any activity and without a drug for MS from time zero to the months.

    Activity as in NEDA-3 (`find_neda`, one window from time zero): a relapse, a confirmed worsening, a new
    lesion or one that takes up contrast. A drug for MS: any taken on a day after time zero, transplantation
    and immunosuppression among them; none recorded counts as none. One sign is enough against; everything
    must have been looked for to say there was none, else a patient is worst and best case.
    """
    missing = time_zero_columns(bench, *_COLUMNS)
    if missing:
        return unanswered(bench, interpretation, missing=missing)
    days = days_from_months(float(interpretation.parameters["months"]))

    def find(records: Records) -> pl.DataFrame:
        return _quiet(records, days)

    asked = ShareAsked(
        find,
        nobody="No treated patient showed activity, but in none was everything looked for until then.",
        all_fit="all without activity",
        none_fits="all with activity",
    )
    return share_finding(bench, interpretation, asked)


def _quiet(records: Records, days: int) -> pl.DataFrame:
    """patient_id, group, fits and unseen of everyone of either group."""
    cohort, zeros = records.cohort, records.zeros
    seen = find_neda(cohort, zeros, Neda(window_days=days)).select("patient_id", "neda3")
    on_drug, unclear = (_treated_meanwhile(records, days, kinds) for kinds in (MS_DRUGS, None))
    off_drugs = (
        pl.when(pl.col("patient_id").is_in(on_drug.implode()))
        .then(pl.lit(value=False))
        .when(~pl.col("patient_id").is_in(unclear.implode()))
        .then(pl.lit(value=True))
    )
    return (
        zeros.join(seen, on="patient_id", how="left")
        .join(cohort.patients.select("patient_id", "death_date"), on="patient_id", how="left")
        .with_columns((pl.col("zero_date") + pl.duration(days=days)).alias("end_date"))
        .with_columns((pl.col("neda3") & off_drugs).alias("fits"))
        .with_columns(pl.when(pl.col("fits").is_null()).then(_why(records)).alias("unseen"))
        .select("patient_id", "group", "fits", "unseen")
        .sort("patient_id")
    )


def _treated_meanwhile(records: Records, days: int, kinds: list[str] | None) -> pl.Series:
    """Who had a treatment of *kinds*, or of a kind not recorded, on a day after time zero up to the end."""
    ends = pl.col("zero_date") + pl.duration(days=days)
    lasts = (pl.col("end_date") > pl.col("zero_date")).fill_null(value=True)
    of_kind = pl.col("kind").is_null() if kinds is None else pl.col("kind").is_in(kinds)
    rows = records.cohort.treatments.join(records.zeros.select("patient_id", "zero_date"), on="patient_id")
    return rows.filter(of_kind, pl.col("start_date") <= ends, lasts)["patient_id"].unique()


def _why(records: Records) -> pl.Expr:
    """Why it cannot be said of a patient."""
    return (
        pl.when(pl.col("zero_date").is_null())
        .then(pl.lit(NO_TIME_ZERO))
        .when(pl.col("end_date") > pl.lit(records.cohort.programme.data_date))
        .then(pl.lit(NOT_DUE))
        .when(pl.col("death_date") <= pl.col("end_date"))
        .then(pl.lit(DIED))
        .otherwise(pl.lit(NOT_LOOKED_AT))
    )
