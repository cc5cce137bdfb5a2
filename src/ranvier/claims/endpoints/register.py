"""Whether the programme's list is complete: every number has a record, every treated patient a result."""

from __future__ import annotations

from dataclasses import replace

import polars as pl

from ranvier.claims.basis.finding import Finding
from ranvier.claims.basis.workbench import Workbench
from ranvier.claims.endpoints.census import census_finding
from ranvier.claims.endpoints.needs import unanswered
from ranvier.claims.language.claim import Interpretation
from ranvier.claims.language.wording import count_text
from ranvier.vocabulary.people import Group


def find_register_complete(bench: Workbench, interpretation: Interpretation) -> Finding:
    """The share of the running numbers with a record and, for a treated patient, an EDSS after time zero."""
    missing = bench.cohort.missing("patients.consecutive_number", "visits.edss")
    if not bench.cohort.programme.groups.treated:
        missing += bench.cohort.missing("administrations.date")  # else nobody says who was treated
    if missing:
        return unanswered(bench, interpretation, missing=missing)
    numbers = bench.cohort.patients["consecutive_number"].drop_nulls()
    if numbers.is_empty():
        return unanswered(bench, interpretation, reason="No patient has a running number.")
    without_result = _treated_without_result(bench)
    listed = bench.cohort.patients.filter(pl.col("consecutive_number").is_not_null())
    complete = listed.filter(~pl.col("patient_id").is_in(without_result.implode()))
    n_all = _span(numbers)
    n_complete = complete["consecutive_number"].n_unique()
    finding = census_finding(bench, interpretation, n_complete, n_all, 0, "numbers on the list")
    return replace(finding, hidden=_why(n_all - listed["consecutive_number"].n_unique(), len(without_result)))


def _why(n_without_record: int, n_without_result: int) -> str:
    """What the list lacks, as a sentence."""
    if n_without_record + n_without_result == 0:
        return "One unreported patient would overturn this."
    return (
        f"Numbers without a record: {count_text(n_without_record)}; treated without a score after time zero: "
        f"{count_text(n_without_result)}. One would be enough."
    )


def _span(numbers: pl.Series) -> int:
    """How many numbers the list runs to: from its first to its last."""
    first, last = numbers.min(), numbers.max()
    assert isinstance(first, int)
    assert isinstance(last, int)
    return last - first + 1


def _treated_without_result(bench: Workbench) -> pl.Series:
    zeros = bench.records.zeros.filter(pl.col("group") == Group.TREATED.value)
    scored = (
        bench.cohort.visits.filter(pl.col("edss").is_not_null())
        .join(zeros, on="patient_id")
        .filter(pl.col("date") > pl.col("zero_date"))
    )
    return zeros.filter(~pl.col("patient_id").is_in(scored["patient_id"].implode()))["patient_id"]
