"""Check 15: whether the patients not seen could turn the answer."""

from __future__ import annotations

from ranvier.claims.gates.gate import Gate, Outcome, cannot_say, flags, passes
from ranvier.claims.gates.inquiry import Inquiry


def judge_bounds(inquiry: Inquiry) -> Outcome:
    """Whether worst and best case for the patients not seen fall on one side of what is asserted."""
    finding, primary = inquiry.finding, inquiry.primary
    if finding is None or primary is None or finding.found is None or finding.bounds is None:
        return cannot_say("there is no worst and best case")
    counted = f"{inquiry.count(finding.bounds.n_unseen)} not seen"
    inside = {
        primary.asserted.contains(number)
        for number in (finding.found.estimate, finding.bounds.worst, finding.bounds.best)
    }
    if len(inside) > 1:
        return flags("worst and best case fall on different sides of what is asserted", counted)
    return passes("worst and best case fall on the same side of what is asserted", counted)


GATE = Gate(
    number=15,
    name="Patients not seen decide",
    checks="the answer is the same if every patient not seen had done worst, and best",
    judge=judge_bounds,
    source="verdict rule 4",
    used=("the endpoint's worst and best case",),
)
