"""Rare events against the number expected: informative, too few expected, or implausibly few seen."""

from __future__ import annotations

import math
from enum import StrEnum

from ranvier.claims.asserted import AssertedSet
from ranvier.claims.finding import Finding
from ranvier.estimates.rates.expected import weigh_against_expected
from ranvier.estimates.rates.incidence import exact_count_limits

_TAIL = 0.025
"""Of each side of a 95 % interval."""


class ExpectedStatus(StrEnum):
    """What an expected number says; codes of the decision table."""

    UNKNOWN = "unknown"
    UNINFORMATIVE = "uninformative"
    IMPLAUSIBLY_FEW = "implausibly_few"
    INFORMATIVE = "informative"


class RatioPlace(StrEnum):
    """Where observed to expected lies; codes of the decision table."""

    NO_EXCESS = "no_excess"
    EXCESS = "excess"
    ACROSS = "across"


def expected_status(
    n_events: int, expected: float | None, *, least_expected: float, implausible_below: float
) -> ExpectedStatus:
    """Whether *n_events* say anything, given the number *expected* (verdict rule 6, gate 28).

    >>> expected_status(0, 8.7, least_expected=3.0, implausible_below=0.01).value
    'implausibly_few'
    >>> expected_status(0, 1.5, least_expected=3.0, implausible_below=0.01).value
    'uninformative'
    """
    if expected is None or math.isnan(expected):
        return ExpectedStatus.UNKNOWN
    if weigh_against_expected(n_events, expected).p_as_few < implausible_below:
        return ExpectedStatus.IMPLAUSIBLY_FEW
    if expected < least_expected:
        return ExpectedStatus.UNINFORMATIVE
    return ExpectedStatus.INFORMATIVE


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
