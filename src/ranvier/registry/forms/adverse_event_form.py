"""The form of an adverse event: the six criteria of a serious one, and the dose it followed."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext as _, gettext_lazy

from ranvier.registry.forms.record_form import RecordForm
from ranvier.registry.models import Administration
from ranvier.registry.models.adverse_event import SERIOUS_BECAUSE

FATAL = 5


class AdverseEventForm(RecordForm):
    """What the database refuses is said here first, in words."""

    more = (*SERIOUS_BECAUSE, "was_expected", "action_taken", "code", "code_system", "administration")

    led_to_death = forms.BooleanField(required=False, label=gettext_lazy("It led to death"))
    endangered_life = forms.BooleanField(required=False, label=gettext_lazy("It endangered life"))
    led_to_hospital = forms.BooleanField(
        required=False, label=gettext_lazy("It led to hospital, or kept the patient there")
    )
    led_to_lasting_harm = forms.BooleanField(required=False, label=gettext_lazy("It led to lasting harm"))
    birth_defect = forms.BooleanField(required=False, label=gettext_lazy("A birth defect"))
    other_medical_reason = forms.BooleanField(required=False, label=gettext_lazy("Another medical reason"))
    was_expected = forms.NullBooleanField(required=False, label=gettext_lazy("It was expected"))
    action_taken = forms.CharField(required=False, label=gettext_lazy("What was done"))
    code = forms.CharField(required=False, max_length=40, label=gettext_lazy("Code, if you use one"))
    code_system = forms.CharField(required=False, max_length=40, label=gettext_lazy("Of which list"))
    administration = forms.ModelChoiceField(
        queryset=Administration.objects.none(), required=False, label=gettext_lazy("After which dose")
    )

    def of(self, patient: Any, record: Any = None) -> RecordForm:
        """The same form, with the patient's doses to choose from."""
        self.fields["administration"].queryset = patient.administrations.filter(void_reason="")
        return super().of(patient, record)

    def clean(self) -> dict[str, Any]:
        """Serious has a criterion and a criterion is serious; grade 5 is death."""
        cleaned = super().clean()
        criterion = any(cleaned.get(name) for name in SERIOUS_BECAUSE)
        if criterion and cleaned.get("serious") is not True:
            self.add_error("serious", _("A criterion is ticked: then the event is serious."))
        if cleaned.get("serious") and not criterion:
            self.add_error("serious", _("Tick what makes it serious."))
        fatal = bool(cleaned.get("led_to_death")) and cleaned.get("outcome") == "fatal"
        if cleaned.get("grade") == FATAL and not fatal:
            self.add_error("grade", _("Grade 5 is death: tick it, with outcome fatal."))
        return cleaned
