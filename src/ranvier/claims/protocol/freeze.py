"""Freezes the future test of a claim set: from the claims and a few decisions to a whole protocol."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from importlib import metadata

from ranvier.claims.basis.rules import Rules
from ranvier.claims.designs.reach import STAYS
from ranvier.claims.language.claim import ClaimSet
from ranvier.claims.protocol.asked import ProtocolAsked
from ranvier.claims.protocol.claim_plans import plan_claims
from ranvier.claims.protocol.protocol import (
    FORMAT,
    AnalysisPlan,
    ClaimPlan,
    DesignPlan,
    Frozen,
    Protocol,
    SizePlan,
    ZeroPlan,
)
from ranvier.claims.protocol.rule_plans import (
    plan_definitions,
    plan_gates,
    plan_null_band,
    plan_results,
    plan_settings,
    plan_thresholds,
)
from ranvier.claims.protocol.size_plans import AS_CLAIMED, plan_sizes
from ranvier.claims.protocol.visit_plans import plan_visits
from ranvier.definitions.baseline import BaselineRule
from ranvier.vocabulary.people import ComparatorKind
from ranvier.vocabulary.time import days_from_months


def freeze_protocol(claim_set: ClaimSet, asked: ProtocolAsked, progress: Callable[[str], None]) -> Protocol:
    """The protocol of *claim_set* under the decisions of *asked*; the same of both give the same protocol."""
    progress("which columns and checks each claim needs")
    claims = plan_claims(claim_set, asked.design)
    sizes = plan_sizes(claim_set, asked, progress)
    return Protocol(
        protocol=_frozen(claim_set, asked),
        time_zero=_time_zero(asked),
        design=_design(asked, sizes),
        analysis=_analysis(asked, claims, claim_set.n_comparisons),
        visit=plan_visits(claim_set, asked.visit_every_months),
        size=sizes,
        claim=claims,
        gate=plan_gates(asked.thresholds),
        thresholds=plan_thresholds(asked.thresholds),
        settings=plan_settings(asked.thresholds),
        definitions=plan_definitions(),
        null_band=plan_null_band(),
        result=plan_results(),
    )


def _frozen(claim_set: ClaimSet, asked: ProtocolAsked) -> Frozen:
    return Frozen(
        format=FORMAT,
        claim_set=claim_set.id,
        title=claim_set.title,
        set_version=claim_set.version,
        set_sha256=claim_set.fingerprint,
        n_claims=len(claim_set.claims),
        on=asked.frozen_on,
        by=asked.frozen_by,
        ranvier=_version(),
        seed=asked.seed,
    )


def _version() -> str:
    try:
        return metadata.version("ranvier")
    except metadata.PackageNotFoundError:
        return "not installed as a package"


def _time_zero(asked: ProtocolAsked) -> ZeroPlan:
    rule = BaselineRule()
    return ZeroPlan(
        treated=asked.treated_zero,
        comparator=asked.zero_of_comparators,
        rule=(
            f"Baseline is the last EDSS on day 0 or up to {rule.oldest_days} days before it, before the "
            f"first dose and before any steroid of the same stay ({rule.steroid_stay_days} days)."
        ),
    )


def _design(asked: ProtocolAsked, sizes: tuple[SizePlan, ...]) -> DesignPlan:
    design, kind = asked.design, asked.kind_of_comparators
    per_arm, why = _per_arm(asked, sizes)
    return DesignPlan(
        design=design.value,
        words=design.words,
        assignment=design.assignment.value,
        comparator_kind="" if kind is None else ComparatorKind(kind).value,
        assessor_blinded=design.n_arms > 1 and not asked.study().raters_know,
        arms=design.n_arms,
        per_arm=per_arm,
        why=why,
        stays=STAYS[design.value],
    )


def _per_arm(asked: ProtocolAsked, sizes: tuple[SizePlan, ...]) -> tuple[int | None, str]:
    """Patients per arm and what decided them: a person, or the claim that needs most."""
    if asked.per_arm is not None:
        return asked.per_arm, "named by whoever froze the protocol"
    found = [
        (size.upper or size.per_arm, size.claim)
        for size in sizes
        if size.design == asked.design.value and size.asked == AS_CLAIMED and size.per_arm is not None
    ]
    if not found:
        return None, (
            "none follows from the claims under this design: name one with --patients, or nobody can tell "
            "whether as many came as planned"
        )
    most, claim = max(found, key=lambda one: one[0] or 0)
    return most, (
        f"claim {claim} needs most: the upper end of what the simulated studies leave open, so that 8 of 10 "
        "such studies would show it if it is true as it stands"
    )


def _interval(rules: Rules) -> str:
    plain = f"{rules.contrast_conf_level:.0%} for a difference between groups, 95% for everything else"
    if rules.n_comparisons == 1:
        return plain
    together = f"the interval that holds for all {rules.n_comparisons} comparisons at once"
    return f"{plain}; a difference counts as an effect only where {together} excludes none"


def _analysis(asked: ProtocolAsked, claims: tuple[ClaimPlan, ...], n_comparisons: int) -> AnalysisPlan:
    horizon = max((claim.horizon_months for claim in claims), default=0.0)
    last = asked.last_patient_by
    rules = Rules.with_thresholds(asked.thresholds, n_comparisons)
    return AnalysisPlan(
        rule=(
            "The records are closed when the last planned patient has been in the study for as long as the "
            "claim that looks furthest needs, and each claim is judged once. No result is looked at before."
        ),
        horizon_months=horizon,
        last_patient_by=last,
        not_before=None if last is None else _after_months(last, horizon),
        missing_patients=(
            "Everyone treated is counted. Patients who are not seen are given the worst and then the best "
            f"result (±{rules.unseen_points:g} EDSS points; an event or none), and an answer stands only if "
            "it holds at both ends."
        ),
        everyone=(
            "Everyone who is enrolled gets a running number without gaps, and everyone's records are given: "
            "also of those who stop, die, move away or do badly."
        ),
        interval=_interval(rules),
        more_than_one="Every claim of the set is told with its answer, also where it fails; none is dropped.",
    )


def _after_months(day: date, months: float) -> date:
    return day + timedelta(days=days_from_months(months))
