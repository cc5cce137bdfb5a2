"""A clinician of site A, and a patient of site B with a marker in every text; all of it is invented."""

from datetime import date

import pytest
from django.core.management import call_command
from django.test import Client

from ranvier.registry.models import (
    Administration,
    AdverseEvent,
    CellProduct,
    Consent,
    Membership,
    Patient,
    Person,
    Relapse,
    Site,
    Visit,
)
from ranvier.registry.roles import Role

MARKER = "ZZMARKER"
PASSWORD = "an invented password"


@pytest.fixture(autouse=True)
def _cache_table(db):
    call_command("createcachetable", verbosity=0)


@pytest.fixture
def clinician(site):
    person = Person.objects.create_user("r7", password=PASSWORD, staff_code="R-07")
    Membership.objects.create(person=person, site=site, role=Role.CLINICIAN)
    return person


@pytest.fixture
def client(clinician):
    signed_in = Client()
    signed_in.force_login(clinician)
    return signed_in


@pytest.fixture
def lot(site):
    return CellProduct.objects.create(
        owner_site=site,
        lot="UC-0417",
        product="umbilical_cord_or_placenta",
        release="released",
        cells_total=5e7,
    )


def everything_of(site, marker):
    """A patient of *site* with a record of each kind, whose texts hold *marker*."""
    patient = Patient.objects.create(owner_site=site, pseudonym=f"{marker}-1", country=marker)
    about = {"owner_site": site, "patient": patient}
    day = {"date": date(2024, 1, 2), "date_precision": "day"}
    lot = CellProduct.objects.create(owner_site=site, lot=f"{marker}-L", product="cord_blood")
    return {
        "patient": patient,
        "visit": Visit.objects.create(**about, **day, edss=4.0, rater_id=marker),
        "relapse": Relapse.objects.create(
            **about, onset_date=date(2024, 1, 1), onset_date_precision="day", severity="mild"
        ),
        "dose": Administration.objects.create(**about, **day, lot=marker, cell_product=lot),
        "event": AdverseEvent.objects.create(
            **about, onset_date=date(2024, 1, 3), onset_date_precision="day", term=marker
        ),
        "consent": Consent.objects.create(
            **about,
            purpose="contact",
            given=True,
            form_edition=marker,
            decided_on=date(2024, 1, 1),
            channel="paper",
        ),
        "lot": lot,
    }


@pytest.fixture
def elsewhere(db):
    return everything_of(Site.objects.create(code="B", name="Site B"), MARKER)


@pytest.fixture
def here(site):
    return everything_of(site, "HERE")
