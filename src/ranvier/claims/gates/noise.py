"""Check 13: whether the claimed change is larger than two raters of the same patient differ."""

from __future__ import annotations

import math

import polars as pl

from ranvier.claims.gates.gate import Asks, Gate, Outcome, cannot_say, fails, flags, passes
from ranvier.claims.gates.inquiry import CLEAR_CHANGE_POINTS, Inquiry
from ranvier.claims.gates.wording import points_text

MEAN_ENDPOINTS = frozenset({"edss_change_mean", "edss_change_median"})


def judge_noise(inquiry: Inquiry) -> Outcome:
    """Whether the change the claim speaks of lies within the error of one EDSS examination."""
    undone, changes = _undone(inquiry)
    counted = f"{changes:,} changes between consecutive visits"
    rate = inquiry.share(undone, changes)
    tail = f"; of changes by 1.0 or more between visits, {rate} were undone at the next" if changes else ""
    if inquiry.is_free_of_worsening:
        return passes(
            f"worsening counts from 1.0 point (1.5 from 0, 0.5 above 5.0), confirmed{tail}", counted
        )
    size = _claimed_points(inquiry)
    if size is None:
        return cannot_say("the claim speaks of no change of the EDSS", counted)
    limit = inquiry.limit("noise_points" if inquiry.is_confirmed else "noise_unconfirmed_points")
    text = (
        f"claimed change {points_text(size)} points, {'confirmed' if inquiry.is_confirmed else 'seen once'}"
    )
    if size > limit:
        return passes(f"{text}: larger than measurement error{tail}", counted)
    if inquiry.records.is_randomised and inquiry.comparator.height:
        return flags(f"{text}: within measurement error, which both groups share{tail}", counted)
    return fails(f"{text}: within measurement error{tail}", counted)


def _claimed_points(inquiry: Inquiry) -> float | None:
    """The smallest change the claim is content with, in points; None where it speaks of no change."""
    if inquiry.points is not None:
        return inquiry.points
    if inquiry.endpoint not in MEAN_ENDPOINTS or inquiry.primary is None:
        return None
    asserted = inquiry.primary.asserted
    if asserted.low <= 0 <= asserted.high:
        return 0.0
    return min(abs(end) for end in (asserted.low, asserted.high) if math.isfinite(end))


def _undone(inquiry: Inquiry) -> tuple[int, int]:
    """Of changes by 1.0 or more with a further visit: how many were undone there by half; and how many."""
    scored = (
        inquiry.cohort.visits.filter(pl.col("edss").is_not_null())
        .join(inquiry.records.zeros, on="patient_id", how="semi")
        .sort("patient_id", "date")
        .with_columns(
            pl.col("edss").diff().over("patient_id").alias("change"),
            (pl.col("edss").shift(-1).over("patient_id") - pl.col("edss")).alias("next_change"),
        )
    )
    changes = scored.filter(
        (pl.col("change").abs() >= CLEAR_CHANGE_POINTS) & pl.col("next_change").is_not_null()
    )
    half_back = -pl.col("next_change") * pl.col("change").sign() >= pl.col("change").abs() / 2
    return changes.filter(half_back).height, changes.height


GATE = Gate(
    number=13,
    name="Rater noise",
    checks="the claimed change is larger than the difference between two examinations of the same patient",
    judge=judge_noise,
    source="Noseworthy 1990: 168 patients, 545 paired examinations",
    required=("visits.date", "visits.edss"),
    limits="more than {noise_points}, or more than {noise_unconfirmed_points} where not confirmed",
    asks=Asks.TIME,
)
