"""One cell of an exported file: dates as exactly as they are known, and no text that a sheet would run."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

from ranvier.tables.declaration import Column, Kind, Precision

_STARTS_A_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\0", "'")

_DATE_FORMS = {Precision.YEAR.value: "%Y", Precision.MONTH.value: "%Y-%m"}


def safe_text(text: str) -> str:
    """*text* so that no sheet runs it: an apostrophe before what would begin a formula.

    Only for columns of text; a negative number in a column of numbers stays a number.

    >>> safe_text("=HYPERLINK(1)"), safe_text("headache"), safe_text("'-")
    ("'=HYPERLINK(1)", 'headache', "''-")
    """
    return f"'{text}" if text.startswith(_STARTS_A_FORMULA) else text


def plain_text(cell: str) -> str:
    """What `safe_text` was given.

    >>> plain_text("'=HYPERLINK(1)"), plain_text("headache"), plain_text("''-")
    ('=HYPERLINK(1)', 'headache', "'-")
    """
    return cell[1:] if cell.startswith("'") and cell[1:].startswith(_STARTS_A_FORMULA) else cell


def writer_of(column: Column) -> Callable[[Any], str]:
    """How values of *column* are written; a date needs its precision and is written by `date_cell`."""
    match column.kind:
        case Kind.TEXT | Kind.ID:
            return lambda value: safe_text(value) if value else ""
        case Kind.YES_NO:
            return lambda value: "" if value is None else "true" if value else "false"
        case Kind.CODE:
            return lambda value: value or ""
        case _:
            return lambda value: "" if value is None else str(value)


def date_cell(value: date | None, precision: str) -> str:
    """A date as exactly as it is known: 2015, 2015-06 or 2015-06-03."""
    if value is None:
        return ""
    return value.strftime(_DATE_FORMS.get(precision, "%Y-%m-%d"))
