"""Check 14: how many were still seen at the time the claim speaks of. It flags; it never fails alone."""

from __future__ import annotations

import polars as pl

from ranvier.claims.gates.gate import Asks, Gate, Outcome, cannot_say, flags, passes
from ranvier.claims.gates.inquiry import Inquiry
from ranvier.claims.gates.wording import percent, percent_text
from ranvier.course.days import days_between
from ranvier.course.outcome_visits import find_outcome_visits
from ranvier.estimates.unseen.completeness import estimate_completeness
from ranvier.vocabulary.people import Group
from ranvier.vocabulary.time import days_from_months


def judge_attrition(inquiry: Inquiry) -> Outcome:
    """Share of everyone treated whose outcome is known at the claimed time, and completeness."""
    if inquiry.months is None:
        return cannot_say("the claim names no time")
    if inquiry.treated["zero_date"].null_count() == inquiry.treated.height:
        return cannot_say("without a time zero no time can be counted")
    known, short_curve = _known(inquiry, inquiry.months)
    n_treated = inquiry.treated.height
    reason = f"{inquiry.share(known, n_treated)} of the treated are known at {inquiry.months:g} months"
    reason += f"; completeness {_completeness_text(inquiry, inquiry.months)}{short_curve}"
    counted = f"{inquiry.count(n_treated)} treated"
    if percent(known, n_treated) < inquiry.limit("seen_at_time_percent") or short_curve:
        return flags(f"{reason}; it widens the bounds", counted)
    return passes(reason, counted)


def _known(inquiry: Inquiry, months: float) -> tuple[int, str]:
    if not inquiry.is_free_of_worsening:
        change = inquiry.records.changes(months, Group.TREATED)
        return change["unseen"].null_count(), ""
    follow_up = inquiry.records.follow_up(Group.TREATED)
    target_day = days_from_months(months)
    at_risk = follow_up.filter(pl.col("exit_day") >= target_day).height
    worsened = follow_up.filter(pl.col("event") & (pl.col("exit_day") < target_day)).height
    if at_risk >= inquiry.limit("at_risk_least"):
        return at_risk + worsened, ""
    return at_risk + worsened, f"; {inquiry.count(at_risk)} at risk then: the curve ends before"


def _completeness_text(inquiry: Inquiry, months: float) -> str:
    """Observed of potential person-time up to the claimed time (Clark 2002); death ends what was possible."""
    target_day = days_from_months(months)
    last = (
        find_outcome_visits(inquiry.cohort, inquiry.treated)
        .group_by("patient_id")
        .agg(pl.col("day").max().alias("last_day"))
    )
    people = (
        inquiry.treated.filter(pl.col("zero_date").is_not_null())
        .join(last, on="patient_id", how="left")
        .join(inquiry.cohort.patients.select("patient_id", "death_date"), on="patient_id", how="left")
        .with_columns(pl.lit(inquiry.programme.data_date).alias("data_date"))
        .with_columns(pl.min_horizontal("data_date", "death_date").alias("end_date"))
        .select(
            pl.col("last_day").fill_null(0).clip(0),
            days_between("end_date", "zero_date").clip(0).alias("potential_day"),
        )
    )
    completeness = estimate_completeness(
        people["last_day"].to_numpy(), people["potential_day"].to_numpy(), through_day=target_day
    )
    return percent_text(100 * completeness.estimate) if completeness.is_known else "not known"


GATE = Gate(
    number=14,
    name="Attrition",
    checks="how many of everyone treated are known at the claimed time; the rest widen the bounds",
    judge=judge_attrition,
    source="UK risk-sharing scheme: 88.0, 78.5, 71.8% reviewed at 1, 2, 3 years; completeness: Clark 2002",
    required=("visits.date", "visits.edss"),
    used=("patients.death_date", "programme.toml data_date"),
    limits="noted below {seen_at_time_percent}; a curve ends below {at_risk_least} at risk",
    asks=Asks.TIME,
)
