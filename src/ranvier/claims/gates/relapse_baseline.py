"""Check 10: whether baseline scores were taken while a relapse or steroids still moved them."""

from __future__ import annotations

import polars as pl

from ranvier.claims.gates.gate import Asks, Gate, Outcome, cannot_say, fails, flags, passes
from ranvier.claims.gates.inquiry import Inquiry, Situation
from ranvier.claims.gates.wording import percent, percent_text
from ranvier.tables.declaration import Precision

WINDOWS_DAYS = ((0, 30), (31, 90), (91, 180))
"""Days from the last relapse to the baseline that are counted apart (verdict rule 2)."""


def judge_relapse_baseline(inquiry: Inquiry) -> Outcome:
    """Whether too many baselines lie shortly after a relapse, and whether the groups differ in that."""
    scored = _with_baseline(inquiry.treated)
    if scored.is_empty():
        return cannot_say("no treated patient has a baseline score")
    share = _near_percent(inquiry, scored)
    reason = _reason(inquiry, scored)
    counted = f"{inquiry.count(scored.height)} treated with a baseline"
    if share <= inquiry.limit("relapse_baseline_percent"):
        return _judge_rest(inquiry, scored, reason, counted)
    if inquiry.situation is Situation.ALONE:
        return fails(f"{reason}; they fall again without any therapy", counted)
    return _judge_compared(inquiry, share, reason, counted)


def _judge_compared(inquiry: Inquiry, share: float, reason: str, counted: str) -> Outcome:
    if inquiry.situation is Situation.RANDOMISED:
        return flags(f"{reason}; lot gives both groups the same", counted)
    scored = _with_baseline(inquiry.comparator)
    if scored.is_empty():
        return fails(f"{reason}; no comparator has a baseline score", counted)
    other = _near_percent(inquiry, scored)
    text = f"{reason}; comparators {percent_text(other)}"
    if abs(share - other) > inquiry.limit("relapse_group_difference_points"):
        return fails(text, counted)
    return flags(text, counted)


def _judge_rest(inquiry: Inquiry, scored: pl.DataFrame, reason: str, counted: str) -> Outcome:
    on_steroids = _after_steroids(inquiry, scored)
    if percent(on_steroids, scored.height) > inquiry.limit("relapse_baseline_percent"):
        return flags(reason, counted)
    return passes(reason, counted)


def _with_baseline(members: pl.DataFrame) -> pl.DataFrame:
    return members.filter(pl.col("baseline_edss").is_not_null())


def _near_percent(inquiry: Inquiry, scored: pl.DataFrame) -> float:
    near = scored.filter(pl.col("days_since_relapse") <= inquiry.limit("relapse_before_baseline_days"))
    return percent(near.height, scored.height)


def _after_steroids(inquiry: Inquiry, scored: pl.DataFrame) -> int:
    limit_days = inquiry.limit("steroid_before_baseline_days")
    return scored.filter(pl.col("days_since_steroids") <= limit_days).height


def _reason(inquiry: Inquiry, scored: pl.DataFrame) -> str:
    counts = [
        f"{first}–{last} days: "
        + inquiry.share(
            scored.filter(pl.col("days_since_relapse").is_between(first, last)).height, scored.height
        )
        for first, last in WINDOWS_DAYS
    ]
    text = f"relapse before baseline, {'; '.join(counts)}"
    limit_days = int(inquiry.limit("steroid_before_baseline_days"))
    steroids = inquiry.share(_after_steroids(inquiry, scored), scored.height)
    text += f"; steroids within {limit_days} days: {steroids}"
    coarse = _coarse_relapses(inquiry, scored)
    return f"{text}; {inquiry.count(coarse)} relapses are dated by month or year only" if coarse else text


def _coarse_relapses(inquiry: Inquiry, scored: pl.DataFrame) -> int:
    coarse = pl.col("onset_date_precision").is_in([Precision.MONTH.value, Precision.YEAR.value])
    return inquiry.cohort.relapses.filter(coarse).join(scored, on="patient_id", how="semi").height


GATE = Gate(
    number=10,
    name="Relapse before baseline",
    checks="how many baseline scores were taken soon after a relapse or steroids, and so move by themselves",
    judge=judge_relapse_baseline,
    source="verdict rule 2",
    required=("visits.edss", "relapses.onset_date"),
    used=("treatments.start_date", "relapses.steroids_start"),
    limits=(
        "{relapse_baseline_percent} within {relapse_before_baseline_days}; "
        "groups not assigned by lot may differ by {relapse_group_difference_points}"
    ),
    asks=Asks.RECORDS,
)
