"""Check 22: whether both groups are seen as often."""

from __future__ import annotations

import polars as pl

from ranvier.claims.gates.gate import Gate, Outcome, cannot_say, fails, flags, passes
from ranvier.claims.gates.inquiry import Inquiry
from ranvier.course.outcome_visits import find_outcome_visits


def judge_visit_intervals(inquiry: Inquiry) -> Outcome:
    """The ratio of the median days between visits, treated to comparators."""
    medians = [_median_interval_days(inquiry, members) for _, members in inquiry.groups]
    if len(medians) < 2:
        return cannot_say("nobody is compared")
    treated, comparator = medians
    if not treated or not comparator:
        return cannot_say("a group has no two visits after time zero")
    ratio = treated / comparator
    days = f"{treated:.0f} days between visits in the treated, {comparator:.0f} in the comparators"
    reason = f"{days}, ratio {ratio:.2f}"
    least, most = inquiry.limit("visit_interval_ratio_least"), inquiry.limit("visit_interval_ratio_most")
    if least <= ratio <= most:
        return passes(reason)
    if inquiry.is_free_of_worsening:
        return fails(f"{reason}: who is seen more often shows worsening sooner, and can confirm it")
    return flags(reason)


def _median_interval_days(inquiry: Inquiry, members: pl.DataFrame) -> float | None:
    """Median over patients of each one's median days between EDSS visits after time zero."""
    between = find_outcome_visits(inquiry.cohort, members).with_columns(
        pl.col("day").diff().over("patient_id").alias("interval_days")
    )
    per_patient = between.group_by("patient_id").agg(pl.col("interval_days").median())
    return per_patient.select(pl.col("interval_days").median()).item()  # type: ignore[no-any-return]


GATE = Gate(
    number=22,
    name="Seen as often",
    checks="treated and comparators are examined at like intervals",
    judge=judge_visit_intervals,
    source="FDA 2023 on external controls, read in summaries",
    required=("visits.date", "visits.edss"),
    limits=(
        "noted outside a ratio of {visit_interval_ratio_least} to {visit_interval_ratio_most}; "
        "fails there for a share free of worsening"
    ),
)
