"""One patient at a glance: what is due, the course over time, consents, lots, every record."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from ranvier.registry.access.gate import or_404, page_for
from ranvier.registry.access.scope import sites_for, visible
from ranvier.registry.consents.decisions import standing
from ranvier.registry.models import Patient
from ranvier.registry.models.consent import Purpose
from ranvier.registry.pages.kinds import KINDS
from ranvier.registry.plan.due import due_list
from ranvier.registry.products.departures import Departure
from ranvier.registry.roles import Deed
from ranvier.registry.timeline.draw import draw_timeline

_AHEAD_DAYS = 400


@page_for(Deed.SEE_RECORDS)
def patient_page(request: HttpRequest, pseudonym: str) -> HttpResponse:
    """Everything of one patient that is not void."""
    patient = or_404(visible(Patient, request.user), pseudonym=pseudonym, void_reason="")
    today = timezone.localdate()
    visits = list(patient.visits.filter(void_reason="").order_by("date"))
    doses = list(patient.administrations.filter(void_reason="").select_related("cell_product"))
    scored = [visit for visit in visits if visit.edss is not None]
    context = {
        "patient": patient,
        "latest": scored[-1] if scored else None,
        "change": _change(scored),
        "visits": visits[::-1],
        "doses": doses,
        "departures": {dose.pk: [Departure(code).words for code in dose.departures] for dose in doses},
        "records": _records(patient),
        "due": due_list(patient.planitems, today, _AHEAD_DAYS),
        "consents": [(purpose, standing(patient, purpose, today)) for purpose in Purpose],
        "timeline": draw_timeline(patient, visits, doses, today),
        "kinds": KINDS.values(),
        "may": {deed.name: patient.owner_site_id in sites_for(request.user, deed) for deed in Deed},
        "here": "patients",
    }
    return render(request, "registry/patient.html", context)


def _change(scored: list[Any]) -> float | None:
    """The latest EDSS less that of a year before, from the last visit at least 11 months earlier."""
    if not scored:
        return None
    earlier = [visit for visit in scored if 335 <= (scored[-1].date - visit.date).days <= 455]
    return scored[-1].edss - earlier[-1].edss if earlier else None


def _records(patient: Patient) -> list[tuple[Any, list[Any]]]:
    """Records of each kind, newest first."""
    found = []
    for kind in KINDS.values():
        rows = kind.model.objects.filter(patient=patient, void_reason="")
        found.append((kind, list(rows)[::-1]))
    return found
