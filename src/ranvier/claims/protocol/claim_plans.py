"""Each claim of a set as a protocol holds it, with a fingerprint of all that decides its verdict."""

from __future__ import annotations

import hashlib
import json
from typing import Any

from ranvier.claims.designs.study import Design
from ranvier.claims.gates.checks import GATES
from ranvier.claims.gates.inquiry import Situation
from ranvier.claims.gates.severity import read_severity
from ranvier.claims.judging.contrast import because_set
from ranvier.claims.language.asserted import AssertedSet
from ranvier.claims.language.claim import Claim, ClaimSet, Interpretation, Testable
from ranvier.claims.language.endpoint_names import ENDPOINT_NAMES
from ranvier.claims.language.wording import asserted_text
from ranvier.claims.protocol.columns import find_checked_columns, find_needed_columns
from ranvier.claims.protocol.horizon import find_horizon_months
from ranvier.claims.protocol.protocol import ClaimPlan, ReadingPlan
from ranvier.vocabulary.outcomes import GateStatus, Reading, Severity

_SITUATIONS = {
    Design.BEFORE_AFTER: Situation.ALONE,
    Design.EXTERNAL: Situation.EXTERNAL,
    Design.WAITING_LIST: Situation.RANDOMISED,
    Design.SHAM: Situation.RANDOMISED,
}


def plan_claims(claim_set: ClaimSet, design: Design) -> tuple[ClaimPlan, ...]:
    """Every claim of the set, in its order, as it is tested under *design*."""
    return tuple(_plan(claim, _SITUATIONS[design]) for claim in claim_set.claims)


def fingerprint_of(claim: Claim) -> str:
    """SHA-256 over everything of *claim* that decides what is seen and why; not over what is published."""
    decides = {
        "id": claim.id,
        "statement": claim.statement,
        "kind": claim.kind.value,
        "attribution": claim.attribution.value,
        "population": claim.population,
        "readings": [reading.value for reading in claim.readings],
        "testable": claim.testable.value,
        "interpretations": [_decides(one) for one in claim.interpretations],
        "because": _ends(claim.because_asserted),
    }
    return hashlib.sha256(json.dumps(decides, sort_keys=True, ensure_ascii=False).encode()).hexdigest()


def _decides(one: Interpretation) -> dict[str, Any]:
    return {"endpoint": one.endpoint, "parameters": dict(one.parameters), "asserted": _ends(one.asserted)}


def _ends(asserted: AssertedSet | None) -> list[Any] | None:
    if asserted is None:
        return None
    return [asserted.kind.value, repr(asserted.low), repr(asserted.high), asserted.unit]


def _plan(claim: Claim, situation: Situation) -> ClaimPlan:
    tested = claim.testable is not Testable.NO
    return ClaimPlan(
        id=claim.id,
        statement=claim.statement,
        kind=claim.kind.value,
        population=claim.population,
        readings=tuple(reading.value for reading in claim.readings),
        testable=claim.testable.value,
        because=_because_text(claim),
        assumed=claim.assumed,
        untestable=claim.untestable,
        could_test=claim.could_test,
        horizon_months=max(map(find_horizon_months, claim.interpretations), default=0.0),
        columns=find_needed_columns(claim) if tested else (),
        checked_columns=find_checked_columns(claim, situation) if tested else (),
        critical_checks=_critical(claim, situation) if tested else (),
        sha256=fingerprint_of(claim),
        reading=tuple(map(_reading, claim.interpretations)),
    )


def _because_text(claim: Claim) -> str:
    """What is asserted of treated minus comparator, in words."""
    if claim.primary is None or Reading.BECAUSE not in claim.readings:
        return ""
    higher = ENDPOINT_NAMES[claim.primary.endpoint].higher_is_better
    return asserted_text(because_set(claim, claim.primary, higher_is_better=higher))


def _critical(claim: Claim, situation: Situation) -> tuple[int, ...]:
    """Numbers of the checks that cap an answer of *claim* when they fail."""
    table = read_severity()
    profile = table.profile(claim)
    return tuple(
        gate.number
        for gate in GATES
        if any(
            table.weight(gate.number, profile, reading, situation, GateStatus.FAIL).severity
            is Severity.CRITICAL
            for reading in claim.readings
        )
    )


def _reading(one: Interpretation) -> ReadingPlan:
    return ReadingPlan(
        label=one.label,
        endpoint=one.endpoint,
        parameters=dict(one.parameters),
        asserts=asserted_text(one.asserted),
        unit=one.asserted.unit,
        lowest=one.asserted.low,
        highest=one.asserted.high,
    )
