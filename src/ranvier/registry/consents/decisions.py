"""Give, refuse and withdraw a consent, and whether one holds; no purpose stands for another."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db.models import Q
from django.utils import timezone

from ranvier.errors import RanvierError
from ranvier.registry.codes import Code
from ranvier.registry.models import Consent, Patient
from ranvier.registry.models.consent import Channel, Purpose


class Standing(Code):
    """Where a purpose stands for a patient; the four states of the screen."""

    OPEN = "open"
    NEVER_GIVEN = "never_given"
    REFUSED = "refused"
    WITHDRAWN = "withdrawn"
    EXPIRED = "expired"


def standing(patient: Patient, purpose: Purpose, on: date | None = None) -> Standing:
    """Where *purpose* stands on a day, today without one: the latest decision counts."""
    day = on or timezone.localdate()
    decided = patient.consents.filter(purpose=purpose, void_reason="", decided_on__lte=day)
    latest = decided.order_by("-decided_on", "-created_at").first()
    if latest is None:
        return Standing.NEVER_GIVEN
    if not latest.given:
        return Standing.REFUSED
    if latest.withdrawn_at is not None and timezone.localdate(latest.withdrawn_at) <= day:
        return Standing.WITHDRAWN
    if latest.valid_to is not None and latest.valid_to < day:
        return Standing.EXPIRED
    return Standing.OPEN


def having_consent(patients: Any, purpose: Purpose, on: date | None = None) -> Any:
    """Of *patients*, a query, those for whom *purpose* is open."""
    day = on or timezone.localdate()
    unexpired = Q(valid_to__isnull=True) | Q(valid_to__gte=day)
    rows = Consent.objects.filter(
        unexpired, purpose=purpose, given=True, withdrawn_at__isnull=True, void_reason="", decided_on__lte=day
    )
    return patients.filter(pk__in=rows.values("patient_id"))


def withdraw(patient: Patient, purpose: Purpose, channel: Channel) -> Consent:
    """The consent that is open, withdrawn now; from the next moment nothing is done under it.

    RanvierError: where none is open.
    """
    found = Consent.objects.select_for_update().filter(
        patient=patient, purpose=purpose, given=True, withdrawn_at__isnull=True, void_reason=""
    )
    consent = found.first()
    if consent is None:
        raise RanvierError(
            "There is no open consent to withdraw",
            where=Purpose(purpose).words,
            hint="look at the list of consents",
        )
    consent.withdrawn_at = timezone.now()
    consent.withdrawn_channel = channel
    consent.version += 1
    consent.save(update_fields=["withdrawn_at", "withdrawn_channel", "version", "updated_at"])
    return consent
