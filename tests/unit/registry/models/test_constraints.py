"""What the database refuses by itself, whatever way a value takes to it."""

from datetime import date

import pytest
from django.db import IntegrityError, transaction

from ranvier.registry.models import (
    Administration,
    AdverseEvent,
    CellProduct,
    Consent,
    Exposure,
    Measure,
    Mri,
    Patient,
    Relapse,
    SafetyFollowup,
    Treatment,
    Visit,
)
from ranvier.registry.models.fields import precision_of
from ranvier.tables.declaration import Kind
from ranvier.tables.model import TABLES

MODELS = {
    "patients": Patient,
    "visits": Visit,
    "relapses": Relapse,
    "treatments": Treatment,
    "administrations": Administration,
    "measures": Measure,
    "mri": Mri,
    "adverse_events": AdverseEvent,
    "safety_followup": SafetyFollowup,
    "exposures": Exposure,
}


def refused(action):
    with pytest.raises(IntegrityError), transaction.atomic():
        action()


@pytest.mark.parametrize("name", TABLES)
def test_every_declared_column_is_a_field_under_its_own_name(name):
    fields = {field.name for field in MODELS[name]._meta.get_fields()}
    kept_elsewhere = {"patient_id": "patient", "site": "owner_site"} if name == "patients" else {}
    for column in TABLES[name].columns:
        if column.name == "patient_id":
            assert {"patient", "pseudonym"} & fields
        else:
            assert kept_elsewhere.get(column.name, column.name) in fields
        if column.kind is Kind.DATE:
            assert precision_of(column) in fields


@pytest.mark.parametrize("score", [0.5, 2.3, 11, -1])
def test_a_score_that_the_scale_does_not_have(visit, score):
    refused(lambda: Visit.objects.filter(pk=visit.pk).update(edss=score))


@pytest.mark.parametrize("score", [0, 1.0, 9.5, 10, None])
def test_every_score_of_the_scale_and_none(visit, score):
    Visit.objects.filter(pk=visit.pk).update(edss=score)


@pytest.mark.parametrize(
    "change",
    [
        {"fs_visual": 7},
        {"fs_brainstem": -1},
        {"kind": "by post"},
        {"date_precision": "year"},  # a visit is known at least by its month
        {"date_precision": ""},
        {"locked_at": "2024-05-20T12:00Z"},  # by nobody
    ],
)
def test_a_visit_that_the_table_does_not_allow(visit, change):
    refused(lambda: Visit.objects.filter(pk=visit.pk).update(**change))


def test_a_second_visit_of_a_day_only_where_the_first_is_void(visit, patient):
    again = {
        "owner_site": patient.owner_site,
        "patient": patient,
        "date": visit.date,
        "date_precision": "day",
    }
    refused(lambda: Visit.objects.create(**again))
    Visit.objects.filter(pk=visit.pk).update(void_reason="entered for another patient")
    Visit.objects.create(**again)


def test_dates_in_their_order(patient):
    Patient.objects.filter(pk=patient.pk).update(
        diagnosis_date=date(2015, 1, 1), diagnosis_date_precision="day"
    )
    refused(
        lambda: Patient.objects.filter(pk=patient.pk).update(
            death_date=date(2014, 1, 1), death_date_precision="day"
        )
    )


def test_an_exactness_without_a_date_and_a_date_without_one(patient):
    refused(lambda: Patient.objects.filter(pk=patient.pk).update(onset_date_precision="day"))
    refused(lambda: Patient.objects.filter(pk=patient.pk).update(onset_date=date(2010, 1, 1)))


def test_a_running_number_once_a_site(patient, site):
    Patient.objects.filter(pk=patient.pk).update(consecutive_number=7)
    refused(lambda: Patient.objects.create(owner_site=site, pseudonym="QK8-3G", consecutive_number=7))


def test_a_pseudonym_is_given_once(patient, site):
    refused(lambda: Patient.objects.create(owner_site=site, pseudonym=patient.pseudonym))
    refused(lambda: Patient.objects.create(owner_site=site, pseudonym=""))


def test_what_departed_from_the_plan_has_a_reason(patient):
    dose = {
        "owner_site": patient.owner_site,
        "patient": patient,
        "date": date(2024, 6, 1),
        "date_precision": "day",
        "departures": ["lot_not_released"],
    }
    refused(lambda: Administration.objects.create(**dose))
    Administration.objects.create(**dose, deviation="sterility result outstanding")


@pytest.mark.parametrize(
    "wrong",
    [
        {"grade": 5, "outcome": "fatal"},  # a death that is not counted as one
        {"grade": 5, "led_to_death": True, "serious": True, "outcome": "recovered"},
        {"led_to_hospital": True, "serious": False},
        {"led_to_hospital": True},  # not said whether serious
        {"term": ""},
        {"malignancy": "perhaps"},
    ],
)
def test_an_adverse_event_that_contradicts_itself(patient, wrong):
    event = {
        "owner_site": patient.owner_site,
        "patient": patient,
        "onset_date": date(2024, 6, 2),
        "onset_date_precision": "day",
        "term": "headache",
    }
    refused(lambda: AdverseEvent.objects.create(**{**event, **wrong}))
    AdverseEvent.objects.create(**event)


@pytest.mark.parametrize(
    "wrong",
    [
        {"viability_percent": 101},
        {"endotoxin": 0.3},  # without its unit
        {"release": "released_with_deviation"},  # without a reason
        {"release": "perhaps"},
        {"product": "unknown"},
    ],
)
def test_a_lot_that_is_not_possible(site, wrong):
    lot = {"owner_site": site, "lot": "UC-0417", "product": "umbilical_cord_or_placenta"}
    refused(lambda: CellProduct.objects.create(**{**lot, **wrong}))
    CellProduct.objects.create(**lot)
    refused(lambda: CellProduct.objects.create(**lot))


def consent(patient, **more):
    parts = {
        "owner_site": patient.owner_site,
        "patient": patient,
        "purpose": "research_export",
        "given": True,
        "form_edition": "2",
        "decided_on": date(2024, 1, 1),
        "channel": "paper",
    }
    return Consent.objects.create(**{**parts, **more})


def test_one_open_consent_for_each_purpose(patient):
    first = consent(patient)
    refused(lambda: consent(patient))
    consent(patient, purpose="contact")
    Consent.objects.filter(pk=first.pk).update(withdrawn_at="2024-02-01T10:00Z")
    consent(patient, decided_on=date(2024, 3, 1))


def test_a_refusal_is_not_withdrawn(patient):
    refused(lambda: consent(patient, given=False, withdrawn_at="2024-02-01T10:00Z"))
    consent(patient, given=False)
