"""How a cell's text becomes a date and how exactly it is known.

ISO dates (2020-04-03) are always read. Other orders need a declared format, because 03/04/2020 is two days in
two countries. Months ("06.2004", "2004-06") and years ("2004") need none; they are dated on the 15th and on 1
July.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import Enum

from ranvier.tables.declaration import Precision

FIRST_YEAR, LAST_YEAR = 1900, 2100
"""No date outside these years is taken for one: MS was not treated before, and later is a slip of the pen."""

EXCEL_DAY_ZERO = date(1899, 12, 30)
"""Day 0 of a spreadsheet's day numbers (1900 system; right from 1 March 1900 on)."""

ISO = "yyyy-mm-dd"

_CLOCK = r"(?:[T ]\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?:Z|[+-]\d{2}:?\d{2})?)?"
_ISO_DATE = re.compile(rf"(?P<y>[0-9]{{4}})-(?P<m>[0-9]{{1,2}})-(?P<d>[0-9]{{1,2}}){_CLOCK}", re.ASCII)
_YEAR = re.compile(r"([0-9]{4})(?:\.0)?", re.ASCII)
_MONTH = re.compile(
    r"(?:(?P<m>[0-9]{1,2})[./-](?P<y>[0-9]{4})|(?P<y2>[0-9]{4})[./-](?P<m2>[0-9]{1,2}))", re.ASCII
)
_OTHER_ORDER = re.compile(rf"[0-9]{{1,4}}[./ -][0-9]{{1,2}}[./ -][0-9]{{2,4}}{_CLOCK}", re.ASCII)
_DAY_NUMBER = re.compile(r"([0-9]{5})(?:\.[0-9]+)?", re.ASCII)
_FORMAT = re.compile(
    r"(?P<a>d{1,2}|m{1,2}|yyyy|yy)(?P<s>[./ -])(?P<b>d{1,2}|m{1,2})(?P=s)(?P<c>d{1,2}|m{1,2}|yyyy|yy)"
)


class DateProblem(Enum):
    """Why a text is not a date that can be used."""

    NOT_A_DATE = "not a date"
    UNDECLARED_ORDER = "order of day and month not declared"
    DAY_NUMBER = "a spreadsheet's day number"


@dataclass(frozen=True)
class ReadDate:
    """A date and how exactly it is known, or why there is none."""

    day: date | None = None
    precision: Precision | None = None
    problem: DateProblem | None = None


@dataclass(frozen=True)
class DateReading:
    """How dates are written in a file.

    date_format: `yyyy-mm-dd` or another order of d, m and y with `.`, `/`, `-` or a space between. data_date:
    decides the century of two-digit years, which is the latest that does not lie after it. day_numbers:
    whether five digits are a spreadsheet's day number (cells of an XLSX).
    """

    data_date: date
    date_format: str = ISO
    day_numbers: bool = False


def is_date_format(text: str) -> bool:
    """Whether *text* is a date format: each of d, m and y once, with one separator.

    >>> is_date_format("dd.mm.yyyy"), is_date_format("mm/dd/yy"), is_date_format("dd.dd.yyyy")
    (True, True, False)
    """
    match = _FORMAT.fullmatch(text)
    return match is not None and {part[0] for part in match.group("a", "b", "c")} == {"d", "m", "y"}


def date_parser(reading: DateReading) -> Callable[[str], ReadDate]:
    """A function from trimmed text to a date, under the conventions of *reading*."""
    pattern = _pattern(reading.date_format)

    def parse(text: str) -> ReadDate:
        for known in (_ISO_DATE, pattern):
            if match := known.fullmatch(text):
                return _full_date(match, reading.data_date)
        return _partial_date(text) or _day_number(text, reading) or _refused(text)

    return parse


def _pattern(date_format: str) -> re.Pattern[str]:
    match = _FORMAT.fullmatch(date_format)
    assert match is not None
    separator = re.escape(match["s"])
    parts = []
    for part in match.group("a", "b", "c"):
        width = len(part) if part[0] == "y" else "1,2"
        parts.append(f"(?P<{part[0]}>[0-9]{{{width}}})")
    return re.compile(separator.join(parts) + _CLOCK, re.ASCII)


def _full_date(match: re.Match[str], data_date: date) -> ReadDate:
    year = int(match["y"])
    if len(match["y"]) == 2:
        century = data_date.year // 100 * 100
        year += century if century + year <= data_date.year else century - 100
    return _checked(year, int(match["m"]), int(match["d"]), Precision.DAY)


def _partial_date(text: str) -> ReadDate | None:
    if match := _YEAR.fullmatch(text):
        return _checked(int(match[1]), 7, 1, Precision.YEAR)
    if match := _MONTH.fullmatch(text):
        return _checked(int(match["y"] or match["y2"]), int(match["m"] or match["m2"]), 15, Precision.MONTH)
    return None


def _checked(year: int, month: int, day: int, precision: Precision) -> ReadDate:
    if not FIRST_YEAR <= year <= LAST_YEAR:
        return ReadDate(problem=DateProblem.NOT_A_DATE)
    try:
        return ReadDate(date(year, month, day), precision)
    except ValueError:
        return ReadDate(problem=DateProblem.NOT_A_DATE)


def _day_number(text: str, reading: DateReading) -> ReadDate | None:
    match = _DAY_NUMBER.fullmatch(text)
    if match is None:
        return None
    if not reading.day_numbers:
        return ReadDate(problem=DateProblem.DAY_NUMBER)
    day = EXCEL_DAY_ZERO + timedelta(days=int(match[1]))
    return _checked(day.year, day.month, day.day, Precision.DAY)


def _refused(text: str) -> ReadDate:
    undeclared = _OTHER_ORDER.fullmatch(text) is not None
    return ReadDate(problem=DateProblem.UNDECLARED_ORDER if undeclared else DateProblem.NOT_A_DATE)


def month_shifted(day: date, months: int) -> date:
    """The same day of the month *months* later, or the last day of a shorter month."""
    count = day.year * 12 + day.month - 1 + months
    year, month = divmod(count, 12)
    for last in (day.day, 30, 29, 28):
        if last <= day.day:
            try:
                return date(year, month + 1, last)
            except ValueError:
                continue
    return date(year, month + 1, 28)
