"""Numbers and sets in the words of a report: real minus signs, units, whole percents."""

from __future__ import annotations

import math

from ranvier.claims.language.asserted import AssertedKind, AssertedSet
from ranvier.claims.language.endpoint_names import EDSS_POINTS, PERCENT, PERCENT_LOWER, TIMES_EXPECTED
from ranvier.estimates.printed import MINUS, signed
from ranvier.estimates.result import Estimate

DAYS = "days"


def count_text(n: int, fewest: int = 5) -> str:
    """A number of patients or events as a shared page may say it: small ones are not told apart.

    >>> count_text(0), count_text(3), count_text(12)
    ('none', 'fewer than 5', '12')
    """
    if n == 0:
        return "none"
    return f"{n:,}" if n >= fewest else f"fewer than {fewest}"


def number_text(value: float, unit: str) -> str:
    """A number of *unit* as it is printed.

    >>> number_text(75.6, "%"), number_text(-0.7, "EDSS points"), number_text(4, "days")
    ('76%', '−0.70', '4')
    >>> number_text(0.4, "%"), number_text(99.97, "%"), number_text(0, "%")
    ('0.4%', '>99.9%', '0%')
    >>> number_text(-12.4, "% lower")
    '−12'
    """
    if math.isnan(value):
        return "no number"
    if math.isinf(value):
        return "no limit"
    if unit == PERCENT:
        return f"{percent_number(value)}%"
    if unit == PERCENT_LOWER:
        return signed(value, 0).lstrip("+")
    if unit == EDSS_POINTS:
        return signed(value)
    whole = float(value).is_integer() and unit != TIMES_EXPECTED
    return f"{value:.{0 if whole else 2}f}".replace("-", MINUS)


def percent_number(value: float) -> str:
    """A share in percent, whole, unless that would say nobody or everybody where some are not.

    >>> percent_number(48.4), percent_number(0.4), percent_number(0.01), percent_number(99.6)
    ('48', '0.4', '<0.1', '99.6')
    """
    rest = min(abs(value), abs(100 - value))
    if rest == 0 or rest >= 1:
        return f"{round(value):d}".replace("-", MINUS)
    if rest < 0.05:
        return "<0.1" if value < 50 else ">99.9"
    return f"{value:.1f}".replace("-", MINUS)


def signed_percent(value: float) -> str:
    """A difference of shares in whole percentage points, with a decimal where it would read as none.

    >>> signed_percent(12.3), signed_percent(-0.4), signed_percent(0)
    ('+12', '−0.4', '0')
    """
    return signed(value, 0 if abs(value) >= 1 or value == 0 else 1)


def difference_text(value: float, unit: str) -> str:
    """A difference of two numbers of *unit*: percentage points for shares.

    >>> difference_text(12.2, "%"), difference_text(-2.4, "EDSS points")
    ('+12 percentage points', '−2.40 EDSS points')
    """
    if unit == PERCENT:
        return f"{signed_percent(value)} percentage points"
    return f"{number_text(value, unit)} {unit}".strip()


def edge_text(value: float, unit: str) -> str:
    """The edge of an asserted set, without needless decimals.

    >>> edge_text(-3.0, "EDSS points"), edge_text(75.0, "%"), edge_text(2.5, "EDSS points")
    ('−3', '75%', '2.5')
    """
    return f"{value:g}{PERCENT if unit == PERCENT else ''}".replace("-", MINUS)


def asserted_text(asserted: AssertedSet) -> str:
    """An asserted set in words.

    >>> from ranvier.claims.language.asserted import at_least, between
    >>> asserted_text(between(-3, -2, "EDSS points")), asserted_text(at_least(75, "%"))
    ('between −3 and −2 EDSS points', 'at least 75%')
    """
    unit = asserted.unit
    tail = "" if unit in ("", PERCENT) else f" {unit}"
    match asserted.kind:
        case AssertedKind.AT_LEAST:
            return f"at least {edge_text(asserted.low, unit)}{tail}"
        case AssertedKind.AT_MOST:
            return f"at most {edge_text(asserted.high, unit)}{tail}"
        case AssertedKind.BETWEEN:
            return f"between {edge_text(asserted.low, unit)} and {edge_text(asserted.high, unit)}{tail}"
        case AssertedKind.EQUAL:
            return _equal_text(asserted, tail)
        case AssertedKind.NEVER:
            return "never"
        case AssertedKind.BETTER:
            return "direction better"
        case AssertedKind.WORSE:
            return "direction worse"


def _equal_text(asserted: AssertedSet, tail: str) -> str:
    margin = asserted.margin or 0.0
    middle = edge_text((asserted.low + asserted.high) / 2, asserted.unit)
    if margin == 0:
        return f"equal {middle}{tail}"
    spread = f"{margin:g} percentage points" if asserted.unit == PERCENT else f"{margin:g}{tail}"
    return f"equal {middle} ± {spread}"


def interval_text(estimate: Estimate) -> str:
    """An estimate with its interval, n and unit, in one phrase.

    >>> interval_text(Estimate(-0.7, -0.85, -0.54, 171, "t interval", "EDSS change", "EDSS points"))
    '−0.70 EDSS points (95% CI −0.85 to −0.54, n 171)'
    """
    tail = "" if estimate.unit in ("", PERCENT) else f" {estimate.unit}"
    head = f"{number_text(estimate.estimate, estimate.unit)}{tail}"
    if not estimate.has_interval or estimate.lower == estimate.upper:
        return f"{head} (n {estimate.n})"
    ends = f"{number_text(estimate.lower, estimate.unit)} to {number_text(estimate.upper, estimate.unit)}"
    return f"{head} ({estimate.conf_level:.0%} CI {ends}, n {estimate.n})"
