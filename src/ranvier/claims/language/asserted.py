"""The set of numbers that a claim asserts, and where an interval lies in relation to it."""

from __future__ import annotations

import math
from dataclasses import dataclass
from enum import StrEnum


class AssertedKind(StrEnum):
    """The shapes an asserted set can have."""

    AT_LEAST = "at_least"
    AT_MOST = "at_most"
    BETWEEN = "between"
    EQUAL = "equal"
    NEVER = "never"
    BETTER = "better"
    WORSE = "worse"


class Position(StrEnum):
    """Where an interval or a point lies in relation to the asserted set."""

    INSIDE = "inside"
    STRADDLES = "straddles"
    OUTSIDE = "outside"


@dataclass(frozen=True)
class AssertedSet:
    """All numbers from `low` to `high`, both included; an open end is infinite.

    kind: how the claim puts it. unit: of the numbers. margin: what was allowed around an `equal`.
    For `better` and `worse` zero itself is outside: no difference is neither.
    """

    kind: AssertedKind
    low: float
    high: float
    unit: str = ""
    margin: float | None = None

    def contains(self, number: float) -> bool:
        """Whether *number* is asserted."""
        if self.kind in (AssertedKind.BETTER, AssertedKind.WORSE) and number == 0:
            return False
        return self.low <= number <= self.high

    def position(self, lower: float, upper: float) -> Position:
        """Where the interval from *lower* to *upper* lies."""
        if self.contains(lower) and self.contains(upper):
            return Position.INSIDE
        touches = lower <= self.high and upper >= self.low
        if touches and self.kind in (AssertedKind.BETTER, AssertedKind.WORSE):
            touches = (upper > 0) if self.low == 0 else (lower < 0)
        return Position.STRADDLES if touches else Position.OUTSIDE


def at_least(x: float, unit: str = "") -> AssertedSet:
    """Everything from *x* up."""
    return AssertedSet(AssertedKind.AT_LEAST, x, math.inf, unit)


def at_most(x: float, unit: str = "") -> AssertedSet:
    """Everything up to *x*."""
    return AssertedSet(AssertedKind.AT_MOST, -math.inf, x, unit)


def between(low: float, high: float, unit: str = "") -> AssertedSet:
    """Everything from *low* to *high*."""
    return AssertedSet(AssertedKind.BETWEEN, low, high, unit)


def equal(x: float, margin: float, unit: str = "") -> AssertedSet:
    """*x*, give or take *margin*."""
    return AssertedSet(AssertedKind.EQUAL, x - margin, x + margin, unit, margin)


def never(unit: str = "") -> AssertedSet:
    """Zero and nothing else."""
    return AssertedSet(AssertedKind.NEVER, 0.0, 0.0, unit)


def asserts_harm(asserted: AssertedSet, *, higher_is_better: bool) -> bool:
    """Whether all that is asserted lies on the worse side of none: a claim that something does harm."""
    if higher_is_better:
        return asserted.high <= 0 and asserted.low < 0
    return asserted.low >= 0 and asserted.high > 0


def implied_direction(asserted: AssertedSet, *, higher_is_better: bool) -> AssertedSet:
    """The side of none that a level implies for treated minus comparator (verdict rule 1).

    Better by any amount; worse where the level only says how little is reached ("at most half stay free").
    """
    open_to_worse = AssertedKind.AT_MOST if higher_is_better else AssertedKind.AT_LEAST
    if asserted.kind not in (open_to_worse, AssertedKind.WORSE):
        return better(higher_is_better=higher_is_better, unit=asserted.unit)
    low, high = (-math.inf, 0.0) if higher_is_better else (0.0, math.inf)
    return AssertedSet(AssertedKind.WORSE, low, high, asserted.unit)


def better(*, higher_is_better: bool, unit: str = "") -> AssertedSet:
    """Every difference on the better side of none."""
    if higher_is_better:
        return AssertedSet(AssertedKind.BETTER, 0.0, math.inf, unit)
    return AssertedSet(AssertedKind.BETTER, -math.inf, 0.0, unit)
