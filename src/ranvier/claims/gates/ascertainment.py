"""Check 29: whether anybody asked. 'Asked and none' is not 'not asked'."""

from __future__ import annotations

import polars as pl

from ranvier.claims.gates.gate import Asks, Gate, Outcome, cannot_say, fails, flags, passes
from ranvier.claims.gates.inquiry import Inquiry
from ranvier.claims.gates.wording import percent, percent_text
from ranvier.course.days import days_between
from ranvier.vocabulary.safety import SafetyMethod
from ranvier.vocabulary.time import DAYS_PER_YEAR

ASKING = (SafetyMethod.ACTIVE, SafetyMethod.LINKAGE, SafetyMethod.IMAGING)
"""Ways of looking in which silence means none."""


def judge_ascertainment(inquiry: Inquiry) -> Outcome:
    """In how many of the patient-years events were asked for, linked or imaged."""
    stretches = _stretches(inquiry)
    if stretches["method"].drop_nulls().is_empty():
        return cannot_say("how adverse events were looked for is not recorded")
    asked_years = _years(stretches.filter(pl.col("method").is_in([method.value for method in ASKING])))
    followed_years = max(_followed_years(inquiry), _years(stretches))
    share = percent(asked_years, followed_years)
    by_method = ", ".join(_method_text(stretches, method) for method in SafetyMethod)
    counted = f"{followed_years:,.0f} patient-years"
    if asked_years == 0:
        return fails(f"passive reports only: none seen never means none there ({by_method})", counted)
    of_all = f"{asked_years:,.0f} of {followed_years:,.0f} patient-years ({percent_text(share)})"
    reason = f"looked for in {of_all}: {by_method}"
    if share < inquiry.limit("asked_percent"):
        return flags(f"{reason}; the rest is silence", counted)
    return passes(reason, counted)


def _stretches(inquiry: Inquiry) -> pl.DataFrame:
    """Stretches in which somebody looked, from time zero where there is one, as days."""
    return (
        inquiry.cohort.table("safety_followup")
        .join(inquiry.treated.select("patient_id", "zero_date"), on="patient_id")
        .with_columns(pl.max_horizontal("from_date", "zero_date").alias("from_date"))
        .filter(pl.col("to_date") > pl.col("from_date"))
        .select("patient_id", "method", pl.col("from_date").cast(pl.Int32), pl.col("to_date").cast(pl.Int32))
        .sort("patient_id", "from_date", "to_date", "method")
    )


def _years(stretches: pl.DataFrame) -> float:
    """Years covered by the stretches of each patient; overlapping ones count once."""
    covered_until = pl.col("to_date").cum_max().shift(1).over("patient_id")
    fresh_from = pl.max_horizontal("from_date", covered_until)
    fresh = stretches.select((pl.col("to_date") - fresh_from).clip(lower_bound=0).alias("days"))
    return float(fresh["days"].sum()) / DAYS_PER_YEAR


def _followed_years(inquiry: Inquiry) -> float:
    """Years from time zero to the last contact, death or data date of everyone treated."""
    last_visits = inquiry.cohort.visits.group_by("patient_id").agg(pl.col("date").max().alias("visit_date"))
    people = (
        inquiry.treated.join(last_visits, on="patient_id", how="left")
        .join(
            inquiry.cohort.patients.select("patient_id", "last_contact_date", "death_date"), on="patient_id"
        )
        .with_columns(pl.max_horizontal("visit_date", "last_contact_date", "death_date").alias("last_date"))
        .with_columns(days_between("last_date", "zero_date").clip(lower_bound=0).alias("followed_days"))
    )
    return float(people["followed_days"].sum()) / DAYS_PER_YEAR


def _method_text(stretches: pl.DataFrame, method: SafetyMethod) -> str:
    return f"{method.value} {_years(stretches.filter(pl.col('method') == method.value)):,.0f}"


GATE = Gate(
    number=29,
    name="Safety ascertainment",
    checks="in how many patient-years events were asked for, linked with a register or imaged",
    judge=judge_ascertainment,
    source="verdict rule 6; own wording",
    required=("safety_followup.from_date", "safety_followup.to_date", "safety_followup.method"),
    used=("patients.last_contact_date", "patients.death_date", "visits.date"),
    limits="noted below {asked_percent}",
    asks=Asks.RECORDS,
)
