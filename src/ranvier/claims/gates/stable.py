"""Check 42: whether other patients of the same kind would give the same answer."""

from __future__ import annotations

from ranvier.claims.gates.gate import Gate, Outcome, cannot_say, fails, flags, passes
from ranvier.claims.gates.inquiry import Inquiry


def judge_stable(inquiry: Inquiry) -> Outcome:
    """In how many resamples of the patients each reading gives the same answer; the least stable counts."""
    found = inquiry.stability
    if found is None or not found.same_percent:
        return cannot_say(_why(inquiry))
    same = found.same_percent
    reason = "; ".join(f"{reading.value}: the same answer in {share:.0f}%" for reading, share in same.items())
    counted = f"{found.n_resamples} resamples of {inquiry.count(inquiry.treated.height)} treated"
    least = min(same.values())
    if least < inquiry.limit("unstable_percent"):
        return fails(f"{reason}; another answer is as likely", counted)
    if least < inquiry.limit("stable_percent"):
        return flags(f"{reason}; borderline", counted)
    return passes(reason, counted)


def _why(inquiry: Inquiry) -> str:
    found = inquiry.stability
    reasons = dict.fromkeys(found.why_not.values()) if found is not None else {}
    return "; ".join(reasons) or "nothing was drawn anew"


GATE = Gate(
    number=42,
    name="Stability",
    checks="patients drawn anew from these, with replacement, give the same answer",
    judge=judge_stable,
    source="bootstrap: Efron B. Ann Stat 1979;7:1-26; own wording of stability",
    used=("the numbers of each patient",),
    limits=(
        "noted below {stable_percent} of {stability_resamples} (0: not done), fails below {unstable_percent}"
    ),
)
