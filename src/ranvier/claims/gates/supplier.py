"""Check 34: who answers for the rows, and whether anybody else looked at them."""

from __future__ import annotations

from ranvier.claims.gates.gate import Asks, Gate, Outcome, flags, passes
from ranvier.claims.gates.inquiry import Inquiry


def judge_supplier(inquiry: Inquiry) -> Outcome:
    """Who supplied the rows; always printed, and noted unless they were audited."""
    supplier = inquiry.programme.supplied_by.strip() or "nobody named"
    if inquiry.programme.audited:
        return passes(
            f"supplied by {supplier}; compared with the source by somebody independent", "programme.toml"
        )
    return flags(f"supplied by {supplier}, not audited", "programme.toml")


GATE = Gate(
    number=34,
    name="Supplied by",
    checks="who answers for the rows, and whether somebody independent compared them with the source",
    judge=judge_supplier,
    source="verdict rule 7",
    used=("programme.toml supplied_by", "programme.toml audited"),
    asks=Asks.RECORDS,
)
