"""EDSS change at a time from time zero: mean and median, with everyone treated as the denominator."""

from __future__ import annotations

from typing import Any

import polars as pl

from ranvier.claims.basis.finding import Finding
from ranvier.claims.basis.records import Records
from ranvier.claims.basis.workbench import Workbench
from ranvier.claims.endpoints.changes import ChangeAsked, change_finding, unseen_size
from ranvier.claims.endpoints.needs import time_zero_columns, unanswered
from ranvier.claims.language.claim import Interpretation
from ranvier.vocabulary.people import Group


def find_edss_change_mean(bench: Workbench, interpretation: Interpretation) -> Finding:
    """The mean change of EDSS in the treated, beside what the patients not seen could make of it."""
    return _find(bench, interpretation, median=False)


def find_edss_change_median(bench: Workbench, interpretation: Interpretation) -> Finding:
    """The median change of EDSS in the treated; worst and best case put the patients not seen at the ends."""
    return _find(bench, interpretation, median=True)


def _find(bench: Workbench, interpretation: Interpretation, *, median: bool) -> Finding:
    missing = time_zero_columns(bench)
    if missing:
        return unanswered(bench, interpretation, missing=missing)
    months = float(interpretation.parameters["months"])

    def find(records: Records) -> pl.DataFrame:
        return records.changes(months)

    asked = ChangeAsked(
        find,
        unseen_size(interpretation.asserted, bench.rules.unseen_points),
        median=median,
        null=bench.null(interpretation.endpoint, interpretation.parameters),
        picture=change_picture(bench.records.changes(months, Group.TREATED)),
    )
    return change_finding(bench, interpretation, asked)


def change_picture(frame: pl.DataFrame) -> dict[str, Any]:
    """How many patients changed by how much, for the figure; each patient, for an internal report only."""
    seen = frame.filter(pl.col("change").is_not_null())
    counts = seen["change"].value_counts().sort("change")
    return {
        "changes": tuple(zip(counts["change"].to_list(), counts["count"].to_list(), strict=True)),
        "patients": tuple(zip(seen["patient_id"].to_list(), seen["change"].to_list(), strict=True)),
    }
