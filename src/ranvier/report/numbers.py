"""Numbers as a report prints them: ranges, intervals and units, on top of the words of the claims room."""

from __future__ import annotations

import math

from ranvier.claims.language.endpoint_names import EDSS_POINTS, PERCENT
from ranvier.claims.language.wording import number_text, signed_percent
from ranvier.estimates.printed import MINUS, signed
from ranvier.estimates.result import Estimate

EN_DASH = "\u2013"


def is_share(unit: str) -> bool:
    """Whether numbers of this unit are parts of a group, in percent."""
    return unit == PERCENT


def is_points(unit: str) -> bool:
    """Whether numbers of this unit are changes of a score."""
    return unit == EDSS_POINTS


def plain(number: float, unit: str, *, difference: bool = False) -> str:
    """A number with the decimals of its unit; a difference always carries its sign.

    >>> plain(-0.7, "EDSS points"), plain(48.4, "%"), plain(12.3, "%", difference=True), plain(11.9, "days")
    ('−0.70', '48%', '+12', '11.9')
    """
    if not math.isfinite(number):
        return number_text(number, unit)
    if difference:
        return signed_percent(number) if is_share(unit) else signed(number)
    if is_share(unit) or is_points(unit):
        return number_text(number, unit)
    return f"{number:,.3g}".replace("-", MINUS) if abs(number) < 1000 else f"{number:,.0f}"


def span(lower: float, upper: float, unit: str, *, difference: bool = False) -> str:
    """A range: an en dash between plain numbers, "to" where a sign is present.

    >>> span(-0.85, -0.54, "EDSS points"), span(40, 56, "%"), span(0.01, 3, "%")
    ('−0.85 to −0.54', '40–56', '<0.1% to 3%')
    """
    ends = [plain(end, unit, difference=difference) for end in (lower, upper)]
    if any(not end[0].isdigit() for end in ends):
        return " to ".join(ends)
    return EN_DASH.join(end.removesuffix("%") for end in ends)


def with_unit(number: float, unit: str, *, difference: bool = False) -> str:
    """A number followed by its unit.

    >>> with_unit(-0.7, "EDSS points"), with_unit(48, "%"), with_unit(12, "%", difference=True)
    ('−0.70 EDSS points', '48%', '+12 percentage points')
    """
    words = ("percentage points" if difference else "") if is_share(unit) else unit
    return f"{plain(number, unit, difference=difference)} {words}".strip()


def interval(result: Estimate, unit: str, *, difference: bool = False) -> str:
    """The interval with its level, or that there is none.

    >>> interval(Estimate(48, 40, 56, 171, "", "", "%"), "%")
    '95% CI 40–56'
    """
    if not result.has_interval:
        return "no interval"
    level = round(result.conf_level * 100)
    return f"{level}% CI {span(result.lower, result.upper, unit, difference=difference)}"


def tick_text(number: float, unit: str, *, last: bool = False) -> str:
    """A number on an axis: signed where a change is meant, % on the last one."""
    text = f"{number:,g}".replace("-", MINUS)
    if is_points(unit) and number > 0:
        text = f"+{text}"
    return f"{text}%" if last and is_share(unit) else text


def sentence_case(text: str) -> str:
    """The text with its first letter large."""
    return text[:1].upper() + text[1:]


def inside_sentence(text: str) -> str:
    """The text with its first letter small, unless it begins with an abbreviation.

    >>> inside_sentence("With a record"), inside_sentence("EDSS change")
    ('with a record', 'EDSS change')
    """
    return text if text[1:2].isupper() else text[:1].lower() + text[1:]


def full_stop(text: str) -> str:
    """The text as a sentence.

    >>> full_stop("no control"), full_stop("no control."), full_stop("One step. (Gate 10 fails.)")
    ('no control.', 'no control.', 'One step. (Gate 10 fails.)')
    """
    text = text.strip()
    return text if not text or text[-1] in ".?:" or text.endswith(".)") else f"{text}."
