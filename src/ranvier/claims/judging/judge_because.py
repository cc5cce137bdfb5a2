"""The *because* reading: is it so because of the therapy?"""

from __future__ import annotations

from ranvier.claims.basis.definitions_tried import Multiverse, definition_input, definition_phrase
from ranvier.claims.basis.finding import Finding
from ranvier.claims.basis.rules import Rules
from ranvier.claims.judging.certainty import judge_because_certainty
from ranvier.claims.judging.contrast import (
    ContrastPlace,
    because_set,
    could_hold,
    lies_in_null_band,
    misses_even_at_best,
    unseen_decide,
)
from ranvier.claims.judging.decision import DecisionRow, decision_tables
from ranvier.claims.judging.expected import ratio_place
from ranvier.claims.judging.hope import hope_explains
from ranvier.claims.judging.phrases_because import because_phrase
from ranvier.claims.judging.simultaneous import place_among_all, with_simultaneous
from ranvier.claims.judging.verdict import BenchmarkRow, GateResult, Judged, ReadingTried
from ranvier.claims.language.claim import Attribution, Claim, Testable
from ranvier.estimates.rates.rarity import weigh_rarity
from ranvier.tables.programme import Programme
from ranvier.vocabulary.outcomes import Because, Cap, Reading
from ranvier.vocabulary.people import ComparatorKind

_CAPS = (Cap.CANNOT_BE_ASSESSED, Cap.NOT_SUPPORTED)


def judge_because(
    claim: Claim,
    tried: tuple[ReadingTried, ...],
    gates: tuple[GateResult, ...],
    benchmarks: tuple[BenchmarkRow, ...],
    programme: Programme,
    rules: Rules,
    multiverse: Multiverse | None = None,
) -> Judged:
    """The answer in the *because* column, with the row of the decision table that gave it.

    multiverse: the claim under the published definitions; None while they are tried, and without any.
    """
    primary = tried[0].finding
    row = because_row(claim, tried, gates, benchmarks, programme, rules, multiverse)
    outcome = Because(row.outcome)
    compared = claim.attribution is not Attribution.SAFETY and comparator_kind(primary, programme) != "none"
    certainty = judge_because_certainty(outcome, programme, primary, gates, rules, compared=compared)
    turns = outcome is Because.DEPENDS_ON_DEFINITION
    return Judged(
        outcome,
        definition_phrase(multiverse, Reading.BECAUSE)
        if multiverse is not None and turns
        else because_phrase(row.name, claim, tried, gates, rules),
        row.name,
        certainty.certainty if certainty else None,
        certainty.why if certainty else "",
    )


def because_row(
    claim: Claim,
    tried: tuple[ReadingTried, ...],
    gates: tuple[GateResult, ...],
    benchmarks: tuple[BenchmarkRow, ...],
    programme: Programme,
    rules: Rules,
    multiverse: Multiverse | None = None,
) -> DecisionRow:
    """The row of the decision table that answers the *because* column."""
    row = _safety_row(claim, tried, gates, rules)
    if row is not None:
        return row
    inputs = contrast_inputs(claim, tried, gates, benchmarks, programme, rules)
    definition = definition_input(multiverse, Reading.BECAUSE)
    return decision_tables()["because"].decide(definition=definition, **inputs)


def _safety_row(
    claim: Claim, tried: tuple[ReadingTried, ...], gates: tuple[GateResult, ...], rules: Rules
) -> DecisionRow | None:
    if claim.attribution is not Attribution.SAFETY:
        return None
    primary = tried[0].finding
    asserted = because_set(claim, tried[0].interpretation, higher_is_better=False)
    status = weigh_rarity(
        primary.watched_events or 0,
        primary.expected_events,
        least_expected=rules.least_expected_events,
        implausible_below=rules.implausible_below,
    ).status
    return decision_tables()["because_safety"].decide(
        answerable=_answerable(claim, primary),
        cap=_cap(gates),
        expected=status.value,
        ratio=ratio_place(primary, asserted).value,
    )


def contrast_inputs(
    claim: Claim,
    tried: tuple[ReadingTried, ...],
    gates: tuple[GateResult, ...],
    benchmarks: tuple[BenchmarkRow, ...],
    programme: Programme,
    rules: Rules,
) -> dict[str, str]:
    """What the table for a comparison asks of a claim, but for the definition."""
    primary = tried[0].finding
    asserted = because_set(claim, tried[0].interpretation, higher_is_better=primary.higher_is_better)
    place = contrast_by_charity(claim, tried, rules)
    if hope_explains(with_simultaneous(primary, rules), asserted, gates):
        place = ContrastPlace.INCLUDES_NONE
    return {
        "answerable": _answerable(claim, primary),
        "cap": _cap(gates),
        "comparator": comparator_kind(primary, programme),
        "null_excluded": "yes" if every_reading_misses(claim, tried) else "no",
        "in_band": "yes" if lies_in_null_band(primary) or _at_benchmark(benchmarks) else "no",
        "contrast": place.value,
        "unseen": "decisive" if unseen_decide(primary, asserted, place) else "harmless",
    }


def every_reading_misses(claim: Claim, tried: tuple[ReadingTried, ...]) -> bool:
    """Whether every reading of the claim, less the null band, misses what is asserted even at best.

    A reading without a number or without a null band does not miss: nothing tells against it.
    """
    return all(
        misses_even_at_best(
            reading.finding,
            because_set(claim, reading.interpretation, higher_is_better=reading.finding.higher_is_better),
        )
        for reading in tried
    )


def contrast_by_charity(claim: Claim, tried: tuple[ReadingTried, ...], rules: Rules) -> ContrastPlace:
    """Where the contrast of the stated primary lies; on the other side only if no reading could hold."""
    sets = [
        because_set(claim, reading.interpretation, higher_is_better=reading.finding.higher_is_better)
        for reading in tried
    ]
    primary = tried[0].finding
    place = place_among_all(primary, sets[0], rules)
    others = zip(tried[1:], sets[1:], strict=True)
    if place is ContrastPlace.OTHER_SIDE and any(could_hold(other.finding, held) for other, held in others):
        return ContrastPlace.INCLUDES_NONE
    return place


def comparator_kind(finding: Finding, programme: Programme) -> str:
    """Who the treated are compared with, in the words of the decision table."""
    if finding.contrast is None:
        return "none"
    kind = programme.groups.comparator_kind
    return (kind or ComparatorKind.UNTREATED).value


def _answerable(claim: Claim, finding: Finding) -> str:
    return "yes" if claim.testable is not Testable.NO and finding.is_known else "no"


def _cap(gates: tuple[GateResult, ...]) -> str:
    caps = {gate.cap(Reading.BECAUSE) for gate in gates if gate.binds(Reading.BECAUSE)}
    return next((cap for cap in _CAPS if cap in caps), Cap.NONE).value


def _at_benchmark(benchmarks: tuple[BenchmarkRow, ...]) -> bool:
    return any(row.decides and row.reached and row.arm in ("untreated", "sham") for row in benchmarks)
