"""The part of a header that says which visit of a wide sheet it belongs to: EDSS_0, EDSS 6 мес, EDSS_V1."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum

MONTHS_PER_YEAR = 12
WEEKS_PER_MONTH = 52 / 12


class MarkKind(Enum):
    """What the number of a mark counts."""

    MONTH = "months from an anchor"
    VISIT = "number of the visit"
    BARE = "a number that says neither"


@dataclass(frozen=True)
class VisitMark:
    """Which visit a column belongs to."""

    kind: MarkKind
    number: int


_MONTH = "m|mo|mon|mth|month|months|м|мес|месяц|месяца|месяцев|monat|monate|monaten"
_YEAR = "y|yr|yrs|year|years|г|год|года|лет|j|jahr|jahre|jahren"
_WEEK = "w|wk|week|weeks|нед|неделя|недели|недель|woche|wochen"
_VISIT = "v|visit|визит|visite|в|no|nr"
_BASELINE = (
    "baseline|bl|base|исходно|исходный|исходная|исходное|до лечения|до терапии|до|ausgangswert|screening"
)

_PATTERNS = tuple(
    (re.compile(rf"(.*?) ?(?:через |after |nach )?(?:{pattern})"), unit)
    for pattern, unit in (
        (rf"(?:{_MONTH}) (\d+)|(\d+) (?:{_MONTH})", "month"),
        (rf"(?:{_YEAR}) (\d+)|(\d+) (?:{_YEAR})", "year"),
        (rf"(?:{_WEEK}) (\d+)|(\d+) (?:{_WEEK})", "week"),
        (rf"(?:{_VISIT}) (\d+)", "visit"),
        (rf"(?:{_BASELINE})()", "baseline"),
        (r"(\d+)", "bare"),
    )
)

_INSIDE = re.compile(r"(\D+) (\d+) (\D+)")
"""A number between words, as in "Dose 1 date"."""


def split_mark(normal_header: str) -> tuple[str, VisitMark | None]:
    """The header (in normal form) without its mark, and the mark; the header itself and None without one.

    >>> split_mark("edss 6 m")
    ('edss', VisitMark(kind=<MarkKind.MONTH: 'months from an anchor'>, number=6))
    >>> split_mark("дата визита")
    ('дата визита', None)
    """
    for pattern, unit in _PATTERNS:
        match = pattern.fullmatch(normal_header)
        if match and match[1].strip():
            digits = next((group for group in match.groups()[1:] if group), "0")
            return match[1].strip(), _mark(unit, int(digits))
    if match := _INSIDE.fullmatch(normal_header):
        return f"{match[1]} {match[3]}", VisitMark(MarkKind.BARE, int(match[2]))
    return normal_header, None


def _mark(unit: str, number: int) -> VisitMark:
    if unit == "year":
        return VisitMark(MarkKind.MONTH, number * MONTHS_PER_YEAR)
    if unit == "week":
        return VisitMark(MarkKind.MONTH, round(number / WEEKS_PER_MONTH))
    if unit in ("month", "baseline"):
        return VisitMark(MarkKind.MONTH, number)
    return VisitMark(MarkKind.VISIT if unit == "visit" else MarkKind.BARE, number)


def bare_numbers_are_months(numbers: Iterable[int]) -> bool:
    """Whether bare numbers (EDSS_0, EDSS_6, EDSS_12) look like months, not like first, second and third."""
    found = set(numbers)
    return max(found) >= 6 and all(number % 3 == 0 for number in found)
