"""Check 21: whether both groups have patients of each kind, and how many the weights leave."""

from __future__ import annotations

from ranvier.claims.gates.gate import Gate, Outcome, cannot_say, fails, flags, passes
from ranvier.claims.gates.inquiry import Inquiry, Situation
from ranvier.claims.gates.wording import percent_text


def judge_overlap(inquiry: Inquiry) -> Outcome:
    """Effective patients of the smaller group after weighting; lot makes groups overlap by itself."""
    if inquiry.situation is Situation.RANDOMISED:
        return passes("assigned by lot: no weights were needed")
    fair = inquiry.fair
    if fair is None:
        return cannot_say("no difference was made for this claim")
    if fair.adjusted is None:
        return fails(f"the groups cannot be made alike: {fair.refusal}")
    left = 100 * fair.adjusted.positivity.ess_share
    reason = f"the weights leave {percent_text(left)} of the smaller group, in effective patients"
    if left < inquiry.limit("effective_fail_percent"):
        return fails(reason)
    return (flags if left < inquiry.limit("effective_flag_percent") else passes)(reason)


GATE = Gate(
    number=21,
    name="Overlap",
    checks="both groups have patients of each kind, so that weights do not rest on a few",
    judge=judge_overlap,
    source="effective number of patients: Kish 1965; own wording of positivity",
    used=("the weights of check 40",),
    limits="noted below {effective_flag_percent}, fails below {effective_fail_percent}",
)
