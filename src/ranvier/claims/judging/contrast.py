"""Where a contrast (treated minus comparator) lies against no effect and against what is asserted of it."""

from __future__ import annotations

from enum import StrEnum

from ranvier.claims.basis.finding import Finding, known_span
from ranvier.claims.language.asserted import (
    AssertedKind,
    AssertedSet,
    Position,
    asserts_harm,
    implied_direction,
)
from ranvier.claims.language.claim import Attribution, Claim, Interpretation


class ContrastPlace(StrEnum):
    """The places a contrast can have; codes of the decision table."""

    INSIDE = "inside"  # all of it is asserted
    LARGER = "larger"  # all of it beyond the asserted set, away from no effect
    STRADDLES = "straddles"  # clear of no effect, across an edge of the asserted set
    SMALLER = "smaller"  # clear of no effect, all of it short of the asserted set
    EQUAL = "equal"  # so close to no effect that both groups are equal
    ONE_OF_MANY = "one_of_many"  # clear of no effect by itself, not among all that the records are asked
    INCLUDES_NONE = "includes_none"
    OTHER_SIDE = "other_side"  # the treated did worse
    UNKNOWN = "unknown"


_AS_CLAIMED = frozenset({ContrastPlace.INSIDE, ContrastPlace.LARGER})
_STILL: dict[ContrastPlace, frozenset[ContrastPlace]] = {
    ContrastPlace.INSIDE: _AS_CLAIMED,
    ContrastPlace.LARGER: _AS_CLAIMED,
    ContrastPlace.SMALLER: frozenset({ContrastPlace.SMALLER}),
    ContrastPlace.OTHER_SIDE: frozenset({ContrastPlace.OTHER_SIDE}),
}


def because_set(claim: Claim, interpretation: Interpretation, *, higher_is_better: bool) -> AssertedSet:
    """What is asserted of the contrast (verdict rule 1).

    A claim about a change attributes the whole change, so the set is the same. A claim about a level
    implies only a direction. A set of its own, where the claim names one, comes first.
    """
    if claim.because_asserted is not None and interpretation is claim.primary:
        return claim.because_asserted
    if claim.attribution is Attribution.CHANGE:
        return interpretation.asserted
    return implied_direction(interpretation.asserted, higher_is_better=higher_is_better)


def contrast_place(
    lower: float, upper: float, asserted: AssertedSet, *, higher_is_better: bool, equal_within: float = 0.0
) -> ContrastPlace:
    """Where the interval from *lower* to *upper* of treated minus comparator lies.

    The claimed side is the better one, or the worse one for a claim of harm. equal_within: a difference up
    to this size, on either side, counts as none.
    """
    upwards = _claims_more(asserted, higher_is_better=higher_is_better)
    least, most = _along(lower, upper, upwards=upwards)
    if least <= 0 <= most:
        equal = -equal_within <= least and most <= equal_within
        return ContrastPlace.EQUAL if equal else ContrastPlace.INCLUDES_NONE
    if most < 0:
        return ContrastPlace.OTHER_SIDE
    position = asserted.position(lower, upper)
    if position is Position.INSIDE:
        return ContrastPlace.INSIDE
    if position is Position.STRADDLES:
        return ContrastPlace.STRADDLES
    if is_beyond(lower, upper, asserted, higher_is_better=higher_is_better):
        return ContrastPlace.LARGER
    near, _ = _along(asserted.low, asserted.high, upwards=upwards)
    return ContrastPlace.SMALLER if most < near else ContrastPlace.OTHER_SIDE


def is_beyond(lower: float, upper: float, asserted: AssertedSet, *, higher_is_better: bool) -> bool:
    """Whether an effect from *lower* to *upper* is more of what is claimed than the claim asks for.

    Never so where the set holds none itself ("at most", "equal 0"): such a claim asks for no effect, and one
    that lies outside of it goes against it.
    """
    upwards = _claims_more(asserted, higher_is_better=higher_is_better)
    near, far = _along(asserted.low, asserted.high, upwards=upwards)
    least, _ = _along(lower, upper, upwards=upwards)
    return near >= 0 and 0 < far < least


def _claims_more(asserted: AssertedSet, *, higher_is_better: bool) -> bool:
    """Whether a larger number is more of what is claimed."""
    return higher_is_better is not asserts_harm(asserted, higher_is_better=higher_is_better)


def _along(low: float, high: float, *, upwards: bool) -> tuple[float, float]:
    """Both ends, turned so that more of what is claimed is more."""
    return (low, high) if upwards else (-high, -low)


def place_of(finding: Finding, asserted: AssertedSet, equal_within: float) -> ContrastPlace:
    """Where the contrast of *finding* lies; unknown where there is none."""
    contrast = finding.contrast
    if contrast is None or not contrast.is_known or not contrast.has_interval:
        return ContrastPlace.UNKNOWN
    return contrast_place(
        contrast.lower,
        contrast.upper,
        asserted,
        higher_is_better=finding.higher_is_better,
        equal_within=equal_within,
    )


def could_hold(finding: Finding, asserted: AssertedSet) -> bool:
    """Whether the contrast leaves room for *asserted*, or goes beyond it; not where there is no contrast.

    An endpoint without a contrast (a median, patients chosen by their follow-up) is no test of a comparison.
    """
    contrast = finding.contrast
    if contrast is None or not contrast.is_known or not contrast.has_interval:
        return False
    ends = contrast.lower, contrast.upper
    if asserted.position(*ends) is not Position.OUTSIDE:
        return True
    return is_beyond(*ends, asserted, higher_is_better=finding.higher_is_better)


def excludes_none(finding: Finding) -> bool:
    """Whether the contrast is clear of no effect, on either side."""
    contrast = finding.contrast
    if contrast is None or not contrast.is_known or not contrast.has_interval:
        return False
    return not contrast.lower <= 0 <= contrast.upper


def unseen_decide(finding: Finding, asserted: AssertedSet, place: ContrastPlace) -> bool:
    """Whether the patients not seen, at worst or at best, would move the contrast to another place."""
    bounds = finding.contrast_bounds
    return bounds is not None and moves_at_bounds(
        bounds.lower, bounds.upper, asserted, place, higher_is_better=finding.higher_is_better
    )


def moves_at_bounds(
    lower: float, upper: float, asserted: AssertedSet, place: ContrastPlace, *, higher_is_better: bool
) -> bool:
    """Whether a contrast from *lower* to *upper*, worst and best case, would no longer lie in *place*."""
    if place not in _STILL:
        return False
    at_bounds = contrast_place(lower, upper, asserted, higher_is_better=higher_is_better)
    return at_bounds not in _STILL[place]


def result_without_null(finding: Finding, *, with_unseen: bool = True) -> tuple[float, float] | None:
    """The result less what is expected without effect: from its least to its greatest possible value.

    The result runs over its interval and, with_unseen, over worst to best case for the patients not seen;
    what is expected without effect runs over the whole null band. None where either has no interval.
    """
    span = known_span(finding.found)
    if span is None or finding.null is None:
        return None
    ends = list(span)
    if with_unseen and finding.bounds is not None:
        ends += [finding.bounds.lower, finding.bounds.upper]
    return min(ends) - finding.null.upper, max(ends) - finding.null.lower


def misses_even_at_best(finding: Finding, asserted: AssertedSet) -> bool:
    """Whether the result less the null band falls short of *asserted* even in the best case for the unseen.

    A result that is more than claimed does not tell against the claim (verdict rule 6).
    """
    span = result_without_null(finding)
    if span is None or asserted.position(*span) is not Position.OUTSIDE:
        return False
    return not is_beyond(*span, asserted, higher_is_better=finding.higher_is_better)


def lies_in_null_band(finding: Finding) -> bool:
    """Whether the result is one that a programme without effect would show."""
    if finding.found is None or finding.null is None or not finding.found.is_known:
        return False
    return finding.null.lower <= finding.found.estimate <= finding.null.upper


def is_direction_only(asserted: AssertedSet) -> bool:
    """Whether the set says no more than better or worse."""
    return asserted.kind in (AssertedKind.BETTER, AssertedKind.WORSE)
