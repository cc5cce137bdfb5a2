"""One sentence for each answer about the therapy: the comparison first, then what it means."""

from __future__ import annotations

from ranvier.claims.basis.finding import Finding
from ranvier.claims.basis.rules import Rules
from ranvier.claims.judging.contrast import (
    because_set,
    excludes_none,
    is_beyond,
    is_direction_only,
    lies_in_null_band,
    misses_even_at_best,
    result_without_null,
)
from ranvier.claims.judging.hope import hope_explains
from ranvier.claims.judging.phrases import binding_phrase, expected_phrase, no_number_phrase
from ranvier.claims.judging.simultaneous import simultaneous, with_simultaneous
from ranvier.claims.judging.verdict import GateResult, ReadingTried
from ranvier.claims.language.asserted import AssertedKind, AssertedSet, Position
from ranvier.claims.language.claim import Claim
from ranvier.claims.language.endpoint_names import PERCENT, PERCENT_LOWER, TIMES
from ranvier.claims.language.wording import count_text, difference_text, number_text, signed_percent
from ranvier.vocabulary.outcomes import Cap, Reading

_AS_CLAIMED = "compared, and as claimed"
_NO_EFFECT = "compared, and no effect shown"
_ONE_OF_MANY = "compared, and no more than chance shows among so many"
_HOPE = "no more than hope and raters who knew could make"
OTHER_TIMES = (
    "Times of the same patients were compared, and no group without the therapy: what made one time differ "
    "from another may explain the ratio."
)
_UNKNOWN_HOPE = "the raters knew who was treated, and how much hope adds to this is not known"


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
            return unseen_contrast_phrase(finding)
        case "nothing compared":
            return uncontrolled_phrase(finding, _because_set(claim, tried))
        case _ if rule == _NO_EFFECT and _is_hope(claim, tried, gates, rules):
            return _comparison(finding, _HOPE if finding.null else _UNKNOWN_HOPE)
        case _:
            return contrast_phrase(rule, finding, _because_set(claim, tried), rules)


def unseen_contrast_phrase(finding: Finding) -> str:
    """That the patients not seen, of both groups, decide about the difference, with both bounds of it."""
    bounds = finding.contrast_bounds
    if bounds is None:
        return "The patients not seen could change the answer."
    worst, best = (difference_text(end, finding.unit) for end in (bounds.worst, bounds.best))
    told = f"treated {_told(finding)} comparator {worst} at worst, {best} at best"
    return f"Those not seen decide ({count_text(bounds.n_unseen)}): {told}."


def null_phrase(finding: Finding) -> str:
    """What a therapy without effect would show here."""
    null = finding.null
    if null is None or not lies_in_null_band(finding):
        return "An untreated or sham benchmark shows the same."
    low, high = sorted((null.lower, null.upper), key=abs)
    ends = f"{number_text(low, finding.unit)} to {number_text(high, finding.unit)}"
    return f"A therapy without effect shows {ends} here."


def uncontrolled_phrase(finding: Finding, asserted: AssertedSet) -> str:
    """Whether the numbers fit the claim at all, where nothing was compared."""
    among_seen = result_without_null(finding, with_unseen=False)
    if finding.unit == TIMES:
        return OTHER_TIMES
    if among_seen is None:
        return "Nothing was compared, and what is expected without effect is not known here."
    if asserted.position(*among_seen) is not Position.OUTSIDE:
        return "The numbers fit, but nothing was compared."
    if is_beyond(*among_seen, asserted, higher_is_better=finding.higher_is_better):
        return "More than is claimed, but nothing was compared."
    if misses_even_at_best(finding, asserted):
        return "The reading taken misses the claim; another may not, and nothing was compared."
    return "The numbers fit only if those not seen did better than those seen; nothing was compared."


def contrast_phrase(rule: str, finding: Finding, asserted: AssertedSet, rules: Rules) -> str:
    """The contrast with its interval, and what it says; a claimed direction has no size."""
    contrast = finding.contrast
    if contrast is None or not contrast.is_known or not contrast.has_interval:
        why = "" if contrast is None else contrast.method.removeprefix("not known: ")
        return f"The comparison has no number: {why}." if why else "The comparison has no number."
    if rule == _ONE_OF_MANY:
        return _comparison(finding, _among_all(finding, rules))
    return _comparison(finding, _contrast_tail(rule, finding, asserted))


def _comparison(finding: Finding, tail: str) -> str:
    contrast = finding.contrast
    assert contrast is not None
    ends = f"{_end(contrast.lower, finding.unit)} to {_end(contrast.upper, finding.unit)}"
    size = difference_text(contrast.estimate, finding.unit)
    adjusted = ", adjusted" if contrast.weights else ""
    return (
        f"Treated {_told(finding)} comparator {size} ({contrast.conf_level:.0%} CI {ends}{adjusted}): {tail}."
    )


def _is_hope(
    claim: Claim, tried: tuple[ReadingTried, ...], gates: tuple[GateResult, ...], rules: Rules
) -> bool:
    return hope_explains(with_simultaneous(tried[0].finding, rules), _because_set(claim, tried), gates)


def _among_all(finding: Finding, rules: Rules) -> str:
    """That one comparison of so many looks so by chance, with the interval for all of them."""
    contrast = finding.contrast
    assert contrast is not None
    wide = simultaneous(contrast, rules)
    ends = f"{_end(wide.lower, finding.unit)} to {_end(wide.upper, finding.unit)}"
    return (
        f"{_who_did_better(finding)}, but the claim set makes {rules.n_comparisons} comparisons, and the "
        f"interval that holds for all of them at once ({ends}) includes no effect"
    )


def _told(finding: Finding) -> str:
    return "against" if finding.unit == PERCENT_LOWER else "minus"


def _end(value: float, unit: str) -> str:
    """One end of the interval of a difference: of shares in points, as the difference itself."""
    return signed_percent(value) if unit == PERCENT else number_text(value, unit)


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
