"""Check 41: whether a difference stays if raters and something unrecorded worked against it."""

from __future__ import annotations

from ranvier.claims.gates.gate import Gate, Outcome, cannot_say, fails, passes
from ranvier.claims.gates.inquiry import Inquiry, Situation
from ranvier.claims.gates.wording import rescored_text
from ranvier.claims.language.endpoint_names import PERCENT


def judge_hidden_bias(inquiry: Inquiry) -> Outcome:
    """The contrast with the treated scored otherwise, and moved as the strongest covariate moves it."""
    if inquiry.situation is Situation.RANDOMISED:
        return passes("assigned by lot: raters and whatever is not recorded are the same in both groups")
    fair = inquiry.fair
    if fair is None or fair.adjusted is None:
        return cannot_say("no adjusted difference was made for this claim")
    if not fair.shows_a_difference:
        return passes("no difference is shown that could be explained away")
    strongest, moved = fair.strongest
    against = f"the treated scored {rescored_text(fair.against.points)}"
    if strongest:
        unit = "percentage points" if fair.contrast.unit == PERCENT else fair.contrast.unit
        against += f", and something unrecorded as strong as {strongest} ({moved:.2g} {unit})"
    if fair.withstands_hidden_bias:
        return passes(f"the difference stays with {against}")
    return fails(f"no difference would be left with {against}")


GATE = Gate(
    number=41,
    name="Hidden bias",
    checks="a difference that lot did not make would stay with other raters and an unrecorded confounder",
    judge=judge_hidden_bias,
    source="own wording, after VanderWeele and Ding 2017: what is unrecorded beside the strongest recorded",
    required=("visits.edss",),
    used=("the covariates of check 19",),
    limits="scores of the treated {rater_shift_points} higher; lower where they are worse off",
)
