"""What forms save, refuse and keep."""

import json
from datetime import date
from uuid import uuid4

import pytest

from ranvier.registry.models import (
    Administration,
    AdverseEvent,
    CellProduct,
    Consent,
    Draft,
    Patient,
    PlanItem,
    Relapse,
    SafetyFollowup,
    Visit,
)
from ranvier.registry.plan.due import lay_out_plan

FS = {
    "fs_visual": 1, "fs_brainstem": 2, "fs_pyramidal": 1, "fs_cerebellar": 3, "fs_sensory": 1,
    "fs_bowel_bladder": 4, "fs_cerebral": 2, "ambulation": 1,
}  # fmt: skip
"""The example of `edss_of`: EDSS 4.0, rule F10."""


def visit_of(**more):
    return {
        "date": "2024-06-03",
        "kind": "scheduled",
        "rater_blinded": "unknown",
        "harm_asked": "not_asked",
        **more,
    }


def test_a_patient_is_enrolled_under_a_pseudonym_with_the_next_number(client, site):
    for n in (1, 2):
        answer = client.post(
            "/patients/new/", {"sex": "female", "enrolled_date": "2024-05", "form_key": uuid4()}
        )
        patient = Patient.objects.get(consecutive_number=n)
        assert answer["Location"] == f"/patients/{patient.pseudonym}/"
    assert (patient.enrolled_date_precision, patient.owner_site) == ("month", site)


def test_a_form_sent_twice_is_saved_once(client, patient):
    sent = {"onset_date": "2024-05-01", "confirmed": "unknown", "form_key": str(uuid4())}
    first = client.post(f"/patients/{patient.pseudonym}/relapse/new/", sent)
    second = client.post(f"/patients/{patient.pseudonym}/relapse/new/", sent)
    assert first["Location"] == second["Location"]
    assert Relapse.objects.count() == 1


def test_a_visit_keeps_the_computed_score_with_its_rule(client, patient):
    client.post(f"/patients/{patient.pseudonym}/visit/", visit_of(**FS))
    visit = Visit.objects.get()
    assert (visit.edss, visit.edss_computed, visit.edss_method) == (4.0, 4.0, "table as printed, F10")
    assert visit.ambulation_coding == "neurostatus_16"


def test_an_examiners_own_score_needs_a_reason_where_it_differs_and_both_are_kept(client, patient):
    address = f"/patients/{patient.pseudonym}/visit/"
    answer = client.post(address, visit_of(**FS, edss="4.5"))
    assert answer.status_code == 200
    assert "both are kept" in answer.content.decode()
    assert not Visit.objects.exists()
    client.post(address, visit_of(**FS, edss="4.5", edss_reason="walked less than she says"))
    visit = Visit.objects.get()
    assert (visit.edss, visit.edss_computed, visit.edss_reason) == (4.5, 4.0, "walked less than she says")


def test_a_system_that_was_not_examined_is_never_filled_in(client, patient):
    client.post(f"/patients/{patient.pseudonym}/visit/", visit_of(**{**FS, "fs_cerebellar": ""}))
    visit = Visit.objects.get()
    assert (visit.edss, visit.edss_computed, visit.fs_cerebellar) == (None, None, None)


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ({"edss": "0.5"}, "EDSS must be 0 or 1.0 to 10.0 in half points."),
        ({"fs_visual": "7"}, "Permitted: 0 to 6."),
        ({"date": "2024-06"}, None),
        ({"date": "2024"}, "at least by its month"),
        ({"date": "2999-01-01"}, "lies in the future"),
        ({"date": "3 June"}, "This is no date."),
        ({"date": ""}, "required"),
    ],
)
def test_a_fault_is_told_at_its_field_and_nothing_typed_is_lost(client, patient, typed, told):
    answer = client.post(f"/patients/{patient.pseudonym}/visit/", visit_of(**{"rater_id": "R-99", **typed}))
    if told is None:
        assert answer.status_code == 302
        return
    page = answer.content.decode()
    assert told in page
    assert "Nothing was saved; everything you typed is still here." in page
    assert "R-99" in page
    assert not Visit.objects.exists()


def test_a_second_visit_of_a_day_is_refused_in_words(client, visit, patient):
    answer = client.post(f"/patients/{patient.pseudonym}/visit/", visit_of(date=visit.date.isoformat()))
    assert "There is a visit of this day already" in answer.content.decode()


def test_a_visit_fulfils_the_plan_and_asked_none_is_an_entry(client, patient, site):
    day = {"date": date(2024, 5, 24), "date_precision": "day"}
    Administration.objects.create(owner_site=site, patient=patient, lot="L", **day)
    lay_out_plan(patient, day["date"], None)
    client.post(f"/patients/{patient.pseudonym}/visit/", visit_of(harm_asked="asked_none"))
    assert PlanItem.objects.get(label="visit, day 10").state == "done"
    asked = SafetyFollowup.objects.get()
    assert (asked.from_date, asked.to_date, asked.method) == (date(2024, 5, 24), date(2024, 6, 3), "active")
    patient.refresh_from_db()
    assert patient.last_contact_date == date(2024, 6, 3)


def test_not_asked_is_no_entry(client, patient, site):
    Administration.objects.create(
        owner_site=site, patient=patient, lot="L", date=date(2024, 5, 24), date_precision="day"
    )
    client.post(f"/patients/{patient.pseudonym}/visit/", visit_of())
    assert not SafetyFollowup.objects.exists()


def test_a_dose_from_a_lot_not_released_is_recorded_with_its_reason(client, patient, lot):
    CellProduct.objects.update(release="pending")
    address = f"/patients/{patient.pseudonym}/dose/new/"
    dose = {
        "date": "2024-06-03",
        "cells": "2e7",
        "route": "it",
        "cell_product": str(lot.pk),
        "whole_volume": "unknown",
    }
    answer = client.post(address, dose)
    assert "dose from a lot not released" in answer.content.decode()
    assert "It can be recorded: say the reason." in answer.content.decode()
    client.post(address, {**dose, "deviation": "sterility result outstanding"})
    kept = Administration.objects.get()
    assert (kept.departures, kept.lot, kept.product) == (
        ["lot_not_released"],
        "UC-0417",
        "umbilical_cord_or_placenta",
    )
    assert "sterility result outstanding" in client.get(f"/patients/{patient.pseudonym}/").content.decode()


def test_an_adverse_event_says_what_makes_it_serious(client, patient):
    address = f"/patients/{patient.pseudonym}/event/new/"
    event = {"onset_date": "2024-06-04", "term": "meningism", "serious": "true", "was_expected": "unknown"}
    assert "Tick what makes it serious." in client.post(address, event).content.decode()
    client.post(address, {**event, "led_to_hospital": "on"})
    assert AdverseEvent.objects.get().led_to_hospital


def test_why_a_cell_is_empty_is_kept(client, patient):
    client.post(
        f"/patients/{patient.pseudonym}/visit/", visit_of(absent_aid="refused", absent_edss="not_asked")
    )
    assert Visit.objects.get().absent == {"aid": "refused", "edss": "not_asked"}


def test_two_editors_the_second_sees_what_differs_and_keeps_what_was_typed(client, patient, site):
    relapse = Relapse.objects.create(
        owner_site=site, patient=patient, onset_date=date(2024, 5, 1), onset_date_precision="day"
    )
    address = f"/records/relapse/{relapse.pk}/"
    typed = {"onset_date": "2024-05-01", "confirmed": "unknown", "version": 1}
    assert client.post(address, {**typed, "severity": "mild"}).status_code == 302
    answer = client.post(address, {**typed, "severity": "severe"})
    page = answer.content.decode()
    assert answer.status_code == 409
    assert "Somebody else saved this page" in page
    assert "<td>mild</td><td>severe</td>" in page
    assert 'name="version" value="2"' in page
    relapse.refresh_from_db()
    assert relapse.severity == "mild"
    assert client.post(address, {**typed, "version": 2, "severity": "severe"}).status_code == 302


def test_a_row_is_void_only_with_a_reason(client, patient, site):
    relapse = Relapse.objects.create(
        owner_site=site, patient=patient, onset_date=date(2024, 5, 1), onset_date_precision="day"
    )
    address = f"/records/relapse/{relapse.pk}/"
    assert "Say in a few words" in client.post(address, {"void": "1", "version": 1}).content.decode()
    client.post(address, {"void": "1", "version": 1, "void_reason": "another patient's"})
    relapse.refresh_from_db()
    assert relapse.void_reason == "another patient's"


def test_a_visit_is_signed_on_its_page(client, visit):
    address = f"/visits/{visit.pk}/"
    answer = client.post(address, {"password": "wrong", "version": 1})
    assert answer.status_code == 403
    assert "The password is not right" in answer.content.decode()
    assert client.post(address, {"password": "an invented password", "version": 1}).status_code == 302
    assert "<b>signed</b>: R-07, clinician" in client.get(address).content.decode()


def test_consents_are_given_and_withdrawn_on_their_page(client, patient):
    address = f"/patients/{patient.pseudonym}/consent/"
    sent = {
        "purpose": "contact", "given": "yes", "form_edition": "2", "channel": "paper",
        "decided_on": "2024-01-01",
    }  # fmt: skip
    client.post(address, sent)
    assert "open already" in client.post(address, sent).content.decode()
    client.post(f"{address}withdraw/", {"purpose": "contact", "channel": "telephone"})
    kept = Consent.objects.get()
    assert (kept.withdrawn_channel, kept.withdrawn_at is not None) == ("telephone", True)


def test_a_draft_is_kept_for_who_typed_it_and_forgotten_on_demand(client, patient):
    address = "/drafts/?page=/patients/x/visit/"
    client.post(address, json.dumps({"rater_id": "R-99"}), content_type="application/json")
    assert client.get(address).json()["content"] == {"rater_id": "R-99"}
    assert Draft.objects.count() == 1
    client.delete(address)
    assert client.get(address).json() == {}


def test_the_computed_score_comes_with_its_rule(client, here):
    found = client.get("/edss/", FS).json()
    assert (found["edss"], found["rule"]) == (4.0, "F10")
    assert "1 of grade" in found["words"] or "grade" in found["words"]
