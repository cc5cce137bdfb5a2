"""One sentence for each answer: the number first, then what it means."""

from __future__ import annotations

from ranvier.claims.asserted import AssertedKind, AssertedSet
from ranvier.claims.claim import Claim, Testable
from ranvier.claims.contrast import because_set, is_direction_only
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
)
from ranvier.vocabulary.outcomes import Cap, Reading

_AS_CLAIMED = "compared, and as claimed"


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
            return "The claim can be read in several ways; the one taken fails and another does not."
        case "inside, even at worst":
            return _agree_phrase(finding)
        case "the patients not seen decide":
            return unseen_phrase(finding)
        case "one verified event":
            return "At least one in the records; one is enough against “never”."
        case "no expected number" | "fewer than three expected" | "implausibly few: not looked for":
            return expected_phrase(finding, rules)
        case "none, where some were expected":
            return f"None seen, where {_expected(finding)} were expected."
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
        "nothing compared": "The numbers fit, but nothing was compared.",
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
        case _:
            asserted = because_set(claim, tried[0].interpretation, higher_is_better=finding.higher_is_better)
            return contrast_phrase(rule, finding, direction_only=is_direction_only(asserted))


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
    falls_short = below == finding.higher_is_better
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
    if null is None:
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


def contrast_phrase(rule: str, finding: Finding, *, direction_only: bool) -> str:
    """The contrast with its interval, and what it says; a claimed direction has no size."""
    tails = {
        "compared, but the contrast has no number": "the comparison has no number",
        "compared, equal to an ordinary treatment": "equal to patients on an ordinary treatment",
        "compared, and no difference": "no difference between the groups",
        "compared, and no effect shown": "the interval includes no effect",
        _AS_CLAIMED: "as large as claimed",
        "compared, and more than claimed": "larger than claimed",
        "compared, and less than claimed": "an effect, smaller than claimed",
        "compared, an effect, but too wide to say whether as large as claimed": (
            "an effect is shown; the interval is too wide to say whether it is as large as claimed"
        ),
        "compared, and the other way round": "the treated did worse",
    }
    if finding.contrast is None or not finding.contrast.is_known:
        return "The comparison has no number."
    contrast = finding.contrast
    tail = "better, as claimed" if direction_only and rule == _AS_CLAIMED else tails[rule]
    ends = f"{number_text(contrast.lower, finding.unit)} to {number_text(contrast.upper, finding.unit)}"
    size = difference_text(contrast.estimate, finding.unit)
    return f"Treated minus comparator {size} ({contrast.conf_level:.0%} CI {ends}): {tail}."


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
