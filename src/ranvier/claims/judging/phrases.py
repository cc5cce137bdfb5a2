"""One sentence for each answer about the records: the number first, then what it means."""

from __future__ import annotations

from ranvier.claims.basis.finding import Finding, known_span
from ranvier.claims.basis.rules import Rules
from ranvier.claims.judging.verdict import GateResult, ReadingTried
from ranvier.claims.language.asserted import AssertedKind, AssertedSet, asserts_harm
from ranvier.claims.language.claim import Claim, Testable
from ranvier.claims.language.wording import asserted_text, count_text, edge_text, interval_text, number_text
from ranvier.vocabulary.outcomes import Cap, GateStatus, Reading, Seen

SELECTION = 16
"""Number of the check of gaps on the programme's list."""


def seen_phrase(
    rule: str, claim: Claim, tried: tuple[ReadingTried, ...], gates: tuple[GateResult, ...], rules: Rules
) -> str:
    """Why the *seen* column says what it says."""
    primary = tried[0]
    finding, asserted = primary.finding, primary.interpretation.asserted
    match rule:
        case "no number":
            return no_number_phrase(claim, finding)
        case "a critical gate binds":
            return binding_phrase(gates, Reading.SEEN, Cap.CANNOT_BE_ASSESSED)
        case "outside in every reading, even at best":
            short = short_of_phrase(finding, asserted)
            return f"{short} in {_all_readings(tried)}, even at best for those not seen."
        case (
            "the stated primary fails, another reading does not"
            | "an event in the stated reading, not in another"
        ):
            return _other_reading_phrase(tried)
        case "inside, even at worst":
            return _agree_phrase(finding) + _gaps_phrase(gates)
        case "the patients not seen decide":
            return unseen_phrase(finding)
        case "one verified event":
            return _verified_phrase(finding)
        case "no expected number" | "fewer than three expected" | "implausibly few: not looked for":
            return expected_phrase(finding, rules)
        case "none, where some were expected":
            return f"None seen, where {_expected(finding)} were expected."
        case _:
            return _imprecise_phrase(finding, asserted)


def no_number_phrase(claim: Claim, finding: Finding) -> str:
    """Why the records give no number: the missing columns, or the reason the claim itself gives."""
    if claim.testable is Testable.NO:
        return claim.untestable
    if finding.missing:
        return f"The records lack {', '.join(finding.missing)}."
    return finding.reason or "The records give no number for this claim."


def binding_phrase(gates: tuple[GateResult, ...], reading: Reading, cap: Cap) -> str:
    """The first gate that caps the reading so, with its reason."""
    binding = [gate for gate in gates if gate.binds(reading) and gate.cap(reading) is cap]
    if not binding:
        return "A check that this reading needs is not passed."
    first = binding[0]
    more = f" ({len(binding) - 1} more)" if len(binding) > 1 else ""
    return f"Gate {first.number}, {first.name.lower()}: {first.reason}{more}"


def short_of_phrase(finding: Finding, asserted: AssertedSet) -> str:
    """On which side of the asserted set the result lies."""
    found = finding.found
    if found is None:
        return "Outside what is asserted"
    if asserted.kind is AssertedKind.EQUAL:
        asked = asserted_text(asserted).removeprefix("equal ")
        return f"{number_text(found.estimate, found.unit)}, not {asked},"
    below = found.estimate < asserted.low
    edge = edge_text(asserted.low if below else asserted.high, asserted.unit)
    harm = asserts_harm(asserted, higher_is_better=finding.higher_is_better)
    falls_short = below == (finding.higher_is_better is not harm)
    return f"Short of {edge}" if falls_short else f"Beyond {edge}"


def unseen_phrase(finding: Finding) -> str:
    """That the patients not seen decide, with both bounds."""
    bounds = finding.bounds
    if bounds is None:
        return "The patients not seen could change the answer."
    unit = finding.unit
    worst, best = number_text(bounds.worst, unit), number_text(bounds.best, unit)
    return f"Those not seen decide ({count_text(bounds.n_unseen)}): {worst} at worst, {best} at best."


def expected_phrase(finding: Finding, rules: Rules) -> str:
    """What the expected number says of the events seen."""
    if finding.expected_events is None:
        return "No expected number can be computed from these records."
    seen = count_text(finding.watched_events or 0).capitalize()
    if finding.expected_events < rules.least_expected_events:
        return f"{seen} seen where {_expected(finding)} were expected: too few expected to say anything."
    return (
        f"{seen} seen where {_expected(finding)} were expected: implausibly few, so they were not looked for."
    )


def _other_reading_phrase(tried: tuple[ReadingTried, ...]) -> str:
    """Why a reading that fails is not the end: another may hold, or cannot be looked at here."""
    start = "The claim can be read in several ways; the one taken fails and another"
    open_ = [reading for reading in tried[1:] if reading.outcome is not Seen.RECORDS_DISAGREE]
    if any(reading.finding.is_known for reading in open_):
        return f"{start} does not."
    return f"{start} cannot be checked in these records."


def _imprecise_phrase(finding: Finding, asserted: AssertedSet) -> str:
    if known_span(finding.found) is None:
        return "Too few patients for an interval."
    return f"The interval holds numbers inside and outside what is asserted ({asserted_text(asserted)})."


def _agree_phrase(finding: Finding) -> str:
    if finding.hidden:
        return f"Holds even at worst for those not seen. {finding.hidden}"
    if finding.found is None:
        return "Holds even at worst for those not seen."
    return f"{interval_text(finding.found)}; holds even at worst for those not seen."


def _verified_phrase(finding: Finding) -> str:
    """That one event answers "never", and how many came up in time that tells nothing of a rate."""
    outside = (finding.verified_events or 0) - (finding.watched_events or 0)
    told = f" {count_text(outside).capitalize()} came up outside the time in which anybody asked."
    return "At least one in the records; one is enough against “never”." + (told if outside > 0 else "")


def _gaps_phrase(gates: tuple[GateResult, ...]) -> str:
    """What check 16 notes of patients without a record, beside the number of them that would overturn."""
    noted = [gate for gate in gates if gate.number == SELECTION and gate.status is GateStatus.FLAG]
    return f" Gate {SELECTION}: {noted[0].reason}." if noted else ""


def _all_readings(tried: tuple[ReadingTried, ...]) -> str:
    return "the only reading" if len(tried) == 1 else f"all {len(tried)} readings"


def _expected(finding: Finding) -> str:
    return "no number" if finding.expected_events is None else f"{finding.expected_events:.1f}"
