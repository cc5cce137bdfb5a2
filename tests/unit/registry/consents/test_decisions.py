from datetime import date, timedelta

import pytest
from django.utils import timezone

from ranvier.errors import RanvierError
from ranvier.registry.consents.decisions import Standing, having_consent, standing, withdraw
from ranvier.registry.models import Consent, Patient
from ranvier.registry.models.consent import Channel, Purpose

EXPORT = Purpose.RESEARCH_EXPORT


def give(patient, purpose=EXPORT, **more):
    parts = {"given": True, "form_edition": "2", "decided_on": date(2024, 1, 1), "channel": "paper"}
    return Consent.objects.create(
        owner_site=patient.owner_site, patient=patient, purpose=purpose, **{**parts, **more}
    )


def test_nothing_given_is_nothing(patient):
    assert standing(patient, EXPORT) is Standing.NEVER_GIVEN
    assert not having_consent(Patient.objects.all(), EXPORT).exists()


@pytest.mark.parametrize("other", [purpose for purpose in Purpose if purpose is not EXPORT])
def test_one_purpose_stands_for_no_other(patient, other):
    give(patient, EXPORT)
    assert standing(patient, EXPORT) is Standing.OPEN
    assert standing(patient, other) is Standing.NEVER_GIVEN
    assert not having_consent(Patient.objects.all(), other).exists()


def test_a_withdrawal_counts_from_the_next_moment_and_is_not_undone(patient):
    give(patient)
    assert list(having_consent(Patient.objects.all(), EXPORT)) == [patient]
    withdraw(patient, EXPORT, Channel.TELEPHONE)
    assert standing(patient, EXPORT) is Standing.WITHDRAWN
    assert not having_consent(Patient.objects.all(), EXPORT).exists()
    with pytest.raises(RanvierError, match="no open consent"):
        withdraw(patient, EXPORT, Channel.TELEPHONE)


def test_it_can_be_given_again(patient):
    give(patient)
    withdraw(patient, EXPORT, Channel.PAPER)
    give(patient, decided_on=timezone.localdate())
    assert standing(patient, EXPORT) is Standing.OPEN


def test_an_expired_one_holds_on_its_last_day_and_not_after(patient):
    today = timezone.localdate()
    give(patient, valid_to=today)
    assert standing(patient, EXPORT, today) is Standing.OPEN
    assert standing(patient, EXPORT, today + timedelta(days=1)) is Standing.EXPIRED
    assert having_consent(Patient.objects.all(), EXPORT, today).exists()
    assert not having_consent(Patient.objects.all(), EXPORT, today + timedelta(days=1)).exists()


def test_a_refusal_after_a_consent_was_withdrawn_is_a_refusal(patient):
    give(patient)
    withdraw(patient, EXPORT, Channel.PAPER)
    give(patient, given=False, decided_on=timezone.localdate())
    assert standing(patient, EXPORT) is Standing.REFUSED


def test_one_recorded_in_error_counts_for_nothing(patient):
    give(patient, void_reason="of another patient")
    assert standing(patient, EXPORT) is Standing.NEVER_GIVEN
    assert not having_consent(Patient.objects.all(), EXPORT).exists()
