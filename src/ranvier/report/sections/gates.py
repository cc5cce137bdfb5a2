"""The checks of a claim: how many passed, and which one binds."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup

from ranvier.claims.basis.thresholds import PROPOSED_MARK
from ranvier.claims.gates.wording import listed
from ranvier.claims.judging.verdict import GateResult, Verdict
from ranvier.report.figures.gate_ticks import draw_gate_ticks
from ranvier.report.small_cells import Sharing
from ranvier.report.wording import GATE
from ranvier.vocabulary.outcomes import GateStatus, Reading, Severity

_ORDER = (GateStatus.FAIL, GateStatus.FLAG, GateStatus.PASS, GateStatus.NOT_ASSESSABLE)


@dataclass(frozen=True)
class GateCount:
    """How many checks ended one way."""

    look: str
    words: str
    n: int


@dataclass(frozen=True)
class GateStrip:
    """The checks in small: ticks, counts for critical and minor ones, and the numbers of those that bind."""

    ticks: Markup
    groups: tuple[tuple[str, tuple[GateCount, ...]], ...]
    bind: str


@dataclass(frozen=True)
class GateLine:
    """Checks that ended alike and weigh alike: how they ended, how they weigh, and which they are."""

    look: str
    status: str
    weight: str
    named: str


@dataclass(frozen=True)
class Check:
    """One check with what it found and used, for every claim it was made for."""

    number: int
    name: str
    status: str
    reason: str
    threshold: str
    data_used: str
    claims: str


def gate_strip(verdict: Verdict) -> GateStrip | None:
    """The checks of a claim in small; None where none ran."""
    used = used_gates(verdict)
    if not used:
        return None
    groups = []
    for name in (Severity.CRITICAL, Severity.MINOR):
        counts = Counter(gate.status for gate in used if heaviest(gate, verdict) is name)
        shown = tuple(
            GateCount(GATE[status].look, GATE[status].words, counts[status])
            for status in _ORDER
            if counts[status]
        )
        groups.append((name.value, shown))
    severities = [(heaviest(gate, verdict), gate.status) for gate in used]
    return GateStrip(draw_gate_ticks(severities), tuple(groups), _bind_words(verdict))


def _bind_words(verdict: Verdict) -> str:
    numbers = sorted({gate.number for gate in binding_gates(verdict)})
    if not numbers:
        return "none binds"
    return f"{listed([str(number) for number in numbers])} {'binds' if len(numbers) == 1 else 'bind'}"


def every_binding_gate(verdicts: Sequence[Verdict]) -> str:
    """The number and name of every check that caps a reading of one of the claims, each once."""
    named = {gate.number: gate.name for verdict in verdicts for gate in binding_gates(verdict)}
    return " \u00b7 ".join(
        f"{number} {named[number][:1].lower()}{named[number][1:]}" for number in sorted(named)
    )


def used_gates(verdict: Verdict) -> tuple[GateResult, ...]:
    """The checks that weigh for this claim, critical ones first, then by number."""
    used = [gate for gate in verdict.gates if heaviest(gate, verdict) is not Severity.NOT_USED]
    return tuple(sorted(used, key=lambda gate: (heaviest(gate, verdict) is Severity.MINOR, gate.number)))


def heaviest(gate: GateResult, verdict: Verdict) -> Severity:
    """How a check weighs for a claim: for *because*, or for *seen* where there is no such reading."""
    reading = Reading.SEEN if verdict.because is None else Reading.BECAUSE
    return gate.severity.get(reading, Severity.NOT_USED)


def binding_gates(verdict: Verdict) -> tuple[GateResult, ...]:
    """The checks that cap one of the two readings."""
    judged = {Reading.SEEN: verdict.seen, Reading.BECAUSE: verdict.because}
    readings = [reading for reading, answer in judged.items() if answer is not None]
    return tuple(gate for gate in verdict.gates if any(gate.binds(reading) for reading in readings))


def binding_words(verdict: Verdict) -> str:
    """ "comparator (7), relapse baselines (10)": the checks that cap a reading, or "none binds"."""
    names = [f"{gate.name[:1].lower()}{gate.name[1:]} ({gate.number})" for gate in binding_gates(verdict)]
    return ", ".join(names) or "none binds"


def gate_lines(verdict: Verdict) -> tuple[GateLine, ...]:
    """Every check that weighs for a claim: those alike on one line, passed ones by number alone."""
    lines: dict[tuple[GateStatus, str], list[GateResult]] = {}
    for status in _ORDER:
        for gate in used_gates(verdict):
            if gate.status is status:
                lines.setdefault((status, _weights(gate, verdict)), []).append(gate)
    return tuple(
        GateLine(GATE[status].look, GATE[status].words, weight, _named(gates, status))
        for (status, weight), gates in lines.items()
    )


def _weights(gate: GateResult, verdict: Verdict) -> str:
    """ "minor for seen, critical for because"; one word where both are alike or there is one reading."""
    judged = {Reading.SEEN: verdict.seen, Reading.BECAUSE: verdict.because}
    weights = {one: gate.severity.get(one, Severity.NOT_USED) for one, answer in judged.items() if answer}
    used = {one: weight for one, weight in weights.items() if weight is not Severity.NOT_USED}
    if len(used) == len(weights) and len(set(used.values())) == 1:
        return next(iter(used.values())).value
    return ", ".join(f"{weight.value} for {one.value}" for one, weight in used.items())


def _named(gates: Sequence[GateResult], status: GateStatus) -> str:
    if status is GateStatus.PASS:
        return ", ".join(str(gate.number) for gate in gates)
    return ", ".join(f"{gate.number} {gate.name[:1].lower()}{gate.name[1:]}" for gate in gates)


def checks(verdicts: Sequence[Verdict], sharing: Sharing) -> tuple[Check, ...]:
    """Every check once; claims for which it found something else, or used other data, have a line each."""
    claims: dict[tuple[int, str, str, str, str, str], list[str]] = {}
    for verdict in verdicts:
        for gate in used_gates(verdict):
            told = (GATE[gate.status].words, sharing.text(gate.reason))
            line = (gate.number, gate.name, *told, _threshold(gate), sharing.text(gate.data_used))
            claims.setdefault(line, []).append(verdict.claim.id)
    return tuple(Check(*line, claims=", ".join(claims[line])) for line in sorted(claims))


def _threshold(gate: GateResult) -> str:
    if gate.proposed_threshold and gate.threshold and PROPOSED_MARK not in gate.threshold:
        return f"{gate.threshold} {PROPOSED_MARK}"
    return gate.threshold
