"""Checks 17 and 18: whether the rater knew the treatment, and whether it was the same rater."""

from __future__ import annotations

import polars as pl

from ranvier.claims.gates.gate import Asks, Gate, Outcome, cannot_say, fails, flags, passes
from ranvier.claims.gates.inquiry import Inquiry
from ranvier.claims.gates.wording import percent
from ranvier.course.days import days_between
from ranvier.vocabulary.people import Group


def judge_blinding(inquiry: Inquiry) -> Outcome:
    """Whether the scores after time zero come from raters who did not know the treatment."""
    scores = _outcome_scores(inquiry)
    known = scores["rater_blinded"].drop_nulls()
    if scores.is_empty():
        return cannot_say("no score after time zero")
    by_treating = _by_treating_percent(scores)
    if known.is_empty():
        return _judge_declared(inquiry, by_treating)
    blinded = int(known.sum())
    counted = f"{scores.height:,} scores after time zero"
    reason = f"{inquiry.share(blinded, scores.height)} scores by a rater who did not know the treatment"
    if percent(blinded, scores.height) < inquiry.limit("blinded_visits_percent"):
        return fails(reason, counted)
    if by_treating is not None and by_treating > inquiry.limit("rater_treats_percent"):
        return fails(f"{reason}, yet the person who treats scored more than the limit", counted)
    return passes(reason, counted)


def _judge_declared(inquiry: Inquiry, by_treating: float | None) -> Outcome:
    declared = inquiry.programme.groups.assessor_blinded
    if by_treating is not None and by_treating > inquiry.limit("rater_treats_percent"):
        return fails("the person who treats also scores", "visits.rater_id, visits.treating_id")
    if declared is None:
        return cannot_say("whether the rater knew the treatment is not recorded (visits.rater_blinded)")
    if not declared:
        return fails("programme.toml says that raters knew the treatment", "programme.toml assessor_blinded")
    return flags(
        "blinded by the programme's own word; not recorded visit by visit", "programme.toml assessor_blinded"
    )


def _outcome_scores(inquiry: Inquiry) -> pl.DataFrame:
    return (
        inquiry.cohort.visits.filter(pl.col("edss").is_not_null())
        .join(inquiry.records.zeros.select("patient_id", "zero_date"), on="patient_id")
        .filter(pl.col("date") > pl.col("zero_date"))
    )


def _by_treating_percent(scores: pl.DataFrame) -> float | None:
    """Share of scores by the person who treats, where both are named; None where neither ever is."""
    both = scores.filter(pl.col("rater_id").is_not_null() & pl.col("treating_id").is_not_null())
    if both.is_empty():
        return None
    return percent(both.filter(pl.col("rater_id") == pl.col("treating_id")).height, both.height)


def judge_rater_change(inquiry: Inquiry) -> Outcome:
    """How many patients were scored by another person at the time of the claim than at baseline."""
    pairs = _rater_pairs(inquiry)
    if pairs.is_empty():
        return cannot_say("no patient has a named rater both at baseline and afterwards")
    changed = pairs.filter(pl.col("rater_id") != pl.col("rater_id_later")).height
    reason = f"another rater than at baseline in {inquiry.share(changed, pairs.height)}"
    counted = f"{inquiry.count(pairs.height)} treated with both raters named"
    over = percent(changed, pairs.height) > inquiry.limit("rater_change_percent")
    return (flags if over else passes)(reason, counted)


def _rater_pairs(inquiry: Inquiry) -> pl.DataFrame:
    """Treated patients with the rater of the baseline and of the visit the claim is about."""
    raters = inquiry.cohort.visits.filter(
        pl.col("edss").is_not_null() & pl.col("rater_id").is_not_null()
    ).select("patient_id", "date", "rater_id")
    at_baseline = inquiry.treated.join(
        raters, left_on=["patient_id", "baseline_date"], right_on=["patient_id", "date"]
    ).select("patient_id", "zero_date", "rater_id")
    later = raters.join(at_baseline.select("patient_id", "zero_date"), on="patient_id").with_columns(
        days_between("date", "zero_date").alias("day")
    )
    wanted = _wanted_days(inquiry, later)
    at_outcome = later.join(wanted, on=["patient_id", "day"]).select("patient_id", "rater_id")
    return at_baseline.join(at_outcome, on="patient_id", suffix="_later")


def _wanted_days(inquiry: Inquiry, later: pl.DataFrame) -> pl.DataFrame:
    if inquiry.months is not None and not inquiry.is_free_of_worsening:
        change = inquiry.records.changes(inquiry.months, Group.TREATED)
        return change.filter(pl.col("visit_day").is_not_null()).select(
            "patient_id", pl.col("visit_day").alias("day")
        )
    return later.filter(pl.col("day") > 0).group_by("patient_id").agg(pl.col("day").max())


BLINDING = Gate(
    number=17,
    name="Rater blinded",
    checks="scores after time zero come from a rater who did not know the treatment, and does not treat",
    judge=judge_blinding,
    source="ROBINS-I, measurement of outcomes",
    required=("visits.edss",),
    used=("visits.rater_blinded", "visits.rater_id", "visits.treating_id", "programme.toml assessor_blinded"),
    limits="blinded in {blinded_visits_percent} or more; by who treats in {rater_treats_percent} or fewer",
    asks=Asks.RECORDS,
)
RATER_CHANGE = Gate(
    number=18,
    name="Rater change",
    checks="the same person scored at baseline and at the time of the claim",
    judge=judge_rater_change,
    source="own wording, after Noseworthy 1990",
    required=("visits.edss", "visits.rater_id"),
    limits="noted above {rater_change_percent}",
    asks=Asks.TIME,
)
