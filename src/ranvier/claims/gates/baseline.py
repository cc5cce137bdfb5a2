"""Check 9: whether each patient has a score from before the therapy."""

from __future__ import annotations

import polars as pl

from ranvier.claims.gates.gate import Asks, Gate, Outcome, cannot_say, fails, flags, passes
from ranvier.claims.gates.inquiry import Inquiry
from ranvier.claims.gates.wording import percent
from ranvier.course.baseline import NO_RECENT_EDSS, ONLY_AFTER_STEROIDS


def judge_baseline(inquiry: Inquiry) -> Outcome:
    """Whether enough patients of each group have an EDSS in the 90 days before time zero."""
    if inquiry.treated["zero_date"].null_count() == inquiry.treated.height:
        return cannot_say("without a time zero no score is a baseline")
    lost = _lost_with_their_doses(inquiry)
    all_missing = inquiry.treated["baseline_edss"].null_count() + lost
    shares = [percent(all_missing, inquiry.treated.height + lost)]
    shares += [_missing_percent(members) for _, members in inquiry.groups]
    worst = max(shares)
    reason = "; ".join(_phrase(inquiry, word, members) for word, members in inquiry.groups)
    if lost:
        reason += f"; {inquiry.count(lost)} more may have been treated, their doses were set aside for faults"
    counted = f"visits.edss of {inquiry.count(inquiry.treated.height)} treated"
    if worst > inquiry.limit("baseline_missing_fail_percent"):
        return fails(reason, counted)
    if worst > inquiry.limit("baseline_missing_flag_percent"):
        return flags(reason, counted)
    return passes(reason, counted)


def _lost_with_their_doses(inquiry: Inquiry) -> int:
    """Patients in no group who may be treated: where doses say who is, and rows of doses were set aside.

    At most one for each row set aside. Without a dated dose they have neither time zero nor baseline.
    """
    if inquiry.programme.groups.treated:
        return 0
    counts = [count for count in inquiry.cohort.counts if count.table == "administrations"]
    faulty = [n for count in counts for reason, n in count.reasons if not reason.startswith("repeating")]
    in_no_group = inquiry.cohort.patients.join(inquiry.records.zeros, on="patient_id", how="anti").height
    return min(sum(faulty), in_no_group)


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
    asks=Asks.RECORDS,
)
