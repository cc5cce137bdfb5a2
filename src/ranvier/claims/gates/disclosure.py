"""Check 33: whether what is shared can point at single patients."""

from __future__ import annotations

from ranvier.claims.gates.gate import Asks, Gate, Outcome, fails, flags, passes
from ranvier.claims.gates.inquiry import Inquiry

USUAL_LEAST = 5
"""The smallest count that a shareable report shows, unless somebody changed it (verdict rule 10)."""

ONE_SITE = "one programme's own tables: nothing is pooled over sites, so no other release can be subtracted"


def judge_disclosure(inquiry: Inquiry) -> Outcome:
    """The smallest group that the checks show; pooling over sites is not asked of one programme."""
    least = int(inquiry.limit("smallest_count_shown"))
    if least < 2:
        return fails(f"single patients can be told from the counts; {ONE_SITE}")
    if least < USUAL_LEAST:
        return flags(f"counts from {least} on are shown, {USUAL_LEAST} is usual; {ONE_SITE}")
    return passes(f"counts under {least} are hidden; {ONE_SITE}")


GATE = Gate(
    number=33,
    name="Disclosure",
    checks="no count is so small that it points at single patients, and no site follows from a pooled one",
    judge=judge_disclosure,
    source="verdict rule 10; pooling over sites does not apply to one programme",
    used=("the counts of the checks",),
    limits="counts under {smallest_count_shown} are hidden; noted below 5, fails below 2",
    asks=Asks.RECORDS,
)
