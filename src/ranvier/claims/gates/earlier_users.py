"""Check 5: whether patients had the therapy already before their time began."""

from __future__ import annotations

import polars as pl

from ranvier.claims.gates.gate import Asks, Gate, Outcome, cannot_say, flags, passes
from ranvier.claims.gates.inquiry import Inquiry
from ranvier.claims.gates.wording import percent
from ranvier.vocabulary.products import TreatmentKind


def judge_earlier_users(inquiry: Inquiry) -> Outcome:
    """How many treated have a cell dose or cells among their treatments before time zero."""
    dated = inquiry.treated.filter(pl.col("zero_date").is_not_null())
    if dated.is_empty():
        return cannot_say("without a time zero nothing comes before it")
    doses = inquiry.cohort.administrations.select("patient_id", "date")
    cells = inquiry.cohort.treatments.filter(pl.col("kind") == TreatmentKind.CELLS.value).select(
        "patient_id", pl.col("start_date").alias("date")
    )
    earlier = (
        pl.concat([doses, cells]).join(dated, on="patient_id").filter(pl.col("date") < pl.col("zero_date"))
    )
    n_earlier = earlier["patient_id"].n_unique()
    reason = f"{inquiry.share(n_earlier, dated.height)} had cells before time zero"
    over = percent(n_earlier, dated.height) > inquiry.limit("earlier_users_percent")
    return (flags if over else passes)(reason, f"{inquiry.count(dated.height)} treated")


GATE = Gate(
    number=5,
    name="Earlier users",
    checks="patients did not have the therapy before time zero",
    judge=judge_earlier_users,
    source="own wording of prevalent users",
    required=("administrations.date",),
    used=("treatments.kind", "treatments.start_date"),
    limits="noted above {earlier_users_percent}",
    asks=Asks.RECORDS,
)
