"""Check 21: whether both groups have patients of each kind, and how many the weights leave."""

from __future__ import annotations

import math

from ranvier.claims.basis.fair_comparison import FairComparison
from ranvier.claims.gates.adjustment import adjusted_or_answer
from ranvier.claims.gates.gate import Gate, Outcome, fails, flags, passes
from ranvier.claims.gates.inquiry import Inquiry
from ranvier.claims.gates.wording import percent_text


def judge_overlap(inquiry: Inquiry) -> Outcome:
    """Effective patients of the smaller group after weighting; lot makes groups overlap by itself."""
    fair = adjusted_or_answer(inquiry, "assigned by lot: no weights were needed")
    if isinstance(fair, Outcome):
        return fair
    assert fair.adjusted is not None  # adjusted_or_answer asks first
    left, each = 100 * fair.adjusted.positivity.ess_share, _for_each_covariate(fair)
    reason = f"the weights leave {percent_text(left)} of the smaller group, in effective patients"
    if left < inquiry.limit("effective_fail_percent"):
        return fails(reason)
    if each < inquiry.limit("effective_each_covariate"):
        return fails(f"{reason}, {each:.1f} for each covariate: too few for the interval to hold")
    return (flags if left < inquiry.limit("effective_flag_percent") else passes)(reason)


def _for_each_covariate(fair: FairComparison) -> float:
    """Effective patients of the smaller group, shared among the covariates adjusted for."""
    if fair.adjusted is None or not fair.covariates:
        return math.inf
    positivity = fair.adjusted.positivity
    return min(positivity.ess_treated, positivity.ess_comparator) / len(fair.covariates)


GATE = Gate(
    number=21,
    name="Overlap",
    checks="both groups have patients of each kind, and enough, so that weights do not rest on a few",
    judge=judge_overlap,
    source="effective number of patients: Kish 1965; own wording of positivity",
    used=("the weights of check 40",),
    limits=(
        "noted below {effective_flag_percent}, fails below {effective_fail_percent}, "
        "or below {effective_each_covariate} for each covariate"
    ),
)
