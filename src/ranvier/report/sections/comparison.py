"""With whom the treated were compared, in plain words."""

from __future__ import annotations

from ranvier.claims.judging.verdict import Examination
from ranvier.report.small_cells import Sharing
from ranvier.vocabulary.outcomes import GateStatus
from ranvier.vocabulary.people import Assignment, ComparatorKind

_GOT = {
    ComparatorKind.UNTREATED: "patients who got no treatment in its place",
    ComparatorKind.SHAM: "patients who got a sham treatment",
    ComparatorKind.ACTIVE: "patients on an ordinary treatment",
    None: "patients whose treatment the records do not name",
}
_CHOSEN = {
    Assignment.RANDOMISED: "Lot decided who was treated (randomised).",
    Assignment.EXTERNAL: "They come from elsewhere or were chosen afterwards (not randomised).",
    Assignment.NONE: "The records do not say how they were chosen.",
}
_BLINDED = {
    True: "Who scored them did not know the group (blinded).",
    False: "Who scored them knew the group, or treats them (not blinded).",
    None: "The records do not say whether who scored them knew the group.",
}

_BLINDING = 17
"""Number of the check whether raters knew the treatment."""


def has_comparator(examination: Examination) -> bool:
    """Whether there is anybody to compare with."""
    return examination.programme is not None and examination.n_comparator > 0


def who_scored_was_blinded(examination: Examination) -> bool | None:
    """Whether raters did not know the treatment, as check 17 found it; None where the records do not say.

    Where the check could not tell, or took the programme's word, what the programme declares.
    """
    statuses = {
        gate.status for verdict in examination.verdicts for gate in verdict.gates if gate.number == _BLINDING
    }
    if GateStatus.FAIL in statuses:
        return False
    if statuses == {GateStatus.PASS}:
        return True
    return examination.programme.groups.assessor_blinded if examination.programme is not None else None


def comparison_words(examination: Examination, sharing: Sharing) -> str:
    """Whom the treated are compared with, how these were chosen, and whether scoring was blinded."""
    if examination.programme is None:
        return "With nothing: no records were examined."
    if not has_comparator(examination):
        return (
            "With nobody. The programme has no comparison group. Published studies, and the programme "
            "re-created without effect, stand beside it for orientation; they are not a control group."
        )
    groups = examination.programme.groups
    n = sharing.count(examination.n_comparator)
    head = f"With {n} {_GOT[groups.comparator_kind]}"
    made_alike = f" {_ADJUSTED}" if _is_adjusted(examination) else ""
    return f"{head}. {_CHOSEN[groups.assignment]}{made_alike} {_BLINDED[who_scored_was_blinded(examination)]}"


_ADJUSTED = "Weights make the groups alike in what the records hold."


def _is_adjusted(examination: Examination) -> bool:
    findings = (tried.finding for verdict in examination.verdicts for tried in verdict.tried)
    return any(finding.fair is not None and finding.fair.adjusted is not None for finding in findings)
