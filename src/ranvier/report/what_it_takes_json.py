"""What it would take to know, as JSON for programs."""

from __future__ import annotations

import math
from typing import Any

from ranvier.claims.judging.what_it_takes import ClaimNeed, DesignNeed, WhatItTakes


def what_it_takes_value(found: WhatItTakes | None) -> dict[str, Any] | None:
    """The table for verdicts.json; None where nobody asked for it."""
    if found is None:
        return None
    return {
        "reason": found.reason or None,
        "target_percent": 100 * found.target,
        "studies": found.n_trials,
        "seed": found.seed,
        "assumed": list(found.assumed),
        "claims": [_claim(need) for need in found.claims],
    }


def _claim(need: ClaimNeed) -> dict[str, Any]:
    return {
        "id": need.claim,
        "label": need.label,
        "effect": need.effect,
        "smallest_effect": {"per_arm": need.programme_n, "effect": need.smallest},
        "seen_of_nothing": {
            "lower": _kept(need.apparent_lower),
            "upper": _kept(need.apparent_upper),
            "unit": need.unit,
        },
        "designs": [_design(one) for one in need.needs],
    }


def _design(need: DesignNeed) -> dict[str, Any]:
    return {
        "design": need.design,
        "at_most": need.at_most.value,
        "certainty": need.certainty.value if need.certainty is not None else None,
        "months": need.months,
        "per_arm": need.n_per_arm,
        "per_arm_lower": need.n_lower,
        "per_arm_upper": need.n_upper,
        "people": need.people,
        "person_months": need.person_months,
        "tried_per_arm": need.n_tried,
        "supported_percent": _kept(100 * need.share.estimate) if need.share is not None else None,
        "stays": need.stays,
        "why": need.why,
    }


def _kept(number: float) -> float | None:
    return float(f"{number:.6g}") + 0.0 if math.isfinite(number) else None
