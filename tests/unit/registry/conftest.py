"""A site with one patient; everything is made in the name of R-00. All of it is invented."""

from datetime import date

import pytest

from ranvier.registry.audit.actor import acting_as
from ranvier.registry.models import Patient, Site, Visit


@pytest.fixture(autouse=True)
def _somebody_acts(db):
    with acting_as("R-00", "192.0.2.1"):
        yield


@pytest.fixture
def site(db):
    return Site.objects.create(code="A", name="Site A", is_synthetic=True)


@pytest.fixture
def patient(site):
    return Patient.objects.create(owner_site=site, pseudonym="QK7-2F", sex="female", birth_year=1986)


@pytest.fixture
def visit(patient):
    return Visit.objects.create(
        owner_site=patient.owner_site, patient=patient, date=date(2024, 5, 20), date_precision="day", edss=4.0
    )
