"""The form of a visit: the declared columns, a reason where scores differ, the question about harm."""

from __future__ import annotations

from datetime import date
from typing import Any, cast

from django import forms
from django.utils.translation import gettext as _, gettext_lazy

from ranvier.registry.forms.record_form import RecordForm, form_class
from ranvier.registry.forms.visit_edss import METHOD, ComputedEdss, compute_edss
from ranvier.tables.declaration import Kind
from ranvier.tables.visits import VISITS
from ranvier.vocabulary.scales.functional_systems import SYSTEMS
from ranvier.vocabulary.visits import AmbulationCoding

VISIT_COLUMNS = tuple(
    column.name
    for column in VISITS.columns
    if column.kind is not Kind.ID and column.name != "ambulation_coding"
)
"""Every column of a visit; the list of the ambulation grades is always the one of the form."""

HARM_ASKED = ("asked_none", "asked_yes")


class VisitForm(RecordForm):
    """The declared columns and what the two scores and the question about harm add."""

    edss_reason = forms.CharField(
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        label=gettext_lazy("The two scores differ: why?"),
    )
    harm_asked = forms.ChoiceField(
        choices=[
            ("not_asked", gettext_lazy("not asked")),
            ("asked_none", gettext_lazy("asked, none")),
            ("asked_yes", gettext_lazy("asked, yes")),
        ],
        label=gettext_lazy("Any adverse event since the last visit"),
        initial="not_asked",
        required=False,
    )

    def clean(self) -> dict[str, Any]:
        """Two scores that differ need a reason; a day has one visit."""
        cleaned = super().clean()
        if not self.errors and self._scores_differ(cleaned) and not cleaned.get("edss_reason", "").strip():
            self.add_error("edss_reason", _("Say why the examiner's score is another; both are kept."))
        self._check_day(cleaned)
        return cleaned

    def changes(self) -> dict[str, Any]:
        """The columns, with the computed score beside the examiner's own, which is never overwritten."""
        found = super().changes()
        computed = self._computed()
        if found["ambulation"] is not None:
            found["ambulation_coding"] = AmbulationCoding.NEUROSTATUS_16.value
        found["edss_computed"] = computed.edss
        found["edss_method"] = f"{METHOD}, {computed.rule}" if computed.edss is not None else ""
        found["edss_reason"] = self.cleaned_data.get("edss_reason", "").strip()
        if found["edss"] is None:
            found["edss"] = computed.edss
        return found

    def _computed(self) -> ComputedEdss:
        names = (*(system.column for system in SYSTEMS), "ambulation")
        return compute_edss({name: self.data.get(name) for name in names})

    def _scores_differ(self, cleaned: dict[str, Any]) -> bool:
        own, computed = cleaned.get("edss"), self._computed().edss
        return own is not None and computed is not None and own != computed

    def _check_day(self, cleaned: dict[str, Any]) -> None:
        day = cleaned.get("date")
        if day is None or self.patient is None:
            return
        others = self.patient.visits.filter(date=day.day, void_reason="")
        if self.record is not None:
            others = others.exclude(pk=self.record.pk)
        if others.exists():
            self.add_error("date", _("There is a visit of this day already. Open it instead."))


def visit_form_class(today: date) -> type[VisitForm]:
    """The form, with *today* as the last day a date may have."""
    return cast("type[VisitForm]", form_class(VISITS, VISIT_COLUMNS, today, VisitForm))
