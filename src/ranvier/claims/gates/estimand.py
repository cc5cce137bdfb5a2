"""Check 1: whether the claim says all that a number needs."""

from __future__ import annotations

from ranvier.claims.gates.gate import Gate, Outcome, fails, passes
from ranvier.claims.gates.inquiry import Inquiry
from ranvier.claims.gates.wording import listed
from ranvier.claims.language.claim import Attribution
from ranvier.claims.language.endpoint_names import ENDPOINT_NAMES
from ranvier.vocabulary.outcomes import Reading


def judge_estimand(inquiry: Inquiry) -> Outcome:
    """Whether population, endpoint, time and asserted set are all stated."""
    absent = _absent_parts(inquiry)
    if absent:
        return fails(f"not stated: {listed(absent)}", "claim set")
    parts = ["population, endpoint, time and asserted set are stated"]
    if inquiry.claim.assumed:
        parts.append(f"{len(inquiry.claim.assumed)} of them in part assumed, and printed")
    if Reading.BECAUSE in inquiry.claim.readings and inquiry.claim.attribution is not Attribution.SAFETY:
        parts.append("new drugs and deaths: treatment policy")
        parts.append("comparator: see check 7")
    return passes("; ".join(parts), "claim set")


def _absent_parts(inquiry: Inquiry) -> list[str]:
    claim, primary = inquiry.claim, inquiry.primary
    if primary is None:
        return ["an endpoint", "an asserted set"]
    absent = []
    if not claim.population.strip():
        absent.append("the population")
    known = ENDPOINT_NAMES.get(primary.endpoint)
    if known and "months" in known.parameters and inquiry.months is None and "months" not in known.optional:
        absent.append("the time")
    if _lacks_ratio(inquiry):
        absent.append("what is asserted of the ratio to what is expected")
    return absent


def _lacks_ratio(inquiry: Inquiry) -> bool:
    """A safety claim has a count for *seen*; its *because* needs a set of its own (verdict rule 1)."""
    claim = inquiry.claim
    asks_because = Reading.BECAUSE in claim.readings
    return claim.attribution is Attribution.SAFETY and asks_because and claim.because_asserted is None


GATE = Gate(
    number=1,
    name="Estimand complete",
    checks="the claim states population, endpoint, time and asserted set, and how new drugs and deaths count",
    judge=judge_estimand,
    source="ICH E9(R1), five attributes of an estimand, read in summaries",
)
