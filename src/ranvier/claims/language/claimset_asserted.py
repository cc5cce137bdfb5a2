"""The asserted set of a claim, read from the claim language."""

from __future__ import annotations

import math

from ranvier.claims.language.asserted import (
    AssertedKind,
    AssertedSet,
    at_least,
    at_most,
    between,
    equal,
    never,
)
from ranvier.claims.language.endpoint_names import EDSS_POINTS, PERCENT, PERCENT_LOWER, TIMES, EndpointName
from ranvier.literature.section import Section

DEFAULT_MARGINS = {EDSS_POINTS: 0.25, PERCENT: 5.0}
"""Half an EDSS step, and 5 percentage points (verdict rule 1); printed wherever they are used."""

_WITH_NUMBERS = frozenset(
    {AssertedKind.AT_LEAST, AssertedKind.AT_MOST, AssertedKind.BETWEEN, AssertedKind.EQUAL}
)
"""Kinds whose numbers mean nothing without a unit."""


def read_asserted(
    part: Section, endpoint: EndpointName | None, *, unit: str | None = None
) -> AssertedSet | None:
    """The set of numbers asserted, in the unit of *endpoint* unless *unit* says otherwise."""
    kind = part.word("kind", AssertedKind)
    stated = part.text("unit")
    unit = unit or (endpoint.unit if endpoint else stated)
    if stated and unit and stated != unit:
        part.fault(
            f"the unit is '{stated}'", f"this endpoint answers in '{unit}': write the numbers so", key="unit"
        )
    if kind is None:
        return None
    if not stated and kind in _WITH_NUMBERS:
        hint = f'this endpoint answers in "{unit}": write unit = "{unit}"' if unit else 'such as unit = "%"'
        part.fault("'unit' is missing", hint)
    asserted = _read_kind(part, kind, unit, endpoint)
    part.done()
    if asserted is not None:
        _check_range(part, asserted)
        if stated in ("", unit):
            _check_unit_slip(part, asserted, endpoint)
    return asserted


def _read_kind(
    part: Section, kind: AssertedKind, unit: str, endpoint: EndpointName | None
) -> AssertedSet | None:
    """The set of one kind, with the numbers that kind needs."""
    if kind in (AssertedKind.AT_LEAST, AssertedKind.AT_MOST):
        x = part.number("x", required=True)
        make = at_least if kind is AssertedKind.AT_LEAST else at_most
        return None if x is None else make(x, unit)
    if kind is AssertedKind.BETWEEN:
        return _read_between(part, unit)
    if kind is AssertedKind.EQUAL:
        return _read_equal(part, unit)
    if kind is AssertedKind.NEVER:
        return never(unit)
    if endpoint is None:
        return None
    upwards = endpoint.higher_is_better is (kind is AssertedKind.BETTER)
    if endpoint.unit == TIMES:  # 1, not 0, is no difference
        return at_least(1.0, unit) if upwards else at_most(1.0, unit)
    low, high = (0.0, math.inf) if upwards else (-math.inf, 0.0)
    return AssertedSet(kind, low, high, unit)


def _read_between(part: Section, unit: str) -> AssertedSet | None:
    low, high = part.number("low", required=True), part.number("high", required=True)
    if low is None or high is None:
        return None
    if low >= high:
        part.fault("'low' must be below 'high'", "a fall is negative: from −3 to −2, low is −3.0", key="low")
        return None
    return between(low, high, unit)


def _read_equal(part: Section, unit: str) -> AssertedSet | None:
    x, margin = part.number("x", required=True), part.number("margin")
    if x is None:
        return None
    if margin is None:
        margin = DEFAULT_MARGINS.get(unit)
    if margin is None:
        part.fault("'margin' is missing", f"there is no default margin for {unit or 'this unit'}")
        return None
    if margin < 0:
        part.fault("'margin' must not be below 0", key="margin")
        return None
    return equal(x, margin, unit)


def _check_range(part: Section, asserted: AssertedSet) -> None:
    """Report numbers that the unit cannot have."""
    limits = {
        PERCENT: (0.0, 100.0),
        PERCENT_LOWER: (-1000.0, 100.0),
        EDSS_POINTS: (-10.0, 10.0),
    }.get(asserted.unit)
    if limits is None or asserted.kind in (AssertedKind.BETTER, AssertedKind.WORSE):
        return
    stated = [x for x in (asserted.low, asserted.high) if math.isfinite(x)]
    slack = asserted.margin or 0.0
    if any(not limits[0] - slack <= x <= limits[1] + slack for x in stated):
        wrong = next((key for key in ("x", "low", "high") if part.has(key)), "")
        part.fault(f"{asserted.unit} can only lie between {limits[0]:g} and {limits[1]:g}", key=wrong)


def _check_unit_slip(part: Section, asserted: AssertedSet, endpoint: EndpointName | None) -> None:
    """Report a share of patients of 1 % or less that is asserted as reached: 0.75 is not three quarters."""
    if asserted.unit != PERCENT or endpoint is None or not endpoint.higher_is_better:
        return
    stated = asserted.low + (asserted.margin or 0.0)
    if math.isfinite(stated) and 0 < stated <= 1:
        part.fault(f"{stated:g} is a share of 1% or less", "write percentages as 75.0, not 0.75", key="x")
