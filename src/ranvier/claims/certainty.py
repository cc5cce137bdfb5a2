"""The certainty of a verdict, proposed by rules; a person signs it (verdict rule 8)."""

from __future__ import annotations

from dataclasses import dataclass

from ranvier.claims.finding import Finding
from ranvier.claims.verdict import GateResult
from ranvier.tables.programme import Programme
from ranvier.vocabulary.outcomes import Because, Certainty, GateStatus, Reading, Seen, Severity
from ranvier.vocabulary.people import Assignment

UNSEEN_SHARE_THAT_LOWERS = 0.20
"""Above this share of patients not seen the certainty falls by one step (proposed by this project)."""

SELECTION = 16
"""Number of the check of gaps on the programme's list."""

_LADDER = tuple(Certainty)


@dataclass(frozen=True)
class ProposedCertainty:
    """A step of the ladder and the sentence that explains it."""

    certainty: Certainty
    why: str


def judge_seen_certainty(
    outcome: Seen, programme: Programme, finding: Finding, gates: tuple[GateResult, ...]
) -> ProposedCertainty | None:
    """How sure the *seen* reading is; None where nothing was assessed."""
    if outcome is Seen.CANNOT_BE_ASSESSED:
        return None
    start = Certainty.HIGH if programme.audited else Certainty.MODERATE
    reasons = [] if programme.audited else ["rows not audited, so never high"]
    return _lowered(start, reasons, _seen_doubts(outcome, finding, gates))


def judge_because_certainty(
    outcome: Because, programme: Programme, finding: Finding, gates: tuple[GateResult, ...], *, compared: bool
) -> ProposedCertainty | None:
    """How sure the *because* reading is; None where nothing was assessed."""
    if outcome is Because.CANNOT_BE_ASSESSED:
        return None
    if not compared:
        return ProposedCertainty(Certainty.VERY_LOW, "one group without a control, so never above very low")
    groups = programme.groups
    if groups.assignment is not Assignment.RANDOMISED:
        return _lowered(
            Certainty.LOW, ["comparator not assigned by lot, so never above low"], _doubts(finding, gates)
        )
    if groups.assessor_blinded:
        return _lowered(Certainty.HIGH, ["assigned by lot, assessor blinded"], _doubts(finding, gates))
    reasons = ["assigned by lot, assessor not known to be blinded, so never above moderate"]
    return _lowered(Certainty.MODERATE, reasons, _doubts(finding, gates))


def _seen_doubts(outcome: Seen, finding: Finding, gates: tuple[GateResult, ...]) -> list[str]:
    """What makes a fact of record less sure.

    Agreement and disagreement hold whatever became of the patients not seen, and relapses or an unblinded
    rater change why a number is so, not that it is. Checks that are critical for the reading still count.
    """
    doubts = [_gate_doubt(gate) for gate in gates if gate.binds(Reading.SEEN)] + _gaps_doubt(gates)
    if outcome is Seen.IMPRECISE:
        doubts += ["the interval is wide", *_unseen_doubt(finding)]
    return doubts


def _doubts(finding: Finding, gates: tuple[GateResult, ...]) -> list[str]:
    failed = _failed(gates, Reading.BECAUSE)
    return _unseen_doubt(finding) + failed + _gaps_doubt(gates) + _own_words_doubt(gates)


def _unseen_doubt(finding: Finding) -> list[str]:
    n_unseen = sum(finding.unseen.values())
    if finding.n_treated and n_unseen / finding.n_treated > UNSEEN_SHARE_THAT_LOWERS:
        return [f"{n_unseen / finding.n_treated:.0%} of the treated not seen"]
    return []


def _failed(gates: tuple[GateResult, ...], reading: Reading) -> list[str]:
    return [_gate_doubt(gate) for gate in gates if gate.binds(reading) or _fails(gate, reading)]


def _gate_doubt(gate: GateResult) -> str:
    words = "fails" if gate.status is GateStatus.FAIL else "cannot be assessed"
    return f"gate {gate.number} {words} ({gate.name.lower()})"


def _fails(gate: GateResult, reading: Reading) -> bool:
    used = gate.severity.get(reading, Severity.NOT_USED) is not Severity.NOT_USED
    return used and gate.status is GateStatus.FAIL


def _gaps_doubt(gates: tuple[GateResult, ...]) -> list[str]:
    """Patients nobody told of could overturn either answer; the bounds hold only those in the records."""
    noted = any(gate.number == SELECTION and gate.status is GateStatus.FLAG for gate in gates)
    return [f"gate {SELECTION} notes gaps on the list"] if noted else []


def _own_words_doubt(gates: tuple[GateResult, ...]) -> list[str]:
    supplied = [gate for gate in gates if gate.name == "Supplied by" and gate.status is GateStatus.FLAG]
    return ["rows are the supplier's own, not audited"] if supplied else []


def _lowered(start: Certainty, reasons: list[str], doubts: list[str]) -> ProposedCertainty:
    rank = max(0, start.rank - len(doubts))
    return ProposedCertainty(_LADDER[rank], "; ".join([*reasons, *doubts]) or "nothing lowers it")
