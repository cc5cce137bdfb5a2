"""Check 39: whether the records hold the tables and columns the claim needs."""

from __future__ import annotations

from ranvier.claims.gates.gate import Gate, Outcome, cannot_say, passes
from ranvier.claims.gates.inquiry import Inquiry
from ranvier.claims.gates.wording import listed


def judge_needed_columns(inquiry: Inquiry) -> Outcome:
    """The columns the endpoint misses, named; they are never taken as 'none'."""
    if inquiry.finding is None:
        return cannot_say("nothing was computed for this claim")
    if inquiry.finding.missing:
        return cannot_say(f"the records lack {listed(sorted(inquiry.finding.missing))}")
    return passes("every table and column the claim needs is there")


GATE = Gate(
    number=39,
    name="Needed columns present",
    checks="the tables and columns that the claim's endpoint reads are in the records",
    judge=judge_needed_columns,
    used=("the endpoint's own tables and columns",),
    source="absence of a column is never absence of a bias",
)
