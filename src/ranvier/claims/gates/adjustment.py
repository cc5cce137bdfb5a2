"""Check 40: whether a comparison that lot did not make fair was made fair by adjustment."""

from __future__ import annotations

from ranvier.claims.gates.gate import Gate, Outcome, fails, passes
from ranvier.claims.gates.inquiry import Inquiry, Situation


def judge_adjustment(inquiry: Inquiry) -> Outcome:
    """Lot needs no adjustment; without it, the plain difference of two groups is not the effect of a therapy.

    This version makes plain contrasts only, so comparators that lot did not choose do not pass.
    """
    if inquiry.situation is Situation.RANDOMISED:
        return passes("assigned by lot, as the programme says: nothing to adjust for")
    return fails(
        "comparators were not chosen by lot, and the difference is not adjusted for how the groups differ"
    )


GATE = Gate(
    number=40,
    name="Adjusted comparison",
    checks="a difference between groups that lot did not make is adjusted for how they differ",
    judge=judge_adjustment,
    source="ROBINS-I, confounding; verdict rule 5",
    used=("programme.toml [groups]",),
)
