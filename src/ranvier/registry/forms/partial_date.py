"""A date as exactly as it is known, typed in one field: 2015, 2015-06 or 2015-06-03."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from ranvier.tables.declaration import Precision

_FORMS = (
    re.compile(r"(?P<year>\d{4})(?:-(?P<month>\d{1,2})(?:-(?P<day>\d{1,2}))?)?"),
    re.compile(r"(?:(?:(?P<day>\d{1,2})\.)?(?P<month>\d{1,2})\.)?(?P<year>\d{4})"),
)

MIDDLE_DAY = 15
"""A date known to its month is dated on the 15th."""

MIDDLE_OF_YEAR = (7, 1)
"""A date known to its year is dated on 1 July."""


@dataclass(frozen=True)
class PartialDate:
    """A day with how exactly it is known."""

    day: date
    precision: Precision

    def __str__(self) -> str:
        form = {Precision.YEAR: "%Y", Precision.MONTH: "%Y-%m"}.get(self.precision, "%Y-%m-%d")
        return self.day.strftime(form)


def read_partial_date(text: str) -> PartialDate | None:
    """The date that *text* names; None where it names none.

    >>> str(read_partial_date("3.6.2015")), str(read_partial_date("2015-6")), str(read_partial_date("2015"))
    ('2015-06-03', '2015-06', '2015')
    >>> read_partial_date("2015-02-30") is None
    True
    """
    for form in _FORMS:
        found = form.fullmatch(text.strip())
        if found:
            return _dated(found)
    return None


def _dated(found: re.Match[str]) -> PartialDate | None:
    year = int(found["year"])
    month, day = (int(found[part]) if found[part] else None for part in ("month", "day"))
    try:
        if month is None:
            return PartialDate(date(year, *MIDDLE_OF_YEAR), Precision.YEAR)
        if day is None:
            return PartialDate(date(year, month, MIDDLE_DAY), Precision.MONTH)
        return PartialDate(date(year, month, day), Precision.DAY)
    except ValueError:
        return None


class PartialDateField(forms.Field):
    """A field for a date of *coarsest* exactness or better, not in the future."""

    widget = forms.TextInput(
        attrs={"inputmode": "numeric", "placeholder": "YYYY-MM-DD", "autocomplete": "off"}
    )

    def __init__(self, *, coarsest: Precision, today: date, **named: Any) -> None:
        super().__init__(**named)
        self._coarsest, self._today = coarsest, today

    def clean(self, value: Any) -> PartialDate | None:
        """What was typed as a date. ValidationError: no date, not exact enough, or in the future."""
        text = "" if value is None else str(value).strip()
        if not text:
            super().validate(None)
            return None
        found = read_partial_date(text)
        if found is None:
            raise ValidationError(
                _("This is no date. Try 2015-06-03, or 2015-06 or 2015 where no more is known.")
            )
        order = list(Precision)
        if order.index(found.precision) > order.index(self._coarsest):
            raise ValidationError(
                _("This date must be known at least by its month.")
                if self._coarsest is Precision.MONTH
                else _("This date must be known to the day.")
            )
        if found.day > self._today and found.precision is Precision.DAY:
            raise ValidationError(_("This date lies in the future."))
        return found

    def prepare_value(self, value: Any) -> str:
        """What stands in the field."""
        return "" if value is None else str(value)
