"""One sentence for each answer: the number first, then what it means."""

from __future__ import annotations

from ranvier.claims.asserted import AssertedKind, AssertedSet, Position, asserts_harm
from ranvier.claims.claim import Claim, Testable
from ranvier.claims.contrast import because_set, is_direction_only
from ranvier.claims.endpoint_names import PERCENT
from ranvier.claims.finding import Finding
from ranvier.claims.rules import Rules
from ranvier.claims.verdict import GateResult, ReadingTried
from ranvier.claims.wording import (
    asserted_text,
    count_text,
    difference_text,
    edge_text,
    interval_text,
    number_text,
    signed,
)
from ranvier.vocabulary.outcomes import Cap, Reading

_AS_CLAIMED = "compared, and as claimed"
_NO_EFFECT = "compared, and no effect shown"


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
        case "the stated primary fails, another reading does not":
            return _other_reading_phrase(tried)
        case "inside, even at worst":
            return _agree_phrase(finding)
        case "the patients not seen decide":
            return unseen_phrase(finding)
        case "one verified event":
            return _verified_phrase(finding)
        case "no expected number" | "fewer than three expected" | "implausibly few: not looked for":
            return expected_phrase(finding, rules)
        case "none, where some were expected":
            return f"None seen, where {_expected(finding)} were expected."
        case _ if known_span(finding.found) is None:
            return "Too few patients for an interval."
        case _:
            return (
                f"The interval holds numbers inside and outside what is asserted ({asserted_text(asserted)})."
            )


def because_phrase(
    rule: str, claim: Claim, tried: tuple[ReadingTried, ...], gates: tuple[GateResult, ...], rules: Rules
) -> str:
    """Why the *because* column says what it says."""
    finding = tried[0].finding
    simple = {
        "nothing compared, and short of the claim even at best": (
            "Nothing was compared, yet the result less what is expected without effect misses the claim "
            "even at best."
        ),
        "more than expected": "More events than expected; the interval excludes the expected number.",
        "no excess, but nothing was compared at random": (
            "No excess over the expected number; no control group."
        ),
        "the interval is too wide": "The interval holds both no excess and an excess.",
    }
    if rule in simple:
        return simple[rule]
    match rule:
        case "no number":
            return no_number_phrase(claim, finding)
        case "a critical gate binds":
            return binding_phrase(gates, Reading.BECAUSE, Cap.CANNOT_BE_ASSESSED)
        case "compared, but a comparison gate fails" | "a comparison gate fails":
            return binding_phrase(gates, Reading.BECAUSE, Cap.NOT_SUPPORTED)
        case "nothing compared, and as expected without effect":
            return null_phrase(finding)
        case "no expected number" | "fewer than three expected" | "implausibly few: not looked for":
            return expected_phrase(finding, rules)
        case "compared, but the patients not seen decide":
            return unseen_phrase(finding)
        case "nothing compared":
            return uncontrolled_phrase(finding, _because_set(claim, tried))
        case _:
            return contrast_phrase(rule, finding, _because_set(claim, tried))


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


def null_phrase(finding: Finding) -> str:
    """What a therapy without effect would show here."""
    null = finding.null
    if null is None or not lies_in_null_band(finding):
        return "An untreated or sham benchmark shows the same."
    low, high = sorted((null.lower, null.upper), key=abs)
    ends = f"{number_text(low, finding.unit)} to {number_text(high, finding.unit)}"
    return f"A therapy without effect shows {ends} here."


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


def uncontrolled_phrase(finding: Finding, asserted: AssertedSet) -> str:
    """Whether the numbers fit the claim at all, where nothing was compared."""
    among_seen = result_without_null(finding, with_unseen=False)
    if among_seen is None:
        return "Nothing was compared, and what is expected without effect is not known here."
    if asserted.position(*among_seen) is not Position.OUTSIDE:
        return "The numbers fit, but nothing was compared."
    if is_beyond(*among_seen, asserted, higher_is_better=finding.higher_is_better):
        return "More than is claimed, but nothing was compared."
    if misses_even_at_best(finding, asserted):
        return "The numbers fit only another reading of the claim, and nothing was compared."
    return "The numbers fit only if those not seen did better than those seen; nothing was compared."


def contrast_phrase(rule: str, finding: Finding, asserted: AssertedSet) -> str:
    """The contrast with its interval, and what it says; a claimed direction has no size."""
    contrast = finding.contrast
    if contrast is None or not contrast.is_known or not contrast.has_interval:
        why = "" if contrast is None else contrast.method.removeprefix("not known: ")
        return f"The comparison has no number: {why}." if why else "The comparison has no number."
    ends = f"{number_text(contrast.lower, finding.unit)} to {number_text(contrast.upper, finding.unit)}"
    size = difference_text(contrast.estimate, finding.unit)
    tail = _contrast_tail(rule, finding, asserted)
    return f"Treated minus comparator {size} ({contrast.conf_level:.0%} CI {ends}): {tail}."


def _contrast_tail(rule: str, finding: Finding, asserted: AssertedSet) -> str:
    tails = {
        "compared, equal to an ordinary treatment": "equal to patients on an ordinary treatment",
        "compared, and no difference": "no difference between the groups",
        _NO_EFFECT: "the interval includes no effect",
        _AS_CLAIMED: "as large as claimed",
        "compared, and more than claimed": "larger than claimed",
        "compared, and less than claimed": "an effect, smaller than claimed",
        "compared, an effect, but too wide to say whether as large as claimed": (
            "an effect is shown; the interval is too wide to say whether it is as large as claimed"
        ),
        "compared, and the other way round": _who_did_better(finding),
    }
    if rule == _NO_EFFECT and excludes_none(finding):
        return f"{_who_did_better(finding)}, yet another reading of the claim could hold"
    if rule == _AS_CLAIMED and is_direction_only(asserted):
        return "better, as claimed" if asserted.kind is AssertedKind.BETTER else "worse, as claimed"
    return tails[rule]


def _who_did_better(finding: Finding) -> str:
    contrast = finding.contrast
    treated_better = contrast is not None and (contrast.estimate > 0) == finding.higher_is_better
    return f"the treated did {'better' if treated_better else 'worse'}"


def _because_set(claim: Claim, tried: tuple[ReadingTried, ...]) -> AssertedSet:
    primary = tried[0]
    return because_set(claim, primary.interpretation, higher_is_better=primary.finding.higher_is_better)


def _other_reading_phrase(tried: tuple[ReadingTried, ...]) -> str:
    """Why a reading that fails is not the end: another holds or may hold, or cannot be looked at here."""
    start = "The claim can be read in several ways; the one taken fails and another"
    known = [reading.finding.is_known for reading in tried[1:] if not reading_fails(reading)]
    return f"{start} does not." if any(known) else f"{start} cannot be checked in these records."


def _agree_phrase(finding: Finding) -> str:
    if finding.hidden:
        return f"Holds even at worst for those not seen. {finding.hidden}"
    if finding.found is None:
        return "Holds even at worst for those not seen."
    return f"{interval_text(finding.found)}; holds even at worst for those not seen."


def _all_readings(tried: tuple[ReadingTried, ...]) -> str:
    return "the only reading" if len(tried) == 1 else f"all {len(tried)} readings"


def _expected(finding: Finding) -> str:
    return "no number" if finding.expected_events is None else f"{finding.expected_events:.1f}"
