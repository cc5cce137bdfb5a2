"""How many of the patients in the records ever had a kind of treatment, or had it at time zero."""

from __future__ import annotations

from dataclasses import replace

import polars as pl

from ranvier.claims.basis.finding import Finding
from ranvier.claims.basis.workbench import Workbench
from ranvier.claims.endpoints.census import census_finding
from ranvier.claims.endpoints.needs import unanswered
from ranvier.claims.endpoints.shares import hidden_share_sentence
from ranvier.claims.language.claim import Interpretation
from ranvier.claims.language.endpoint_names import AT_TIME_ZERO
from ranvier.estimates.result import Bounds

NOT_SAID = "treatment_not_said"
"""Neither a treatment of that kind nor, of any kind, one that says there was another."""


def find_drug_share(bench: Workbench, interpretation: Interpretation) -> Finding:
    """The share of everyone in the records with a treatment of the kind, treated with cells or not.

    At time zero: begun by then and not ended before, of those with a time zero. Without such a row a patient
    counts as without. Those without any row, or with one whose kind is not recorded, are the best case: the
    table does not say that they had none.
    """
    missing = bench.cohort.missing("treatments.substance", "treatments.kind")
    if missing:
        return unanswered(bench, interpretation, missing=missing)
    at_zero = interpretation.parameters.get("when") == AT_TIME_ZERO
    people = bench.records.zeros.drop_nulls("zero_date") if at_zero else bench.cohort.patients
    if people.is_empty():
        return unanswered(bench, interpretation, reason="No patient has a time zero.")
    fits, silent = _counts(bench, people, str(interpretation.parameters["kind"]), at_zero=at_zero)
    counted = census_finding(bench, interpretation, fits, people.height, 0, "patients")
    best = 100 * (fits + silent) / people.height
    worst = 100 * fits / people.height
    how = "no treatment recorded: worst none had it, best all had"
    return replace(
        counted,
        bounds=Bounds(worst, best, silent, how),
        unseen={NOT_SAID: silent} if silent else {},
        hidden=hidden_share_sentence(
            fits, people.height, interpretation.asserted, "all with it", "all without it"
        ),
    )


def _counts(bench: Workbench, people: pl.DataFrame, kind: str, *, at_zero: bool) -> tuple[int, int]:
    """How many of *people* have a treatment of *kind*, and of how many the others it is not said."""
    rows = bench.cohort.treatments.join(
        people.select("patient_id", *(["zero_date"] * at_zero)), on="patient_id"
    )
    then = _under_way() if at_zero else pl.lit(value=True)
    having = rows.filter(then, pl.col("kind") == kind)["patient_id"]
    unclear = rows.filter(then, pl.col("kind").is_null())["patient_id"]
    is_having = pl.col("patient_id").is_in(having.implode())
    is_silent = ~pl.col("patient_id").is_in(rows["patient_id"].implode())
    is_unclear = pl.col("patient_id").is_in(unclear.implode())
    silent = people.filter(~is_having & (is_silent | is_unclear)).height
    return people.filter(is_having).height, silent


def _under_way() -> pl.Expr:
    """Begun on time zero or before, and not ended before it; dates known less exactly at their stated day."""
    ended = (pl.col("end_date") < pl.col("zero_date")).fill_null(value=False)
    return (pl.col("start_date") <= pl.col("zero_date")) & ~ended
