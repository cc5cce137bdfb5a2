"""Lesions that take up contrast: who has none on the MRI at a time."""

from __future__ import annotations

from dataclasses import replace

import polars as pl

from ranvier.claims.basis.finding import Finding
from ranvier.claims.basis.records import Records
from ranvier.claims.basis.workbench import Workbench
from ranvier.claims.endpoints.needs import time_zero_columns, unanswered
from ranvier.claims.endpoints.shares import ShareAsked, share_finding
from ranvier.claims.language.claim import Interpretation
from ranvier.course.edss_change import find_change
from ranvier.definitions.edss_change import EdssChange
from ranvier.tables.cohort import Cohort

NOBODY = "No treated patient has an MRI with contrast then."


def find_lesion_free_share(bench: Workbench, interpretation: Interpretation) -> Finding:
    """The share of the treated without a lesion that takes up contrast, on the MRI nearest to the time.

    All regions of a day count together. An MRI without contrast, or none within two months of the time, is
    worst and best case. The day is chosen by the rule for the EDSS (`EdssChange`).
    """
    missing = time_zero_columns(bench, "mri.gd_lesions")
    if missing:
        return unanswered(bench, interpretation, missing=missing)
    months = float(interpretation.parameters["months"])

    def find(records: Records) -> pl.DataFrame:
        found = find_change(_imaged(records.cohort), _all_at_none(records), EdssChange(months=months))
        return found.with_columns((pl.col("edss") == 0).alias("fits"))

    asked = ShareAsked(
        find, nobody=NOBODY, all_fit="all without such a lesion", none_fits="all with such a lesion"
    )
    return share_finding(bench, interpretation, asked)


def _imaged(cohort: Cohort) -> Cohort:
    """The records with counts of lesions in place of scores; visits stay as contacts."""
    lesions = (
        cohort.table("mri")
        .group_by("patient_id", "date", maintain_order=True)
        .agg(pl.col("gd_lesions").max().cast(pl.Float64).alias("edss"))
    )
    contacts = cohort.visits.with_columns(pl.lit(None, pl.Float64).alias("edss"))
    visits = pl.concat([contacts, lesions], how="diagonal_relaxed").sort("patient_id", "date")
    return replace(cohort, frames={**cohort.frames, "visits": visits})


def _all_at_none(records: Records) -> pl.DataFrame:
    """Everyone of either group as if without a lesion before: the claim is about the later MRI alone."""
    return records.baselines.with_columns(pl.lit(0.0).alias("baseline_edss"))
