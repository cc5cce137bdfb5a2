"""The endpoint for a function that a page says gets better: a functional system, or a measure."""

from __future__ import annotations

from dataclasses import dataclass

from ranvier.claims.reading.endpoint_parts import (
    MONTHS_IF_UNSAID,
    ProposedEndpoint,
    months_said,
    share_or_most,
)
from ranvier.claims.reading.lexicon import concepts
from ranvier.claims.reading.proposal import Proposal
from ranvier.claims.reading.quantities import Quantity

PERCENT = 20.0
"""A change of 20 % of the timed walk counts (source S43 of the sources page); taken for fatigue too."""

GRADES = 1.0
"""One grade of a functional system, the least change that its scale knows."""

_SYSTEMS = {
    "vision": "visual",
    "bladder": "bowel_bladder",
    "sensation": "sensory",
    "strength": "pyramidal",
    "mind_function": "cerebral",
}


@dataclass(frozen=True)
class _Measure:
    """A measure of one function. better: lower or higher results; percent: the least change that counts."""

    instrument: str
    better: str
    percent: float


_MEASURES = {
    "walking": _Measure("t25fw", "lower", PERCENT),
    "fatigue": _Measure("mfis", "lower", PERCENT),
}


def propose_function(one: Proposal, share: Quantity | None) -> ProposedEndpoint | None:
    """The share whose first function named got better; None where no function with a measure is named."""
    named = [name for name in one.concepts if name in _SYSTEMS or name in _MEASURES]
    if not named:
        return None
    months, assumed = months_said(one, MONTHS_IF_UNSAID)
    asserted, taken = share_or_most(one, share)
    label = f"share with better {concepts()[named[0]].label}, {months:g} months"
    if named[0] in _SYSTEMS:
        system = _SYSTEMS[named[0]]
        parameters = f'{{ system = "{system}", grades = {GRADES}, from_grade = {GRADES}, months = {months} }}'
        how = "The page does not say how it was measured: one grade of the functional system was taken."
        return ProposedEndpoint(
            "functional_system_share", label, parameters, asserted, (*assumed, *taken, how), "change"
        )
    measure = _MEASURES[named[0]]
    parameters = (
        f'{{ instrument = "{measure.instrument}", better = "{measure.better}", '
        f"percent = {measure.percent}, months = {months} }}"
    )
    how = (
        f"The page does not say how it was measured: {measure.percent:g}% or more on {measure.instrument} "
        "was taken."
    )
    return ProposedEndpoint(
        "measure_improved_share", label, parameters, asserted, (*assumed, *taken, how), "change"
    )
