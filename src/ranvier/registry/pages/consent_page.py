"""What a patient agreed to, purpose by purpose: a decision is added, or an open consent withdrawn."""

from __future__ import annotations

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext_lazy

from ranvier.registry.access.gate import or_404, page_for
from ranvier.registry.access.scope import visible
from ranvier.registry.codes import choices_of
from ranvier.registry.consents.decisions import Standing, standing, withdraw
from ranvier.registry.forms.partial_date import PartialDateField
from ranvier.registry.models import Consent, Patient
from ranvier.registry.models.consent import Channel, Purpose
from ranvier.registry.pages.once import once
from ranvier.registry.roles import Deed
from ranvier.tables.declaration import Precision


class ConsentForm(forms.Form):
    """One decision about one purpose."""

    purpose = forms.ChoiceField(choices=choices_of(Purpose), label=gettext_lazy("Purpose"))
    given = forms.TypedChoiceField(
        choices=[("yes", gettext_lazy("agreed")), ("no", gettext_lazy("refused"))],
        coerce=lambda word: word == "yes",
        label=gettext_lazy("Decision"),
    )
    form_edition = forms.CharField(max_length=40, label=gettext_lazy("Edition of the form"))
    channel = forms.ChoiceField(choices=choices_of(Channel), label=gettext_lazy("How"))
    form_key = forms.UUIDField(widget=forms.HiddenInput, required=False)

    def __init__(self, *arguments: object, **named: object) -> None:
        super().__init__(*arguments, **named)
        today = timezone.localdate()
        self.fields["decided_on"] = PartialDateField(
            coarsest=Precision.DAY, today=today, label=gettext_lazy("Decided on"), initial=today
        )
        self.fields["valid_to"] = PartialDateField(
            coarsest=Precision.DAY,
            today=today.replace(year=today.year + 100, day=1),
            label=gettext_lazy("Valid until"),
            required=False,
        )


@page_for(Deed.RECORD_CONSENT)
def consent_page(request: HttpRequest, pseudonym: str) -> HttpResponse:
    """The decisions of a patient so far, and a form for the next one."""
    patient = or_404(visible(Patient, request.user, Deed.RECORD_CONSENT), pseudonym=pseudonym, void_reason="")
    form = ConsentForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        purpose = Purpose(form.cleaned_data["purpose"])
        if standing(patient, purpose) is Standing.OPEN:
            form.add_error("purpose", gettext_lazy("A consent to this is open already. Withdraw it first."))
        else:
            return redirect(
                once(request.user, form.cleaned_data["form_key"], lambda: _decide(request, patient, form))
            )
    stands = [(purpose, standing(patient, purpose)) for purpose in Purpose]
    context = {"patient": patient, "form": form, "stands": stands, "decisions": patient.consents.all()}
    return render(request, "registry/consent.html", {**context, "channels": Channel, "here": "patients"})


@page_for(Deed.RECORD_CONSENT)
def withdraw_page(request: HttpRequest, pseudonym: str) -> HttpResponse:
    """Withdraw an open consent; it holds from this moment."""
    patient = or_404(visible(Patient, request.user, Deed.RECORD_CONSENT), pseudonym=pseudonym, void_reason="")
    if request.method == "POST" and request.POST.get("purpose") in {one.value for one in Purpose}:
        purpose = Purpose(request.POST["purpose"])
        channel = Channel(request.POST.get("channel") or Channel.IN_PERSON)
        once(request.user, None, lambda: str(withdraw(patient, purpose, channel).pk))
    return redirect(f"/patients/{patient.pseudonym}/consent/")


def _decide(request: HttpRequest, patient: Patient, form: ConsentForm) -> str:
    typed = form.cleaned_data
    Consent.objects.create(
        owner_site=patient.owner_site,
        patient=patient,
        purpose=typed["purpose"],
        given=typed["given"],
        form_edition=typed["form_edition"],
        decided_on=typed["decided_on"].day,
        valid_to=typed["valid_to"].day if typed["valid_to"] else None,
        channel=typed["channel"],
        created_by=request.user,
        updated_by=request.user,
    )
    return f"/patients/{patient.pseudonym}/consent/"
