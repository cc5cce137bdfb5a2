"""Check 27: whether the answer is the same under the published definitions."""

from __future__ import annotations

from ranvier.claims.gates.gate import Gate, Outcome, cannot_say, flags, passes
from ranvier.claims.gates.inquiry import Inquiry


def judge_definition(inquiry: Inquiry) -> Outcome:
    """How many published definitions give the answer of the one taken, for each reading."""
    found = inquiry.multiverse
    if found is None:
        return cannot_say("no published definitions differ in this endpoint, or the records give no number")
    counted = f"{len(found.voting)} of {len(found.tried)} published definitions give a number"
    readings = inquiry.claim.readings
    reason = "; ".join(f"{reading.value}: {found.words(reading)}" for reading in readings)
    if any(found.depends(reading) for reading in readings):
        return flags(reason, counted)
    return passes(reason, counted)


GATE = Gate(
    number=27,
    name="Definition",
    checks="the published definitions of worsening give the same answer as the one taken",
    judge=judge_definition,
    source="verdict rule 3; 48 definitions gave 0.41 to 1.14 events in ten years (Kalincik 2015, E64)",
    limits="the answer depends on the definition below {definitions_agree_percent} of the definitions",
    used=("the published definitions",),
)
