"""Check 12: whether a change counts only once a later visit shows it too."""

from __future__ import annotations

import polars as pl

from ranvier.claims.gates.gate import Asks, Gate, Outcome, cannot_say, fails, flags, passes
from ranvier.claims.gates.inquiry import CLEAR_CHANGE_POINTS, Inquiry
from ranvier.course.outcome_visits import find_outcome_visits
from ranvier.vocabulary.edss import VALID_EDSS
from ranvier.vocabulary.people import Group
from ranvier.vocabulary.steps import EDSS_STEPS_TO_5_0


def judge_confirmation(inquiry: Inquiry) -> Outcome:
    """Whether the endpoint asks for a confirming visit, and how many changes did not last."""
    if inquiry.is_free_of_worsening:
        return _judge_worsening(inquiry)
    if inquiry.months is None:
        return cannot_say("the claim is not about a change of the EDSS at a time")
    held, with_later = _improvements(inquiry, inquiry.months)
    if inquiry.is_confirmed:
        return passes(
            "confirmed by a visit 24 weeks or more later", f"{inquiry.count(with_later)} with a later visit"
        )
    if not with_later:
        return flags("a single visit counts, and no improvement has a later visit that could confirm it")
    reversed_text = inquiry.share(with_later - held, with_later)
    return flags(
        f"a single visit counts; of improvements of the EDSS with a confirming visit, {reversed_text} had "
        "not held",
        f"{inquiry.count(with_later)} improved with a later visit",
    )


def _judge_worsening(inquiry: Inquiry) -> Outcome:
    n_confirmed, n_fell_back = _worsenings(inquiry)
    counted = f"{inquiry.count(n_confirmed)} worsened"
    later = f"; {inquiry.share(n_fell_back, n_confirmed)} of the worsened were better again at a later visit"
    text = later if n_confirmed else ""
    if not inquiry.is_confirmed:
        return fails(f"worsening counts from a single visit{text}", counted)
    return passes(f"worsening counts once confirmed after 24 weeks{text}", counted)


def _improvements(inquiry: Inquiry, months: float) -> tuple[int, int]:
    """Of treated improved at the target visit and seen again to confirm: how many held, and how many."""
    points = inquiry.points if inquiry.points is not None else CLEAR_CHANGE_POINTS
    change = inquiry.records.changes(months, Group.TREATED)
    improved = change.filter((pl.col("change") <= -points) & pl.col("confirmed_change").is_not_null())
    return improved.filter(pl.col("confirmed_change") <= -points).height, improved.height


def _worsenings(inquiry: Inquiry) -> tuple[int, int]:
    """How many treated worsened with confirmation, and how many of them later fell below the step again."""
    follow_up = inquiry.records.follow_up(Group.TREATED).filter(pl.col("event"))
    steps = {score: EDSS_STEPS_TO_5_0.change_from(score) for score in VALID_EDSS}
    needed = pl.col("baseline_edss").replace_strict(steps, return_dtype=pl.Float64)
    later = (
        find_outcome_visits(inquiry.cohort, inquiry.treated)
        .join(follow_up.select("patient_id", "confirmed_day"), on="patient_id")
        .join(inquiry.treated.select("patient_id", "baseline_edss"), on="patient_id")
        .filter(pl.col("day") > pl.col("confirmed_day"))
    )
    fell_back = later.filter(pl.col("edss") < pl.col("baseline_edss") + needed)["patient_id"].n_unique()
    return follow_up.height, fell_back


GATE = Gate(
    number=12,
    name="Confirmation",
    checks="a change counts once a visit 24 weeks later or more shows it too, away from relapses",
    judge=judge_confirmation,
    source="MSI 2013 (189624): nearly half of 'sustained' worsenings were not maintained",
    required=("visits.date", "visits.edss"),
    used=("relapses.onset_date",),
    asks=Asks.TIME,
)
