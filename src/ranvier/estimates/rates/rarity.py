"""Whether few events, or none, say anything: given how many were to be expected."""

from __future__ import annotations

import math
from dataclasses import dataclass
from enum import StrEnum

from ranvier.estimates.inputs import Inputs
from ranvier.estimates.rates.expected import weigh_against_expected

LEAST_EXPECTED = 3.0
"""None of three expected has a chance of 5 %: fewer expected, and none says nothing."""

IMPLAUSIBLE_BELOW = 0.01


class ExpectedStatus(StrEnum):
    """What an expected number says of the count beside it."""

    UNKNOWN = "unknown"
    UNINFORMATIVE = "uninformative"
    IMPLAUSIBLY_FEW = "implausibly_few"
    INFORMATIVE = "informative"


@dataclass(frozen=True)
class Rarity:
    """Whether a count says anything, and how probable so few would be; NaN where expected is not known."""

    status: ExpectedStatus
    n_events: int
    expected: float
    p_as_few: float

    def __str__(self) -> str:
        return _SENTENCES[self.status].format(
            seen=self.n_events, expected=self.expected, percent=100 * self.p_as_few
        )


_SENTENCES = {
    ExpectedStatus.UNKNOWN: "{seen} seen; how many were to be expected is not known",
    ExpectedStatus.UNINFORMATIVE: (
        "{seen} seen, {expected:.1f} expected: too few for a low count to say anything"
    ),
    ExpectedStatus.IMPLAUSIBLY_FEW: (
        "{seen} seen, {expected:.1f} expected: so few by chance in {percent:.2g}%; they were not looked for"
    ),
    ExpectedStatus.INFORMATIVE: "{seen} seen, {expected:.1f} expected",
}


def weigh_rarity(
    n_events: int,
    expected: float | None,
    *,
    least_expected: float = LEAST_EXPECTED,
    implausible_below: float = IMPLAUSIBLE_BELOW,
) -> Rarity:
    """Whether *n_events* say anything, given the number *expected*; None where that is not known.

    So few that chance gives them in under *implausible_below*: they were not looked for. Fewer expected than
    *least_expected*: uninformative. Raises InputError. Source: verdict rule 6, S38.

    >>> weigh_rarity(0, 8.7).status.value, weigh_rarity(0, 1.5).status.value
    ('implausibly_few', 'uninformative')
    """
    inputs = Inputs("comparison with what is expected")
    n_events = inputs.count("n_events", n_events)
    least_expected = inputs.amount("least_expected", least_expected)
    implausible_below = inputs.share("implausible_below", implausible_below)
    inputs.finish()
    if expected is None or math.isnan(expected):
        return Rarity(ExpectedStatus.UNKNOWN, n_events, math.nan, math.nan)
    p_as_few = weigh_against_expected(n_events, expected).p_as_few
    status = ExpectedStatus.INFORMATIVE
    if p_as_few < implausible_below:
        status = ExpectedStatus.IMPLAUSIBLY_FEW
    elif expected < least_expected:
        status = ExpectedStatus.UNINFORMATIVE
    return Rarity(status, n_events, expected, p_as_few)
