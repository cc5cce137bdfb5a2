"""One form for each kind of record, made from its declared columns; the same checks as of a file."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any, cast

from django import forms
from django.core.exceptions import ValidationError
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from ranvier.registry.codes import choices_of
from ranvier.registry.forms.partial_date import PartialDate, PartialDateField
from ranvier.registry.models.fields import precision_of
from ranvier.registry.models.record import Missing
from ranvier.tables.declaration import Column, Kind, Precision, Table
from ranvier.vocabulary.edss import is_valid_edss

_LINES = {"rows": 2}

_LONG = frozenset({"deviation", "concomitant", "stop_reason", "death_cause"})
"""Columns of text that take more than a line."""


class RecordForm(forms.Form):
    """The fields of one table, the version that was seen, and a key: sent twice it is saved once."""

    version = forms.IntegerField(widget=forms.HiddenInput, required=False)
    form_key = forms.UUIDField(widget=forms.HiddenInput, required=False)

    table: Table
    today: date
    patient: Any = None
    record: Any = None

    more: tuple[str, ...] = ()
    """Fields of the model beside the declared columns."""

    def of(self, patient: Any, record: Any = None) -> RecordForm:
        """The same form, for a record of *patient*."""
        self.patient, self.record = patient, record
        return self

    def changes(self) -> dict[str, Any]:
        """What was typed, by the names of the model's fields."""
        found: dict[str, Any] = {}
        for column in self._columns():
            value = self.cleaned_data[column.name]
            if column.kind is Kind.DATE:
                found[column.name] = value.day if value else None
                found[precision_of(column)] = value.precision.value if value else ""
            elif column.kind in (Kind.TEXT, Kind.CODE):
                found[column.name] = value or ""
            else:
                found[column.name] = value
        found |= {name: self.cleaned_data[name] for name in self.more}
        found["absent"] = self._absent()
        return found

    def clean(self) -> dict[str, Any]:
        """What one field says against another."""
        cleaned = super().clean() or self.cleaned_data
        for column in self._columns():
            before = cleaned.get(column.not_before) if column.not_before else None
            value = cleaned.get(column.name)
            if before and value and value.day < before.day:
                label = self.fields[column.not_before].label.lower()
                self.add_error(column.name, _("This date lies before: %(other)s.") % {"other": label})
        return cleaned

    def _columns(self) -> Iterable[Column]:
        return (column for column in self.table.columns if column.name in self.fields)

    def _absent(self) -> dict[str, str]:
        """Why a field is empty, where somebody says so."""
        said = {name: self.cleaned_data.get(f"absent_{name}") for name in self.fields}
        return {name: why for name, why in said.items() if why and not self.cleaned_data.get(name)}


def form_class(
    table: Table, names: Iterable[str], today: date, base: type[RecordForm] = RecordForm
) -> type[RecordForm]:
    """A form for the columns *names* of *table*; *today* is the last day a date may have.

    base: a form with more than the columns, which come after them.
    """
    fields: dict[str, Any] = {"table": table, "today": today}
    for name in names:
        fields[name] = _field(table[name], today)
    for name in names:
        if not table[name].required:
            fields[f"absent_{name}"] = forms.ChoiceField(
                choices=[("", "—"), *choices_of(Missing)], required=False, label=_("why empty")
            )
    made: Any = type(RecordForm)
    return cast("type[RecordForm]", made(f"{table.name.title()}Form", (base,), fields))


def initial_of(record: Any, table: Table, names: Iterable[str], more: Iterable[str] = ()) -> dict[str, Any]:
    """What stands in the form of *record* when it is opened. more: fields beside the columns."""
    found: dict[str, Any] = {"version": record.version}
    for name in names:
        value = getattr(record, name)
        if table[name].kind is Kind.DATE and value is not None:
            value = PartialDate(value, Precision(getattr(record, precision_of(table[name]))))
        found[name] = value
    found |= {name: getattr(record, name) for name in more}
    return found | {f"absent_{name}": why for name, why in record.absent.items()}


def _field(column: Column, today: date) -> forms.Field:
    words: Mapping[str, Any] = {
        "label": capfirst(_(column.meaning)),
        "required": column.required,
        "help_text": column.unit,
    }
    match column.kind:
        case Kind.DATE:
            return PartialDateField(coarsest=column.coarsest, today=today, **words)
        case Kind.CODE:
            assert column.codes is not None
            return forms.ChoiceField(choices=[("", "—"), *choices_of(column.codes)], **words)
        case Kind.YES_NO:
            return forms.NullBooleanField(**{**words, "required": False})
        case Kind.TEXT:
            return forms.CharField(
                widget=forms.Textarea(attrs=_LINES) if column.name in _LONG else None, **words
            )
        case Kind.EDSS:
            return forms.FloatField(validators=[_check_edss], widget=_number(), **words)
        case Kind.WHOLE:
            return forms.IntegerField(validators=[_bounds(column)], widget=_number(), **words)
        case _:
            return forms.FloatField(validators=[_bounds(column)], widget=_number(), **words)


def _number() -> forms.TextInput:
    return forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off"})


def _check_edss(score: float) -> None:
    if not is_valid_edss(score):
        raise ValidationError(_("EDSS must be 0 or 1.0 to 10.0 in half points."))


def _bounds(column: Column) -> Any:
    def check(number: float) -> None:
        too_low = column.lowest is not None and number < column.lowest
        too_high = column.highest is not None and number > column.highest
        if too_low or too_high:
            raise ValidationError(_permitted(column))

    return check


def _permitted(column: Column) -> str:
    low, high = column.lowest, column.highest
    if low is not None and high is not None:
        return _("Permitted: %(low)g to %(high)g.") % {"low": low, "high": high}
    return _("Permitted: %(low)g or more.") % {"low": low or 0}
