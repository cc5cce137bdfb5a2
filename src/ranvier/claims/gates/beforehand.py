"""Check 26: whether the test of the claims was written down before the records, and then kept to."""

from __future__ import annotations

from ranvier.claims.basis.followed import VISITS_LIMIT, FollowedProtocol, Kept
from ranvier.claims.gates.gate import Gate, Outcome, cannot_say, fails, passes
from ranvier.claims.gates.inquiry import Inquiry
from ranvier.claims.gates.wording import listed
from ranvier.vocabulary.outcomes import GateStatus


def judge_beforehand(inquiry: Inquiry) -> Outcome:
    """Whether the protocol was followed; without one, whether the claims were fixed by the data date."""
    if inquiry.protocol is not None:
        return _kept_to(inquiry.protocol, inquiry.claim.id)
    fixed = inquiry.programme.claims_fixed
    if fixed is None:
        return cannot_say("programme.toml does not say when the claims were fixed (claims_fixed)")
    days = (inquiry.programme.data_date - fixed).days
    if days < 0:
        return fails(f"the claims were fixed {-days:,} days after the records were closed: post hoc")
    return passes(f"the claims were fixed {days:,} days before the records were closed")


def _kept_to(protocol: FollowedProtocol, claim_id: str) -> Outcome:
    """What became of the protocol, for one claim; what weighs on the check comes first."""
    items = protocol.of_claim(claim_id)
    told = []
    for kept in (Kept.DEVIATED, Kept.NOT_ASSESSABLE):
        found = sorted(
            (item for item in items if item.kept is kept), key=lambda item: item.status is GateStatus.FLAG
        )
        if found:
            told.append(f"{kept.words}: {listed([item.name.lower() for item in found])}")
    reason = f"by the protocol frozen on {protocol.frozen_on}: {'; '.join(told) or 'followed in every item'}"
    return Outcome(protocol.status(claim_id), reason, f"protocol with SHA-256 {protocol.sha256[:12]}…")


GATE = Gate(
    number=26,
    name="Fixed beforehand",
    checks="the test of the claims was written down before the records were closed, and kept to",
    judge=judge_beforehand,
    source="FDA 2023 on external controls, read in summaries",
    used=("programme.toml protocol, claims_fixed", "programme.toml data_date"),
    limits=f"of a protocol: visits in their windows at least {{{VISITS_LIMIT}}}",
)
