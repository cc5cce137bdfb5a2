"""The *seen* reading: is it so in this programme's records?"""

from __future__ import annotations

from ranvier.claims.basis.definitions_tried import Multiverse, definition_input, definition_phrase
from ranvier.claims.basis.finding import Finding, known_span
from ranvier.claims.basis.rules import Rules
from ranvier.claims.judging.certainty import judge_seen_certainty
from ranvier.claims.judging.decision import DecisionRow, decision_tables
from ranvier.claims.judging.phrases import seen_phrase
from ranvier.claims.judging.verdict import GateResult, Judged, ReadingTried
from ranvier.claims.language.asserted import AssertedKind, AssertedSet, Position
from ranvier.claims.language.claim import Attribution, Claim, Interpretation, Testable
from ranvier.estimates.rates.rarity import weigh_rarity
from ranvier.tables.programme import Programme
from ranvier.vocabulary.outcomes import Cap, Reading, Seen

ONLY_FALLS = "free_of_worsening"
"""The endpoint whose number is never higher at a later time."""


def judge_seen(
    claim: Claim,
    tried: tuple[ReadingTried, ...],
    gates: tuple[GateResult, ...],
    programme: Programme,
    rules: Rules,
    multiverse: Multiverse | None = None,
) -> Judged:
    """The answer in the *seen* column, with the row of the decision table that gave it.

    multiverse: the claim under the published definitions; None while they are tried, and without any.
    """
    row = seen_row(claim, tried, gates, rules, multiverse)
    outcome = Seen(row.outcome)
    certainty = judge_seen_certainty(outcome, programme, tried[0].finding, gates, rules)
    turns = outcome is Seen.DEPENDS_ON_DEFINITION
    return Judged(
        outcome,
        definition_phrase(multiverse, Reading.SEEN)
        if multiverse is not None and turns
        else seen_phrase(row.name, claim, tried, gates, rules),
        row.name,
        certainty.certainty if certainty else None,
        certainty.why if certainty else "",
    )


def seen_row(
    claim: Claim,
    tried: tuple[ReadingTried, ...],
    gates: tuple[GateResult, ...],
    rules: Rules,
    multiverse: Multiverse | None = None,
) -> DecisionRow:
    """The row of the decision table that answers the *seen* column."""
    primary = tried[0]
    gate = _gate(gates)
    answerable = "yes" if claim.testable is not Testable.NO and primary.finding.is_known else "no"
    if _counts_events(primary) and claim.attribution is not Attribution.RECORD:
        return decision_tables()["seen_never"].decide(
            answerable=answerable, gate=gate, **never_inputs(tried, rules)
        )
    return decision_tables()["seen"].decide(
        answerable=answerable,
        gate=gate,
        definition=definition_input(multiverse, Reading.SEEN),
        **interval_inputs(tried),
    )


def _counts_events(reading: ReadingTried) -> bool:
    """Whether "never" is said of events that are counted one by one."""
    never = reading.interpretation.asserted.kind is AssertedKind.NEVER
    return never and reading.finding.verified_events is not None


def never_inputs(tried: tuple[ReadingTried, ...], rules: Rules) -> dict[str, str]:
    """What the table for "never" asks of the readings that were tried."""
    finding = tried[0].finding
    events = finding.verified_events or 0
    status = weigh_rarity(
        events,
        finding.expected_events,
        least_expected=rules.least_expected_events,
        implausible_below=rules.implausible_below,
    ).status
    every = all(_has_an_event(reading) for reading in tried)
    return {
        "events": ("some" if every else "not_in_every_reading") if events else "none",
        "expected": status.value,
    }


def _has_an_event(reading: ReadingTried) -> bool:
    """Whether "never" fails in a reading: by a verified event, or by its number even at best."""
    if reading.finding.verified_events is not None:
        return reading.finding.verified_events > 0
    return reading_fails(reading)


def interval_inputs(tried: tuple[ReadingTried, ...]) -> dict[str, str]:
    """What the table for intervals asks of the readings that were tried."""
    primary = tried[0]
    fails = [reading_fails(reading) or fails_with_another(reading, tried) for reading in tried]
    return {
        "interval": (primary.position or Position.STRADDLES).value,
        "bounds": (
            bounds_position(primary.finding, primary.interpretation.asserted) or Position.STRADDLES
        ).value,
        "readings": "all_fail" if all(fails) else "some_hold",
    }


def reading_fails(reading: ReadingTried) -> bool:
    """Whether a reading fails, even in the best case for the patients not seen.

    A reading without a number does not fail: what the records do not hold cannot tell against a claim.
    """
    bounds = bounds_position(reading.finding, reading.interpretation.asserted)
    return reading.position is Position.OUTSIDE and bounds is Position.OUTSIDE


def fails_with_another(reading: ReadingTried, tried: tuple[ReadingTried, ...]) -> bool:
    """Whether a reading without a number fails because an easier one does.

    A share free of worsening only falls with time: what is short of three quarters at five years, even at
    best, is short of them at six. Otherwise a later time that nobody reached would excuse every claim.
    """
    return not reading.finding.is_known and any(
        reading_fails(other) and _is_easier(other.interpretation, reading.interpretation) for other in tried
    )


def _is_easier(one: Interpretation, other: Interpretation) -> bool:
    """Whether *one* asks for no more patients free of worsening than *other*, and no later."""
    both = (one, other)
    if any(
        asked.endpoint != ONLY_FALLS or asked.asserted.kind is not AssertedKind.AT_LEAST for asked in both
    ):
        return False
    sooner = float(one.parameters["months"]) <= float(other.parameters["months"])
    return sooner and one.asserted.low <= other.asserted.low


def interval_position(finding: Finding, asserted: AssertedSet) -> Position | None:
    """Where the interval of what was found lies; too few patients for an interval can lie anywhere."""
    if finding.found is None or not finding.found.is_known:
        return None
    span = known_span(finding.found)
    return Position.STRADDLES if span is None else asserted.position(*span)


def bounds_position(finding: Finding, asserted: AssertedSet) -> Position | None:
    """Where worst to best case lies; without bounds, where the number itself lies."""
    if finding.bounds is not None:
        return asserted.position(finding.bounds.lower, finding.bounds.upper)
    if finding.found is None or not finding.found.is_known:
        return None
    return asserted.position(finding.found.estimate, finding.found.estimate)


def _gate(gates: tuple[GateResult, ...]) -> str:
    capped = any(
        gate.binds(Reading.SEEN) and gate.cap(Reading.SEEN) is Cap.CANNOT_BE_ASSESSED for gate in gates
    )
    return "binds" if capped else "clear"


def reading_outcome(finding: Finding, asserted: AssertedSet) -> tuple[Seen | None, str]:
    """How one reading by itself fares, before gates and charity, with a short phrase for the table."""
    interval, bounds = interval_position(finding, asserted), bounds_position(finding, asserted)
    if interval is None or bounds is None:
        return Seen.CANNOT_BE_ASSESSED, "no number"
    if asserted.kind is AssertedKind.NEVER and finding.verified_events is not None:
        fails = finding.verified_events > 0
        return (Seen.RECORDS_DISAGREE, "fails") if fails else (None, "none seen")
    row = decision_tables()["seen"].decide(
        answerable="yes",
        gate="clear",
        definition="agrees",
        interval=interval.value,
        bounds=bounds.value,
        readings="all_fail",
    )
    phrases = {
        Seen.RECORDS_DISAGREE: "fails, even at best",
        Seen.RECORDS_AGREE: "holds, even at worst",
        Seen.CANNOT_BE_ASSESSED: "those not seen decide",
        Seen.IMPRECISE: "interval too wide",
    }
    outcome = Seen(row.outcome)
    return outcome, phrases[outcome]
