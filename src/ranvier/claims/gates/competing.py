"""Check 24: whether death comes before the event a curve counts in more than a few."""

from __future__ import annotations

import polars as pl

from ranvier.claims.gates.gate import Asks, Gate, Outcome, cannot_say, flags, passes
from ranvier.claims.gates.inquiry import Inquiry
from ranvier.claims.gates.wording import percent
from ranvier.course.days import days_between
from ranvier.vocabulary.time import days_from_months


def judge_competing(inquiry: Inquiry) -> Outcome:
    """How many treated died after time zero, up to the time of the claim."""
    dated = inquiry.treated.filter(pl.col("zero_date").is_not_null())
    if dated.is_empty():
        return cannot_say("without a time zero nothing comes after it")
    deaths = dated.join(inquiry.cohort.patients.select("patient_id", "death_date"), on="patient_id").filter(
        pl.col("death_date") > pl.col("zero_date")
    )
    if inquiry.months is not None:
        deaths = deaths.filter(days_between("death_date", "zero_date") <= days_from_months(inquiry.months))
    reason = f"{inquiry.share(deaths.height, dated.height)} of the treated died before"
    if percent(deaths.height, dated.height) > inquiry.limit("competing_percent"):
        return flags(f"{reason}: a curve that only ends follow-up at death reads too well")
    return passes(reason)


GATE = Gate(
    number=24,
    name="Competing risks",
    checks="deaths before the event are few, so a curve that ends follow-up at death can be read",
    judge=judge_competing,
    source="own wording",
    required=("patients.death_date",),
    limits="noted above {competing_percent}",
    asks=Asks.TIME,
)
