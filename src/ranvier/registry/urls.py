"""Where each page is."""

from __future__ import annotations

from django.urls import include, path

from ranvier.registry.pages.assets import script_page, style_page
from ranvier.registry.pages.consent_page import consent_page, withdraw_page
from ranvier.registry.pages.draft_page import draft_page
from ranvier.registry.pages.due_page import due_page, home_page
from ranvier.registry.pages.lots_page import lot_page, lots_page, new_lot_page
from ranvier.registry.pages.patient_page import patient_page
from ranvier.registry.pages.patients_page import enrol_page, patients_page
from ranvier.registry.pages.people_page import end_membership_page, people_page
from ranvier.registry.pages.record_page import new_record_page, record_page
from ranvier.registry.pages.visit_page import edss_page, new_visit_page, visit_page

urlpatterns = [
    path("", home_page, name="home"),
    path("due/", due_page, name="due"),
    path("patients/", patients_page, name="patients"),
    path("patients/new/", enrol_page, name="enrol"),
    path("patients/<str:pseudonym>/", patient_page, name="patient"),
    path("patients/<str:pseudonym>/visit/", new_visit_page, name="new_visit"),
    path("patients/<str:pseudonym>/consent/", consent_page, name="consent"),
    path("patients/<str:pseudonym>/consent/withdraw/", withdraw_page, name="withdraw"),
    path("patients/<str:pseudonym>/<slug:kind>/new/", new_record_page, name="new_record"),
    path("visits/<uuid:visit_id>/", visit_page, name="visit"),
    path("records/<slug:kind>/<uuid:record_id>/", record_page, name="record"),
    path("lots/", lots_page, name="lots"),
    path("lots/new/", new_lot_page, name="new_lot"),
    path("lots/<uuid:lot_id>/", lot_page, name="lot"),
    path("people/", people_page, name="people"),
    path("people/<int:membership_id>/end/", end_membership_page, name="end_membership"),
    path("edss/", edss_page, name="edss"),
    path("drafts/", draft_page, name="drafts"),
    path("style.css", style_page, name="style"),
    path("registry.js", script_page, name="script"),
    path("account/", include("allauth.urls")),
]
