"""One record of one patient in a form: entered, changed with the version seen, or void with a reason."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from ranvier.registry.access.gate import or_404, page_for
from ranvier.registry.access.scope import visible
from ranvier.registry.forms.record_form import RecordForm, initial_of
from ranvier.registry.models import Patient
from ranvier.registry.pages.kinds import KINDS, RecordKind
from ranvier.registry.pages.once import once
from ranvier.registry.plan.fulfil import fulfil_by_record
from ranvier.registry.records.saving import EditConflict, save_changes, void
from ranvier.registry.roles import Deed

CONFLICT = 409


@page_for(Deed.SEE_RECORDS)
def new_record_page(request: HttpRequest, pseudonym: str, kind: str) -> HttpResponse:
    """An empty form for a record of *kind*, and what is saved of it."""
    asked = _kind(kind)
    patient = or_404(visible(Patient, request.user, asked.deed), pseudonym=pseudonym, void_reason="")
    form = asked.form_class()(request.POST or None).of(patient)
    if request.method == "POST" and form.is_valid():
        return redirect(
            once(request.user, form.cleaned_data["form_key"], lambda: _create(asked, patient, form, request))
        )
    return _shown(request, asked, patient, form)


@page_for(Deed.SEE_RECORDS)
def record_page(request: HttpRequest, kind: str, record_id: str) -> HttpResponse:
    """A record of *kind* in its form; who saw an older version is shown what differs, with status 409."""
    asked = _kind(kind)
    record = or_404(visible(asked.model, request.user, asked.deed).select_related("patient"), pk=record_id)
    if request.method != "POST":
        return _shown(request, asked, record.patient, _opened(asked, record), record)
    if "void" in request.POST:
        return _void(request, asked, record)
    form = asked.form_class()(request.POST).of(record.patient, record)
    if not form.is_valid():
        return _shown(request, asked, record.patient, form, record)
    try:
        save_changes(record, form.changes(), form.cleaned_data["version"] or 0, request.user)
    except EditConflict as conflict:
        return _conflict(request, asked, form, conflict)
    return redirect(f"/patients/{record.patient.pseudonym}/")


def _kind(key: str) -> RecordKind:
    if key not in KINDS:
        raise Http404
    return KINDS[key]


def _opened(kind: RecordKind, record: Any) -> RecordForm:
    initial = initial_of(record, kind.table, kind.names, kind.base.more)
    return kind.form_class()(initial=initial).of(record.patient, record)


def _create(kind: RecordKind, patient: Patient, form: RecordForm, request: HttpRequest) -> str:
    made = kind.model.objects.create(
        owner_site=patient.owner_site,
        patient=patient,
        created_by=request.user,
        updated_by=request.user,
        **form.changes(),
    )
    if kind.fulfils is not None:
        fulfil_by_record(kind.fulfils, made, request.user)
    return f"/patients/{patient.pseudonym}/"


def _void(request: HttpRequest, kind: RecordKind, record: Any) -> HttpResponse:
    reason = request.POST.get("void_reason", "")
    if not reason.strip():
        return _shown(request, kind, record.patient, _opened(kind, record), record, needs_reason=True)
    void(record, reason, int(request.POST.get("version") or 0), request.user)
    return redirect(f"/patients/{record.patient.pseudonym}/")


def _conflict(
    request: HttpRequest, kind: RecordKind, form: RecordForm, conflict: EditConflict
) -> HttpResponse:
    """What was typed stays in the form, now against the latest version: saved again it is meant."""
    form.data = form.data.copy()
    form.data["version"] = conflict.current.version
    labels = {name: field.label for name, field in form.fields.items()}
    differing = [(labels.get(one.name, one.name), one.theirs, one.mine) for one in conflict.fields]
    return _shown(
        request, kind, conflict.current.patient, form, conflict.current, differing=differing, status=CONFLICT
    )


def _shown(
    request: HttpRequest,
    kind: RecordKind,
    patient: Patient,
    form: RecordForm,
    record: Any = None,
    *,
    status: int = 200,
    **more: Any,
) -> HttpResponse:
    context = {"kind": kind, "patient": patient, "form": form, "record": record, "here": "patients", **more}
    return render(request, "registry/record.html", context, status=status)
