"""Every page: it works, it asks for a sign-in, and it shows nothing of another site."""

import pytest
from django.test import Client
from django.urls import get_resolver

from ranvier.registry.models import AuditEntry, Membership
from ranvier.registry.roles import Role
from tests.unit.registry.pages.addresses import NAMES, OF_NOBODY, addresses_of
from tests.unit.registry.pages.conftest import MARKER


@pytest.mark.parametrize("name", NAMES)
def test_it_works(client, here, name):
    answer = client.get(addresses_of(here)[name])
    assert answer.status_code == 200
    if answer["Content-Type"].startswith("text/html"):
        page = answer.content.decode()
        assert page.count("<h1") == 1
        assert "{{" not in page and "{%" not in page


@pytest.mark.parametrize("name", NAMES)
def test_it_requires_login(here, name):
    for method in ("get", "post"):
        answer = getattr(Client(), method)(addresses_of(here)[name])
        assert answer.status_code == 302
        assert answer["Location"].startswith("/account/login/")


@pytest.mark.parametrize("name", NAMES)
def test_it_hides_other_sites(client, here, elsewhere, name):
    answer = client.get(addresses_of(elsewhere)[name])
    assert MARKER not in answer.content.decode()
    assert answer.status_code == (200 if name in OF_NOBODY else 404)


@pytest.mark.parametrize("name", [name for name in NAMES if name not in OF_NOBODY])
def test_nothing_is_changed_at_another_site(client, elsewhere, name):
    n = AuditEntry.objects.filter(patient=str(elsewhere["patient"].pk)).count()
    answer = client.post(addresses_of(elsewhere)[name], {"void_reason": "x", "void": "1", "version": "1"})
    assert answer.status_code == 404
    assert AuditEntry.objects.filter(patient=str(elsewhere["patient"].pk)).count() == n


def test_every_address_is_in_these_tests():
    named = {pattern.name for pattern in get_resolver().url_patterns if getattr(pattern, "name", None)}
    tried = {
        "due", "patients", "enrol", "patient", "new_visit", "consent", "new_record", "visit", "record",
        "lots", "new_lot", "lot", "edss", "drafts",
    }  # fmt: skip
    open_to_all = {"style", "script"}
    posts_only = {"withdraw"}
    others = {"home", "people", "end_membership"}  # tests/unit/registry/pages/test_people.py
    assert named == tried | open_to_all | posts_only | others


@pytest.mark.parametrize("role", [Role.AUDITOR, Role.PSYCHOLOGIST])
def test_who_may_only_look_changes_nothing(client, clinician, here, role, settings):
    settings.MIDDLEWARE = [one for one in settings.MIDDLEWARE if "first_steps" not in one]
    Membership.objects.filter(person=clinician).update(role=role)
    for name in ("new visit", "consent", "new relapse", "new dose", "enrol", "new lot"):
        assert client.get(addresses_of(here)[name]).status_code == 404, name
    assert client.get(addresses_of(here)["patient"]).status_code == 200
    assert client.post(addresses_of(here)["visit"], {"version": 1}).status_code == 404


def test_no_page_is_kept_by_a_cache_and_none_may_be_framed(client, here):
    answer = client.get("/patients/")
    assert answer["Cache-Control"] == "no-store"
    assert answer["X-Frame-Options"] == "DENY"
    policy = answer["Content-Security-Policy"]
    assert "unsafe-inline" not in policy and "default-src 'none'" in policy


def test_no_page_has_anything_inline_that_the_policy_forbids(client, here):
    for address in addresses_of(here).values():
        page = client.get(address).content.decode()
        assert "style=" not in page and "<style" not in page
        assert "<script>" not in page and "onclick" not in page and "javascript:" not in page
