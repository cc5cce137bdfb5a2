"""One visit in one form: functional systems, the computed EDSS with its rule, and harm asked for."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from ranvier.errors import RanvierError
from ranvier.registry.access.gate import or_404, page_for
from ranvier.registry.access.scope import may, roles_of, visible
from ranvier.registry.forms.record_form import initial_of
from ranvier.registry.forms.visit_edss import AMBULATION_CHOICES, METHOD, compute_edss
from ranvier.registry.forms.visit_form import HARM_ASKED, VISIT_COLUMNS, VisitForm, visit_form_class
from ranvier.registry.models import Patient, SafetyFollowup, Visit
from ranvier.registry.models.plan_item import PlanKind
from ranvier.registry.pages.once import once
from ranvier.registry.plan.fulfil import fulfil
from ranvier.registry.records.saving import EditConflict, save_changes
from ranvier.registry.records.signing import sign_and_lock, signed
from ranvier.registry.roles import Deed
from ranvier.tables.visits import VISITS
from ranvier.vocabulary.scales.functional_systems import SYSTEMS

CONFLICT = 409


@page_for(Deed.SEE_RECORDS)
def edss_page(request: HttpRequest) -> JsonResponse:
    """The EDSS of the grades in the request, with the rule that gave it; a record-keeping aid."""
    computed = compute_edss(request.GET)
    return JsonResponse(
        {"edss": computed.edss, "rule": computed.rule, "words": computed.words, "flags": computed.flags}
    )


@page_for(Deed.RECORD_VISITS)
def new_visit_page(request: HttpRequest, pseudonym: str) -> HttpResponse:
    """A new visit of a patient."""
    patient = or_404(visible(Patient, request.user, Deed.RECORD_VISITS), pseudonym=pseudonym, void_reason="")
    today = timezone.localdate()
    form = visit_form_class(today)(request.POST or None, initial={"date": today, "kind": "scheduled"})
    form.of(patient)
    if request.method == "POST" and form.is_valid():
        return redirect(
            once(request.user, form.cleaned_data["form_key"], lambda: _create(request, patient, form))
        )
    return _shown(request, patient, form)


@page_for(Deed.SEE_RECORDS)
def visit_page(request: HttpRequest, visit_id: str) -> HttpResponse:
    """A visit in its form; changed, signed and locked with the password, or shown what differs (409)."""
    visit = or_404(visible(Visit, request.user).select_related("patient"), pk=visit_id)
    form_of = visit_form_class(timezone.localdate())
    if request.method != "POST":
        return _shown(
            request,
            visit.patient,
            form_of(initial=initial_of(visit, VISITS, VISIT_COLUMNS, ("edss_reason",))),
            visit,
        )
    or_404(visible(Visit, request.user, Deed.RECORD_VISITS), pk=visit_id)
    if "password" in request.POST:
        return _sign(request, visit)
    form = form_of(request.POST)
    form.of(visit.patient, visit)
    if not form.is_valid():
        return _shown(request, visit.patient, form, visit)
    try:
        save_changes(visit, form.changes(), form.cleaned_data["version"] or 0, request.user)
    except EditConflict as conflict:
        form.data = form.data.copy()
        form.data["version"] = conflict.current.version
        labels = {name: field.label for name, field in form.fields.items()}
        differing = [(labels.get(one.name, one.name), one.theirs, one.mine) for one in conflict.fields]
        return _shown(request, visit.patient, form, conflict.current, differing=differing, status=CONFLICT)
    return redirect(f"/patients/{visit.patient.pseudonym}/")


def _create(request: HttpRequest, patient: Patient, form: VisitForm) -> str:
    made = {"owner_site": patient.owner_site, "created_by": request.user, "updated_by": request.user}
    changes = form.changes()
    planned = fulfil(patient, PlanKind.VISIT, changes["date"])
    Visit.objects.create(patient=patient, planned=planned, **changes, **made)
    if form.cleaned_data["harm_asked"] in HARM_ASKED:
        _write_down_asking(patient, changes["date"], made)
    last = patient.last_contact_date
    if last is None or last < changes["date"]:
        Patient.objects.filter(pk=patient.pk).update(
            last_contact_date=changes["date"], last_contact_date_precision=changes["date_precision"]
        )
    return f"/patients/{patient.pseudonym}/"


def _write_down_asking(patient: Patient, day: Any, made: dict[str, Any]) -> None:
    """ "Asked" is an entry: from the day it was last asked for, or the first dose, until this visit."""
    before = patient.safetyfollowups.filter(void_reason="").order_by("-to_date").first()
    first = patient.administrations.filter(void_reason="").order_by("date").first()
    start = before.to_date if before else first.date if first else None
    if start is not None and start <= day:
        SafetyFollowup.objects.create(
            patient=patient,
            from_date=start,
            from_date_precision="day",
            to_date=day,
            to_date_precision="day",
            method="active",
            **made,
        )


def _sign(request: HttpRequest, visit: Visit) -> HttpResponse:
    or_404(visible(Visit, request.user, Deed.SIGN), pk=visit.pk)
    role = roles_of(request.user)[visit.owner_site_id]
    form = visit_form_class(timezone.localdate())(
        initial=initial_of(visit, VISITS, VISIT_COLUMNS, ("edss_reason",))
    )
    try:
        sign_and_lock(
            visit, request.user, request.POST["password"], role, int(request.POST.get("version") or 0)
        )
    except EditConflict:
        return _shown(request, visit.patient, form, visit, differing=[], status=CONFLICT)
    except RanvierError as error:
        return _shown(request, visit.patient, form, visit, sign_error=str(_(error.problem)), status=403)
    return redirect(f"/patients/{visit.patient.pseudonym}/")


def _shown(
    request: HttpRequest,
    patient: Patient,
    form: VisitForm,
    visit: Visit | None = None,
    *,
    status: int = 200,
    **more: Any,
) -> HttpResponse:
    before = patient.visits.filter(void_reason="").exclude(edss=None).order_by("-date")
    if visit is not None:
        before = before.exclude(pk=visit.pk)
    context = {
        "patient": patient,
        "form": form,
        "visit": visit,
        "systems": [(system, form[system.column], range(system.highest_raw + 1)) for system in SYSTEMS],
        "ambulation": AMBULATION_CHOICES,
        "computed": compute_edss(form.data or form.initial),
        "method": METHOD,
        "previous": before.first(),
        "signed": signed(visit) if visit is not None else None,
        "may_sign": visit is not None and may(request.user, Deed.SIGN, patient.owner_site),
        "here": "patients",
        **more,
    }
    return render(request, "registry/visit.html", context, status=status)
