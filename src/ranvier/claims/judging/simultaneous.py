"""The interval that holds for all comparisons of a claim set at once, and where a contrast lies by it."""

from __future__ import annotations

import math
from dataclasses import replace
from functools import lru_cache

from scipy.special import stdtrit

from ranvier.claims.basis.finding import Finding
from ranvier.claims.basis.rules import Rules
from ranvier.claims.judging.contrast import ContrastPlace, excludes_none, place_of
from ranvier.claims.language.asserted import AssertedSet
from ranvier.claims.language.endpoint_names import PERCENT_LOWER
from ranvier.estimates.result import Estimate

CLEAR_OF_NONE = frozenset(
    {
        ContrastPlace.INSIDE,
        ContrastPlace.LARGER,
        ContrastPlace.STRADDLES,
        ContrastPlace.SMALLER,
        ContrastPlace.OTHER_SIDE,
    }
)
"""Places of a contrast whose own interval excludes no effect."""

_MANY = 1e6
"""Degrees of freedom where the number of patients is not known: the normal distribution."""


def place_among_all(finding: Finding, asserted: AssertedSet, rules: Rules) -> ContrastPlace:
    """Where the contrast lies; one that only its own interval clears of no effect is one of many.

    Source: Dunn OJ. J Am Stat Assoc 1961;56:52-64 (Bonferroni's inequality).
    """
    place = place_of(finding, asserted, rules.equal_within(finding.unit))
    if place in CLEAR_OF_NONE and not excludes_none(with_simultaneous(finding, rules)):
        return ContrastPlace.ONE_OF_MANY
    return place


def with_simultaneous(finding: Finding, rules: Rules) -> Finding:
    """The finding with the interval of its contrast that holds for all comparisons at once."""
    contrast = finding.contrast
    if contrast is None or rules.n_comparisons == 1 or not contrast.has_interval:
        return finding
    return replace(finding, contrast=simultaneous(contrast, rules))


def simultaneous(contrast: Estimate, rules: Rules) -> Estimate:
    """*contrast* with its interval made as much wider as all comparisons of the set together need.

    Wider by the ratio of two quantiles of Student's t for that many patients, on the scale of logarithms
    where a ratio is told as percent lower.
    """
    by = stretch(contrast.n, contrast.conf_level, rules.n_comparisons)
    level = 1 - (1 - contrast.conf_level) / rules.n_comparisons
    middle, lower, upper = contrast.estimate, contrast.lower, contrast.upper
    if contrast.unit == PERCENT_LOWER:
        upper, lower = (_stretched_ratio(middle, end, by) for end in (upper, lower))
    else:
        lower, upper = (middle + by * (end - middle) for end in (lower, upper))
    return replace(contrast, lower=lower, upper=upper, conf_level=level)


@lru_cache(maxsize=4096)
def stretch(n_patients: int, conf_level: float, n_comparisons: int) -> float:
    """How much wider an interval becomes that holds for *n_comparisons* at once."""
    degrees = n_patients - 2 if n_patients > 2 else _MANY
    alone, together = (stdtrit(degrees, 1 - (1 - conf_level) / 2 / k) for k in (1, n_comparisons))
    return float(together / alone)


def _stretched_ratio(middle: float, end: float, by: float) -> float:
    """One end of an interval of percent lower, moved away from the middle on the scale of logarithms."""
    ratio, limit = 1 - middle / 100, 1 - end / 100
    if ratio <= 0 or limit <= 0 or math.isinf(limit):
        return end
    return float(100 * (1 - ratio * (limit / ratio) ** by))
