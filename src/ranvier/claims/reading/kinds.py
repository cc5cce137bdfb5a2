"""The kind of a claim, from the signs that speak for it."""

from __future__ import annotations

from collections.abc import Iterator

from ranvier.claims.language.claim import ClaimKind
from ranvier.claims.reading.assertion import Assertion
from ranvier.claims.reading.quantities import QuantityKind
from ranvier.claims.reading.signals import Signals

_KIND_OF = {
    "cure": ClaimKind.OUTCOME,
    "benefit": ClaimKind.OUTCOME,
    "efficacy": ClaimKind.OUTCOME,
    "quantity": ClaimKind.OUTCOME,
    "onlookers amazed": ClaimKind.OUTCOME,
    "before and after": ClaimKind.OUTCOME,
    "on what it depends": ClaimKind.PROGNOSIS,
    "mechanism": ClaimKind.MECHANISM,
    "plain statement": ClaimKind.OUTCOME,
    "what sort of disease": ClaimKind.MECHANISM,
    "cause": ClaimKind.MECHANISM,
    "what the disease is": ClaimKind.MECHANISM,
    "no harm": ClaimKind.SAFETY,
    "safe": ClaimKind.SAFETY,
    "no harm but": ClaimKind.SAFETY,
    "a lasting effect": ClaimKind.OUTCOME,
    "other treatments fail": ClaimKind.COMPARATIVE,
    "harm, measured": ClaimKind.SAFETY,
    "comparison": ClaimKind.COMPARATIVE,
    "other treatments": ClaimKind.COMPARATIVE,
    "occurrence": ClaimKind.EPIDEMIOLOGY,
    "prognosis": ClaimKind.PROGNOSIS,
    "protocol": ClaimKind.PROTOCOL,
    "process": ClaimKind.PROCESS,
    "number treated": ClaimKind.PROCESS,
    "patients can be asked": ClaimKind.PROCESS,
}
_WEIGHT = {
    "plain statement": 0.2,
    "what the disease is": 0.5,
    "other treatments": 0.5,
    "process": 0.9,
    "quantity": 0.8,
    "efficacy": 0.9,
}


def find_kind(signals: Signals, assertion: Assertion) -> ClaimKind:
    """The kind that the signs speak for most; `outcome` where they do not tell."""
    weights = dict.fromkeys(ClaimKind, 0.0)
    for reason in assertion.reasons:
        kind = _KIND_OF.get(reason.name)
        if kind is not None and reason.points > 0:
            weights[kind] += reason.points * _WEIGHT.get(reason.name, 1.0)
    for kind, more in _more(signals, assertion.names):
        weights[kind] += more
    best = max(weights, key=lambda kind: weights[kind])
    return best if weights[best] > 0 else ClaimKind.OUTCOME


def _more(s: Signals, names: frozenset[str]) -> Iterator[tuple[ClaimKind, float]]:
    """What signs together tell beyond each of them."""
    measured = s.quantity(QuantityKind.SHARE, QuantityKind.POINTS) is not None
    if s.about("body") and not s.about("function") and not measured:
        alone = 0.3 if s.patients else 1.0 if "benefit" in names else 0.7
        yield ClaimKind.MECHANISM, alone + (0.5 if {"mechanism", "benefit"} <= names else 0.0)
    if names & {"no harm", "no harm but"}:
        yield ClaimKind.SAFETY, 2.2
    if "harm, measured" in names and s.harms:
        yield ClaimKind.SAFETY, 1.0
    if "comparison" in names and "on what it depends" not in names:
        yield ClaimKind.COMPARATIVE, 1.0 if s.has("superlative") and not s.has("better") else 0.5
    if "on what it depends" in names:
        yield ClaimKind.PROGNOSIS, 2.0
    if "occurrence" in names and "benefit" not in names:
        yield ClaimKind.EPIDEMIOLOGY, 0.5
    if "protocol" in names and (s.quantity(QuantityKind.DOSE) or s.quantity(QuantityKind.PROCEDURES)):
        yield ClaimKind.PROTOCOL, 1.0
    yield from _weak(s, names)


def _weak(s: Signals, names: frozenset[str]) -> Iterator[tuple[ClaimKind, float]]:
    """What a statement without any sign of its own is most likely of."""
    if names - {"plain statement", "states", "universal", "in most", "patients report", "process"}:
        return
    if s.has("protocol") and not s.about("function"):
        yield ClaimKind.PROTOCOL, 0.8
    if "process" in names or s.quantity(QuantityKind.PEOPLE):
        yield ClaimKind.PROCESS, 0.6
