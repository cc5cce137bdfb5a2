"""Check 23: how far the patients not seen must differ from those seen for the answer to turn."""

from __future__ import annotations

import math

from ranvier.claims.basis.finding import Finding
from ranvier.claims.gates.gate import Gate, Outcome, cannot_say, flags, passes
from ranvier.claims.gates.inquiry import Inquiry
from ranvier.claims.language.asserted import AssertedSet
from ranvier.claims.language.endpoint_names import EDSS_POINTS, PERCENT

OF_EACH_PATIENT = frozenset(
    {
        "edss_change_mean",
        "edss_fall_share",
        "case_typicality",
        "functional_system_share",
        "measure_improved_share",
        "lesion_free_share",
    }
)
"""Endpoints that are the mean, or the share, of one number a patient."""


def judge_tipping(inquiry: Inquiry) -> Outcome:
    """The least difference between the unseen and the seen at which the number crosses an edge of the set."""
    finding, primary = inquiry.finding, inquiry.primary
    if inquiry.endpoint not in OF_EACH_PATIENT:
        return passes("not a mean or a share of patients: see the worst and best case")
    if finding is None or primary is None or finding.found is None or finding.bounds is None:
        return cannot_say("there is no number that the patients not seen could turn")
    n_unseen = finding.bounds.n_unseen
    if n_unseen == 0:
        return passes("everybody was seen")
    if n_unseen < inquiry.limit("smallest_count_shown"):
        return passes("so few were not seen that the worst and best case tell all")
    tips_at = _tipping_distance(finding, primary.asserted)
    limit, unit = _limit(inquiry, finding)
    if math.isinf(tips_at):
        return passes("no difference of those not seen turns the answer")
    reason = f"the answer turns once those not seen differ from those seen by {tips_at:.2g} {unit}"
    return (flags if tips_at < limit else passes)(reason)


def _tipping_distance(finding: Finding, asserted: AssertedSet) -> float:
    """How far the unseen lie from the seen in the mean when the mean of all is at the nearest edge."""
    assert finding.found is not None  # judge_tipping asks first
    assert finding.bounds is not None
    n_seen, n_unseen = finding.found.n, finding.bounds.n_unseen
    edges = [edge for edge in (asserted.low, asserted.high) if math.isfinite(edge)]
    if finding.unit == PERCENT:
        edges = [edge for edge in edges if 0 < edge < 100]
    gaps = [abs(edge - finding.found.estimate) for edge in edges]
    return min(gaps, default=math.inf) * (n_seen + n_unseen) / n_unseen


def _limit(inquiry: Inquiry, finding: Finding) -> tuple[float, str]:
    if finding.unit == EDSS_POINTS:
        return inquiry.limit("tipping_points"), EDSS_POINTS
    return inquiry.limit("tipping_percent"), "percentage points"


GATE = Gate(
    number=23,
    name="Tipping point",
    checks="the answer stands unless the patients not seen differ much from those seen",
    judge=judge_tipping,
    source="pattern mixtures: Little RJA. J Am Stat Assoc 1993;88:125-134",
    used=("the endpoint's number, and how many were not seen",),
    limits="noted below {tipping_points}, of a share below {tipping_percent}",
)
