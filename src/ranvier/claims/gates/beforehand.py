"""Check 26: whether the claims were written down before the records were closed."""

from __future__ import annotations

from ranvier.claims.gates.gate import Gate, Outcome, cannot_say, fails, passes
from ranvier.claims.gates.inquiry import Inquiry


def judge_beforehand(inquiry: Inquiry) -> Outcome:
    """Whether the claims were fixed on or before the data date."""
    fixed = inquiry.programme.claims_fixed
    if fixed is None:
        return cannot_say("programme.toml does not say when the claims were fixed (claims_fixed)")
    days = (inquiry.programme.data_date - fixed).days
    if days < 0:
        return fails(f"the claims were fixed {-days:,} days after the records were closed: post hoc")
    return passes(f"the claims were fixed {days:,} days before the records were closed")


GATE = Gate(
    number=26,
    name="Fixed beforehand",
    checks="the claims were written down before the records were closed",
    judge=judge_beforehand,
    source="FDA 2023 on external controls, read in summaries",
    used=("programme.toml claims_fixed", "programme.toml data_date"),
)
