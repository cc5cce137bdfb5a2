"""The kind of a claim, from the signs that speak for it."""

from __future__ import annotations

from ranvier.claims.claim import ClaimKind
from ranvier.claims.reading.assertion import Assertion
from ranvier.claims.reading.quantities import QuantityKind
from ranvier.claims.reading.signals import Signals

_KIND_OF = {
    "cure": ClaimKind.OUTCOME,
    "benefit": ClaimKind.OUTCOME,
    "efficacy": ClaimKind.OUTCOME,
    "quantity": ClaimKind.OUTCOME,
    "onlookers amazed": ClaimKind.OUTCOME,
    "mechanism": ClaimKind.MECHANISM,
    "plain statement": ClaimKind.OUTCOME,
    "what sort of disease": ClaimKind.MECHANISM,
    "cause": ClaimKind.MECHANISM,
    "what the disease is": ClaimKind.MECHANISM,
    "no harm": ClaimKind.SAFETY,
    "safe": ClaimKind.SAFETY,
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
    if "benefit" in assertion.names and "mechanism" in assertion.names and not signals.about("function"):
        measured = signals.quantity(QuantityKind.SHARE, QuantityKind.POINTS)
        weights[ClaimKind.MECHANISM] += 0.0 if measured else 1.0
    if "no harm" in assertion.names:
        weights[ClaimKind.SAFETY] += 1.5
    if "protocol" in assertion.names and signals.quantity(QuantityKind.DOSE):
        weights[ClaimKind.PROTOCOL] += 1.0
    best = max(weights, key=lambda kind: weights[kind])
    return best if weights[best] > 0 else ClaimKind.OUTCOME
