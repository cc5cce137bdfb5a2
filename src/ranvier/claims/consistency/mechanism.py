"""Rules that hold the mechanism a source offers against its cases and its claims."""

from __future__ import annotations

from ranvier.claims.consistency.parts import (
    CHANGE_ENDPOINTS,
    DAYS_PER_MONTH,
    LEVEL_ENDPOINTS,
    basis,
    claims_on,
    fact_of,
    ids,
    months_of,
    named,
    successes,
)
from ranvier.claims.judging.verdict import Inconsistency
from ranvier.claims.language.claim import ClaimSet
from ranvier.claims.language.stated import FactKind
from ranvier.literature.collection import Literature


def better_before_mechanism(claim_set: ClaimSet, _literature: Literature) -> list[Inconsistency]:
    """Cases that improve in less than half the time the mechanism is said to take."""
    mechanism = fact_of(claim_set, FactKind.MECHANISM_TAKES_DAYS)
    if mechanism is None:
        return []
    early = [
        case
        for case in successes(claim_set)
        if case.first_better_day is not None and case.first_better_day < mechanism.low / 2
    ]
    if not early:
        return []
    latest = max(case.first_better_day or 0.0 for case in early)
    sentence = (
        f"{named(early)} {'are' if len(early) > 1 else 'is'} better by day {latest:g}; the mechanism offered "
        f"takes about {mechanism.low:g} days ({mechanism.text}) and cannot explain that."
    )
    return [
        Inconsistency("Better before the mechanism can act", sentence, basis(mechanism.claim, *ids(early)))
    ]


def gone_before_benefit_ends(claim_set: ClaimSet, _literature: Literature) -> list[Inconsistency]:
    """Claims that last far longer than what was given stays in the body."""
    gone = fact_of(claim_set, FactKind.AGENT_GONE_AFTER_DAYS)
    if gone is None:
        return []
    repeat = fact_of(claim_set, FactKind.REPEAT_AFTER_DAYS)
    again = f" The next dose is advised after {repeat.low:g} to {repeat.high:g} days." if repeat else ""
    treated = [case for case in claim_set.reports if "continuing" in case.co_treatment]
    other = f" {named(treated)} takes another drug meanwhile." if len(treated) == 1 else ""
    return [
        Inconsistency(
            "Gone long before the benefit ends",
            f"What is given is said to be gone after {gone.high:g} days ({gone.text}); the claim speaks of "
            f"{months_of(primary):g} months. What keeps the benefit up is not said.{again}{other}",
            basis(gone.claim, claim.id, repeat.claim if repeat else "", *ids(treated)),
        )
        for claim, primary in claims_on(claim_set, LEVEL_ENDPOINTS | CHANGE_ENDPOINTS)
        if months_of(primary) * DAYS_PER_MONTH > 10 * gone.high
    ]
