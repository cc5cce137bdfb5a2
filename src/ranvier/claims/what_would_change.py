"""What would change a verdict: the records, the comparison or the wording that is missing."""

from __future__ import annotations

import math

from ranvier.claims.claim import Attribution, Claim, Testable
from ranvier.claims.endpoint_names import EDSS_POINTS, PERCENT
from ranvier.claims.finding import Finding
from ranvier.claims.verdict import GateResult
from ranvier.claims.wording import count_text, difference_text, interval_text, number_text
from ranvier.vocabulary.outcomes import GateStatus, Reading, Severity

_POWER_FACTOR = (1.959964 + 1.281552) ** 2
"""(z for 5 % two-sided + z for 90 % power) squared, of the normal approximation for two groups."""

_SMALLEST_WORTH_SEEING = 0.5
"""EDSS points; half the smallest change a rater can be confident of (scales, rater variability)."""


def judge_what_would_change(
    claim: Claim, finding: Finding | None, gates: tuple[GateResult, ...]
) -> tuple[str, ...]:
    """The steps that could change this verdict, most direct first; never empty."""
    if claim.testable is Testable.NO or finding is None:
        return (
            claim.could_test or "A study designed for this question; a registry's records cannot answer it.",
        )
    steps = [
        *_missing(finding),
        *_gate_steps(gates),
        *_comparator_step(claim, finding),
        *_unseen_step(finding),
        *_restated(claim, finding),
    ]
    if claim.could_test:
        steps.append(claim.could_test)
    if finding.hidden:
        steps.append(finding.hidden)
    return tuple(dict.fromkeys(steps)) or ("More patients: the interval narrows with their number.",)


def _missing(finding: Finding) -> list[str]:
    return [f"Columns now missing: {', '.join(finding.missing)}."] if finding.missing else []


def _gate_steps(gates: tuple[GateResult, ...]) -> list[str]:
    steps = []
    for gate in gates:
        used = any(gate.severity.get(reading) is Severity.CRITICAL for reading in Reading)
        if not used or gate.number == 7:
            continue
        if gate.status is GateStatus.FAIL:
            steps.append(f"Records that pass gate {gate.number} ({gate.name.lower()}): {gate.reason}")
        elif gate.status is GateStatus.NOT_ASSESSABLE:
            steps.append(
                f"Records that let gate {gate.number} ({gate.name.lower()}) be checked: {gate.reason}"
            )
    return steps


def _comparator_step(claim: Claim, finding: Finding) -> list[str]:
    if finding.contrast is not None or claim.attribution not in (Attribution.CHANGE, Attribution.LEVEL):
        return []
    size = _group_size(finding)
    if size is None:
        return [
            "A comparator: patients with the same visits who did not get the therapy, best assigned by lot."
        ]
    n, difference = size
    return [
        f"A comparator: {n} treated and {n} untreated patients, assigned by lot, would show a difference of "
        f"{difference} (two-sided 5%, power 90%, normal approximation)."
    ]


def _group_size(finding: Finding) -> tuple[int, str] | None:
    found = finding.found
    if found is None or not found.is_known or not found.has_interval or found.n < 2:
        return None
    if finding.unit == EDSS_POINTS:
        spread = (found.upper - found.lower) / (2 * 1.959964) * math.sqrt(found.n)
        n = 2 * _POWER_FACTOR * spread**2 / _SMALLEST_WORTH_SEEING**2
        return max(2, math.ceil(n)), f"{_SMALLEST_WORTH_SEEING:g} EDSS points"
    if finding.unit == PERCENT:
        share = min(0.95, max(0.05, found.estimate / 100))
        n = 2 * _POWER_FACTOR * share * (1 - share) / 0.15**2
        return math.ceil(n), "15 percentage points"
    return None


def _unseen_step(finding: Finding) -> list[str]:
    bounds = finding.bounds
    if bounds is None or not bounds.n_unseen or math.isclose(bounds.worst, bounds.best):
        return []
    worst, best = number_text(bounds.worst, finding.unit), number_text(bounds.best, finding.unit)
    who = f"those not seen ({count_text(bounds.n_unseen)})"
    return [f"Results of {who}: they could move the number from {worst} to {best}."]


def _restated(claim: Claim, finding: Finding) -> list[str]:
    if claim.attribution not in (Attribution.CHANGE, Attribution.LEVEL) or finding.found is None:
        return []
    if not finding.found.is_known:
        return []
    text = f"A restated claim that the records bear: “{finding.label}: {interval_text(finding.found)}”"
    if finding.null is not None and finding.contrast is None:
        low, high = (
            number_text(finding.null.lower, finding.unit),
            number_text(finding.null.upper, finding.unit),
        )
        text += f"; without treatment {low} to {high} is expected"
    elif finding.contrast is not None and finding.contrast.is_known:
        text += f"; treated minus comparator {difference_text(finding.contrast.estimate, finding.unit)}"
    return [text + "."]
