"""Check 37: how long after a visit its row was written, and whether rows were changed later."""

from __future__ import annotations

from ranvier.claims.gates.gate import Asks, Gate, Outcome, cannot_say
from ranvier.claims.gates.inquiry import Inquiry


def judge_entry_lag(_inquiry: Inquiry) -> Outcome:
    """Tables of a programme hold no day of entry and no earlier version of a row: nobody can say."""
    return cannot_say("when a row was written or changed is kept by a registry's audit, not by these tables")


GATE = Gate(
    number=37,
    name="Entry lag and late edits",
    checks="rows were written soon after the visit, and not changed after the records were closed",
    judge=judge_entry_lag,
    source="verdict rule 7",
    used=("the audit of a registry",),
    asks=Asks.RECORDS,
)
