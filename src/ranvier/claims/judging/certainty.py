"""The certainty of a verdict, proposed by rules; a person signs it (verdict rule 8)."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cache
from importlib import resources

from ranvier.claims.basis.finding import Finding
from ranvier.claims.basis.rules import Rules
from ranvier.claims.basis.stability import Stability
from ranvier.claims.judging.verdict import GateResult, Judged
from ranvier.tables.programme import Programme
from ranvier.vocabulary.outcomes import Because, Certainty, GateStatus, Reading, Seen, Severity
from ranvier.vocabulary.people import Assignment

_LADDER = tuple(Certainty)


@dataclass(frozen=True)
class ProposedCertainty:
    """A step of the ladder and the sentence that explains it."""

    certainty: Certainty
    why: str


@dataclass(frozen=True)
class CertaintyRules:
    """The whole of certainty.toml.

    caps: by kind of records, the highest step and why. flags: for each reading, the numbers of the checks
    whose flag takes a step away, with the words for it.
    """

    caps: Mapping[str, ProposedCertainty]
    flags: Mapping[Reading, Mapping[int, str]]


@cache
def certainty_rules() -> CertaintyRules:
    """The shipped rules."""
    text = resources.files("ranvier.claims").joinpath("certainty.toml").read_text(encoding="utf-8")
    content = tomllib.loads(text)
    return CertaintyRules(
        {
            name: ProposedCertainty(Certainty(cap["at_most"]), cap["why"])
            for name, cap in content["caps"].items()
        },
        {
            Reading(name): {int(number): words for number, words in flags.items()}
            for name, flags in content["flags"].items()
        },
    )


def judge_seen_certainty(
    outcome: Seen, programme: Programme, finding: Finding, gates: tuple[GateResult, ...], rules: Rules
) -> ProposedCertainty | None:
    """How sure the *seen* reading is; None where nothing was assessed."""
    if outcome is Seen.CANNOT_BE_ASSESSED:
        return None
    cap = certainty_rules().caps["seen_audited" if programme.audited else "seen_unaudited"]
    return _lowered(cap, _seen_doubts(outcome, finding, gates, rules))


def judge_because_certainty(
    outcome: Because,
    programme: Programme,
    finding: Finding,
    gates: tuple[GateResult, ...],
    rules: Rules,
    *,
    compared: bool,
) -> ProposedCertainty | None:
    """How sure the *because* reading is; None where nothing was assessed."""
    if outcome is Because.CANNOT_BE_ASSESSED:
        return None
    cap = certainty_rules().caps[_because_cap(programme, compared=compared)]
    return _lowered(cap, _because_doubts(finding, gates, rules) if compared else [])


def lowered_if_borderline(
    judged: Judged | None, reading: Reading, stability: Stability | None
) -> Judged | None:
    """The answer, one step less sure where other patients of the same kind would often give another one."""
    if judged is None or judged.certainty is None or stability is None:
        return judged
    if not stability.is_borderline(reading):
        return judged
    lower = _lowered(ProposedCertainty(judged.certainty, judged.certainty_why), [stability.doubt(reading)])
    return replace(judged, certainty=lower.certainty, certainty_why=lower.why)


def _because_cap(programme: Programme, *, compared: bool) -> str:
    """The kind of comparison, as certainty.toml names it."""
    if not compared:
        return "because_uncontrolled"
    if programme.groups.assignment is not Assignment.RANDOMISED:
        return "because_external"
    return "because_randomised_blinded" if programme.groups.assessor_blinded else "because_randomised"


def _seen_doubts(outcome: Seen, finding: Finding, gates: tuple[GateResult, ...], rules: Rules) -> list[str]:
    """What makes a fact of record less sure.

    Agreement and disagreement hold whatever became of the patients not seen, and relapses or an unblinded
    rater change why a number is so, not that it is. Checks that are critical for the reading still count.
    """
    doubts = [_gate_doubt(gate) for gate in gates if gate.binds(Reading.SEEN)]
    doubts += _flag_doubts(gates, Reading.SEEN)
    if outcome is Seen.IMPRECISE:
        doubts += ["the interval is wide", *_unseen_doubt(finding, rules)]
    return doubts


def _because_doubts(finding: Finding, gates: tuple[GateResult, ...], rules: Rules) -> list[str]:
    binding = [
        _gate_doubt(gate) for gate in gates if gate.binds(Reading.BECAUSE) or _fails(gate, Reading.BECAUSE)
    ]
    return _unseen_doubt(finding, rules) + binding + _flag_doubts(gates, Reading.BECAUSE)


def _unseen_doubt(finding: Finding, rules: Rules) -> list[str]:
    """More patients not seen than gate 14 lets pass."""
    n_unseen = sum(finding.unseen.values())
    if finding.n_treated and 100 * n_unseen / finding.n_treated > 100 - rules.known_percent:
        return [f"{n_unseen / finding.n_treated:.0%} of the treated not seen"]
    return []


def _gate_doubt(gate: GateResult) -> str:
    words = "fails" if gate.status is GateStatus.FAIL else "cannot be assessed"
    return f"gate {gate.number} {words} ({gate.name.lower()})"


def _fails(gate: GateResult, reading: Reading) -> bool:
    used = gate.severity.get(reading, Severity.NOT_USED) is not Severity.NOT_USED
    return used and gate.status is GateStatus.FAIL


def _flag_doubts(gates: tuple[GateResult, ...], reading: Reading) -> list[str]:
    words = certainty_rules().flags[reading]
    return [words[gate.number] for gate in gates if gate.number in words and gate.status is GateStatus.FLAG]


def _lowered(cap: ProposedCertainty, doubts: list[str]) -> ProposedCertainty:
    rank = max(0, cap.certainty.rank - len(doubts))
    why = "; ".join(part for part in [cap.why, *doubts] if part)
    return ProposedCertainty(_LADDER[rank], why or "nothing lowers it")
