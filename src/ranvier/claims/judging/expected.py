"""Where the ratio of rare events to the number expected lies beside what a claim asserts."""

from __future__ import annotations

from enum import StrEnum

from ranvier.claims.basis.finding import Finding
from ranvier.claims.language.asserted import AssertedSet
from ranvier.estimates.rates.incidence import exact_count_limits

_TAIL = 0.025
"""Of each side of a 95 % interval."""


class RatioPlace(StrEnum):
    """Where observed to expected lies; codes of the decision table."""

    NO_EXCESS = "no_excess"
    EXCESS = "excess"
    ACROSS = "across"


def ratio_place(finding: Finding, asserted: AssertedSet) -> RatioPlace:
    """Whether the interval of observed to expected shows an excess, excludes one, or neither.

    The ratio is to the highest published rate, so that no excess is made up. That there is none has to hold
    against the lowest one too.
    """
    ratio = finding.contrast
    if ratio is None or not ratio.is_known or not ratio.has_interval or not finding.expected_events:
        return RatioPlace.ACROSS
    if ratio.lower > 1:
        return RatioPlace.EXCESS
    _, most = exact_count_limits(finding.watched_events or 0, _TAIL, _TAIL)
    highest = max(ratio.upper, most / finding.expected_events)
    return RatioPlace.NO_EXCESS if highest <= asserted.high else RatioPlace.ACROSS
