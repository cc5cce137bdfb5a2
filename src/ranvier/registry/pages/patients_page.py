"""The list of patients, and enrolment."""

from __future__ import annotations

from django.core.paginator import Paginator
from django.db.models import Max, Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from ranvier.registry.access.gate import page_for
from ranvier.registry.access.scope import sites_for, visible
from ranvier.registry.forms.record_form import RecordForm, form_class
from ranvier.registry.identity.pseudonym import draw_pseudonym
from ranvier.registry.models import Patient, Site
from ranvier.registry.pages.once import once
from ranvier.registry.roles import Deed
from ranvier.tables.patients import PATIENTS

_A_PAGE = 50

ENROLMENT = (
    "sex",
    "birth_year",
    "onset_date",
    "diagnosis_date",
    "phenotype",
    "group",
    "enrolled_date",
    "country",
)
"""Columns that are asked for on the first day."""


@page_for(Deed.SEE_RECORDS)
def patients_page(request: HttpRequest) -> HttpResponse:
    """Patients of the sites of whoever asks, found by a part of their pseudonym."""
    asked = request.GET.get("q", "").strip()
    rows = visible(Patient, request.user).filter(void_reason="")
    if asked:
        rows = rows.filter(Q(pseudonym__icontains=asked) | Q(pseudonym__icontains=asked.replace(" ", "-")))
    rows = rows.select_related("owner_site").annotate(last_visit=Max("visits__date"))
    page = Paginator(rows.order_by("pseudonym"), _A_PAGE).get_page(request.GET.get("page"))
    return render(request, "registry/patients.html", {"page": page, "q": asked, "here": "patients"})


@page_for(Deed.ENROL)
def enrol_page(request: HttpRequest) -> HttpResponse:
    """A new patient under a pseudonym drawn by lot, with the next number on the site's list."""
    sites = Site.objects.filter(pk__in=sites_for(request.user, Deed.ENROL))
    today = timezone.localdate()
    form = form_class(PATIENTS, ENROLMENT, today)(request.POST or None, initial={"enrolled_date": today})
    site = sites.filter(pk=request.POST.get("site") or 0).first() or (
        sites.first() if sites.count() == 1 else None
    )
    if request.method == "POST" and form.is_valid() and site is not None:
        return redirect(
            once(request.user, form.cleaned_data["form_key"], lambda: _enrol(request, form, site))
        )
    context = {"form": form, "sites": sites, "site_missing": request.method == "POST" and site is None}
    return render(request, "registry/enrol.html", {**context, "here": "patients"})


def _enrol(request: HttpRequest, form: RecordForm, site: Site) -> str:
    number = Patient.objects.filter(owner_site=site).aggregate(last=Max("consecutive_number"))["last"] or 0
    patient = Patient.objects.create(
        owner_site=site,
        pseudonym=_unused_pseudonym(),
        consecutive_number=number + 1,
        created_by=request.user,
        updated_by=request.user,
        **form.changes(),
    )
    return f"/patients/{patient.pseudonym}/"


def _unused_pseudonym() -> str:
    while Patient.objects.filter(pseudonym=(drawn := draw_pseudonym())).exists():
        pass
    return drawn
