"""Check 36: whether scores are rounded to whole numbers."""

from __future__ import annotations

import polars as pl

from ranvier.claims.gates.gate import Gate, Outcome, cannot_say, flags, passes
from ranvier.claims.gates.inquiry import Inquiry
from ranvier.claims.gates.wording import percent, percent_text
from ranvier.estimates.rates.share import estimate_share


def judge_digits(inquiry: Inquiry) -> Outcome:
    """The share of whole scores, from 1.0 to 9.5 where whole and half points are equally many steps."""
    scores = (
        inquiry.cohort.visits.filter(pl.col("edss").is_between(1.0, 9.5))
        .join(inquiry.records.zeros, on="patient_id", how="semi")
        .select(whole=pl.col("edss") % 1 == 0)["whole"]
    )
    if scores.is_empty():
        return cannot_say("no score from 1.0 to 9.5")
    whole = int(scores.sum())
    lower = estimate_share(whole, scores.len()).lower
    reason = f"{percent_text(percent(whole, scores.len()))} of scores are whole numbers; 50% are expected"
    over = 100 * lower > inquiry.limit("whole_scores_percent")
    return (flags if over else passes)(reason, f"{scores.len():,} scores")


GATE = Gate(
    number=36,
    name="Digit preference",
    checks="whole and half points of the EDSS are about as frequent",
    judge=judge_digits,
    source="own wording; exact interval of a proportion",
    required=("visits.edss",),
    limits="noted where the interval lies above {whole_scores_percent}",
)
