"""What would change a verdict: the records, the comparison or the wording that is missing."""

from __future__ import annotations

import math

from ranvier.claims.basis.definitions_tried import Multiverse
from ranvier.claims.basis.finding import Finding
from ranvier.claims.judging.verdict import GateResult
from ranvier.claims.language.claim import Attribution, Claim, Testable
from ranvier.claims.language.endpoint_names import EDSS_POINTS, PERCENT
from ranvier.claims.language.wording import count_text, difference_text, interval_text, number_text
from ranvier.vocabulary.outcomes import GateStatus, Reading

_POWER_FACTOR = (1.959964 + 1.281552) ** 2
"""(z for 5 % two-sided + z for 90 % power) squared, of the normal approximation for two groups."""

_SMALLEST_WORTH_SEEING = 0.5
"""EDSS points; half the smallest change a rater can be confident of (scales, rater variability)."""


_TOLD_ELSEWHERE = frozenset({7, 39})
"""A comparator and the missing columns have lines of their own."""

REMEDIES = {
    1: "A claim that states population, endpoint, time and asserted set.",
    3: "Time zero declared for each group in programme.toml, and the dose dated on it.",
    4: "Everybody recorded from the first dose on, also who left or never came back.",
    8: "Comparators from the same years.",
    9: "A baseline: each patient scored within 90 days before the first dose and before any steroids.",
    10: "Stable baselines: each patient scored before the dose, more than 90 days from a relapse.",
    11: "A baseline score other than the one by which patients were accepted.",
    12: "A confirming score at least 24 weeks after the change, away from relapses.",
    13: "Scores that a second examination confirms: a change this small lies within rater error.",
    17: "Raters who do not know the treatment, and do not treat; recorded at each visit as rater_blinded.",
    19: "Age, sex, years since onset, EDSS, relapses before and phenotype recorded in both groups.",
    20: "Groups that are alike at time zero, best drawn by lot.",
    21: "Comparators like the treated: weights leave too few where the groups hardly overlap.",
    22: "Both groups examined as often.",
    26: "Claims written down before the records were closed (claims_fixed in programme.toml).",
    28: "More patient-years in which events are asked for, linked with a register or imaged.",
    29: "A record of when and how each patient was asked for harms (table safety_followup).",
    31: "An exposure whose day was written down before anybody knew of the event, or a comparison by lot.",
    40: "Comparators drawn by lot, or ones whose covariates are known so that weights can make them alike.",
    41: "Comparators drawn by lot, or a difference that harder raters and an unrecorded cause would leave.",
}
"""For each check what would let it pass, in words for the clinic."""


def judge_what_would_change(
    claim: Claim,
    finding: Finding | None,
    gates: tuple[GateResult, ...],
    multiverse: Multiverse | None = None,
) -> tuple[str, ...]:
    """The steps that could change this verdict, most direct first; never empty."""
    if claim.testable is Testable.NO or finding is None:
        return (
            claim.could_test or "A study designed for this question; a registry's records cannot answer it.",
        )
    steps = [
        *_missing(finding),
        *_definition_step(claim, multiverse),
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


def _definition_step(claim: Claim, multiverse: Multiverse | None) -> list[str]:
    """That the claim should say what worsening is, where that decides; only the claim's own authors can."""
    if multiverse is None or not any(multiverse.depends(reading) for reading in claim.readings):
        return []
    return ["A claim that names its definition of worsening, before the records are looked at."]


def _gate_steps(gates: tuple[GateResult, ...]) -> list[str]:
    """What to record or do, for each critical check that fails or cannot be assessed."""
    steps = []
    for gate in gates:
        if gate.number in _TOLD_ELSEWHERE or not any(gate.binds(reading) for reading in Reading):
            continue
        bad = "fails" if gate.status is GateStatus.FAIL else "cannot be assessed"
        remedy = REMEDIES.get(gate.number, f"Records that pass the check “{gate.name.lower()}”.")
        steps.append(f"{remedy} (Gate {gate.number} {bad} now.)")
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
