"""How many of the treated can be accounted for: heard of lately, or dead."""

from __future__ import annotations

from dataclasses import replace

import polars as pl

from ranvier.claims.basis.finding import Finding
from ranvier.claims.basis.workbench import Workbench
from ranvier.claims.endpoints.census import census_finding
from ranvier.claims.endpoints.needs import unanswered
from ranvier.claims.endpoints.shares import hidden_share_sentence
from ranvier.claims.language.claim import Interpretation
from ranvier.course.days import last_dates
from ranvier.vocabulary.people import Group, VitalStatus
from ranvier.vocabulary.time import days_from_months

_CONTACTS = ("patients.last_contact_date", "visits.date")


def find_contact_share(bench: Workbench, interpretation: Interpretation) -> Finding:
    """The share of all treated with a contact in the stated months before the data date, or known to be dead.

    A contact is the recorded one, a visit or a dose. Everyone treated counts: who was never heard of again is
    the reason for asking, and volunteers say nothing of the others.
    """
    missing = bench.cohort.missing(*_CONTACTS)
    if len(missing) == len(_CONTACTS):
        return unanswered(bench, interpretation, missing=missing)
    treated = bench.records.members(Group.TREATED)
    if treated.is_empty():
        return unanswered(bench, interpretation, reason="Nobody is treated.")
    days = days_from_months(float(interpretation.parameters["months"]))
    since = pl.lit(bench.cohort.programme.data_date) - pl.duration(days=days)
    known = _last_heard_of(bench, treated).filter(
        (pl.col("heard_date") >= since).fill_null(value=False) | pl.col("is_dead")
    )
    counted = census_finding(bench, interpretation, known.height, treated.height, 0, "treated patients")
    hidden = hidden_share_sentence(
        known.height, treated.height, interpretation.asserted, "all in contact", "all out of contact"
    )
    return replace(counted, hidden=hidden)


def _last_heard_of(bench: Workbench, treated: pl.DataFrame) -> pl.DataFrame:
    """patient_id, heard_date (null: never) and is_dead of the treated."""
    cohort = bench.cohort
    is_dead = pl.col("death_date").is_not_null() | (pl.col("vital_status") == VitalStatus.DEAD.value)
    return (
        treated.select("patient_id")
        .join(cohort.patients, on="patient_id")
        .join(last_dates(cohort.visits, "date", "visit_date"), on="patient_id", how="left")
        .join(last_dates(cohort.administrations, "date", "dose_date"), on="patient_id", how="left")
        .select(
            "patient_id",
            pl.max_horizontal("last_contact_date", "visit_date", "dose_date").alias("heard_date"),
            is_dead.fill_null(value=False).alias("is_dead"),
        )
    )
