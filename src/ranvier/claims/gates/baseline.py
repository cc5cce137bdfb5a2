"""Check 9: whether each patient has a score from before the therapy."""

from __future__ import annotations

import polars as pl

from ranvier.claims.gates.gate import Gate, Outcome, cannot_say, fails, flags, passes
from ranvier.claims.gates.inquiry import Inquiry
from ranvier.claims.gates.wording import percent
from ranvier.course.baseline import NO_RECENT_EDSS, ONLY_AFTER_STEROIDS


def judge_baseline(inquiry: Inquiry) -> Outcome:
    """Whether enough patients of each group have an EDSS in the 90 days before time zero."""
    if inquiry.treated["zero_date"].null_count() == inquiry.treated.height:
        return cannot_say("without a time zero no score is a baseline")
    shares = {word: _missing_percent(members) for word, members in inquiry.groups}
    worst = max(shares.values())
    reason = "; ".join(_phrase(inquiry, word, members) for word, members in inquiry.groups)
    counted = f"visits.edss of {inquiry.count(inquiry.treated.height)} treated"
    if worst > inquiry.limit("baseline_missing_fail_percent"):
        return fails(reason, counted)
    if worst > inquiry.limit("baseline_missing_flag_percent"):
        return flags(reason, counted)
    return passes(reason, counted)


def _missing_percent(members: pl.DataFrame) -> float:
    return percent(members["baseline_edss"].null_count(), members.height)


def _phrase(inquiry: Inquiry, word: str, members: pl.DataFrame) -> str:
    missing = members["baseline_edss"].null_count()
    text = f"{inquiry.share(missing, members.height)} of the {word} have none"
    why = [
        f"{inquiry.count(members.filter(pl.col('reason') == code).height)} {words}"
        for code, words in (
            (NO_RECENT_EDSS, "no EDSS in 90 days"),
            (ONLY_AFTER_STEROIDS, "only after steroids"),
        )
        if members.filter(pl.col("reason") == code).height
    ]
    return f"{text} ({', '.join(why)})" if why else text


GATE = Gate(
    number=9,
    name="Baseline present",
    checks="an EDSS in the 90 days before time zero, before the first dose and steroids of the same stay",
    judge=judge_baseline,
    source="verdict rule 2",
    required=("visits.date", "visits.edss"),
    used=("treatments.start_date", "relapses.steroids_start"),
    limits="noted above {baseline_missing_flag_percent} missing, fails above {baseline_missing_fail_percent}",
)
