"""Check 40: whether a comparison that lot did not make fair was made fair by adjustment."""

from __future__ import annotations

from ranvier.claims.basis.fair_comparison import FairComparison
from ranvier.claims.gates.gate import Gate, Outcome, cannot_say, fails, flags, passes
from ranvier.claims.gates.inquiry import Inquiry, Situation
from ranvier.claims.gates.wording import listed, percent


def judge_adjustment(inquiry: Inquiry) -> Outcome:
    """Lot needs no adjustment; without it, a plain difference of two groups is no effect of a therapy."""
    fair = adjusted_or_answer(inquiry, "assigned by lot, as the programme says: nothing to adjust for")
    return fair if isinstance(fair, Outcome) else _judge_adjusted(inquiry, fair)


def adjusted_or_answer(inquiry: Inquiry, by_lot: str) -> FairComparison | Outcome:
    """The adjusted comparison, or what a check answers where there is none; by_lot: where lot chose."""
    if inquiry.situation is Situation.RANDOMISED:
        return passes(by_lot)
    fair = inquiry.fair
    if fair is None:
        return cannot_say("no difference was made for this claim")
    if fair.adjusted is None:
        return fails(f"the groups cannot be made alike: {inquiry.why_not_alike}")
    return fair


def _judge_adjusted(inquiry: Inquiry, fair: FairComparison) -> Outcome:
    how = f"{fair.contrast.weights}, for {listed(fair.covariates)}"
    counted = f"{inquiry.count(sum(group.n_patients - group.n_left_out for group in fair.left_out))} patients"
    most = max(fair.left_out, key=lambda group: group.share)
    if most.n_left_out == 0:
        return passes(how, counted)
    left_out = inquiry.share(most.n_left_out, most.n_patients)
    too_many = percent(most.n_left_out, most.n_patients) > inquiry.limit("adjusted_left_out_percent")
    reason = f"{how}; {left_out} of the {most.word} without all of these are left out"
    return (fails if too_many else flags)(reason, counted)


GATE = Gate(
    number=40,
    name="Adjusted comparison",
    checks="a difference between groups that lot did not make is adjusted for how they differ",
    judge=judge_adjustment,
    source="ROBINS-I, confounding; overlap weights: Li, Morgan, Zaslavsky 2018; verdict rule 5",
    used=("programme.toml [groups]",),
    limits="fails where more than {adjusted_left_out_percent} of a group lack a covariate",
)
