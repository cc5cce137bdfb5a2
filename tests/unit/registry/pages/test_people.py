"""Accounts: an administrator makes them, and nobody reaches a record before the first steps are done."""

import re

import pytest
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.test import Client

from ranvier.registry.models import AuditEntry, Membership, Person, Site
from ranvier.registry.roles import Role

PASSWORD = "an invented password"


@pytest.fixture
def administrator(site):
    person = Person.objects.create_user("admin", password=PASSWORD, staff_code="R-01")
    Membership.objects.create(person=person, site=site, role=Role.ADMINISTRATOR)
    return person


@pytest.fixture
def admin(administrator):
    TOTP.activate(administrator, generate_totp_secret())
    signed_in = Client()
    signed_in.force_login(administrator)
    return signed_in


def added(admin, site, **more):
    sent = {"username": "nurse", "staff_code": "R-08", "site": site.pk, "role": "nurse", **more}
    return admin.post("/people/", sent, follow=True)


def test_a_new_account_has_a_password_that_is_shown_once(admin, site):
    page = added(admin, site).content.decode()
    password = re.search(r"shown once: (\S+)<", page)[1]
    assert Person.objects.get(username="nurse").check_password(password)
    assert password not in admin.get("/people/").content.decode()
    assert not any(password in (entry.new or "") for entry in AuditEntry.objects.all())


def test_with_a_password_from_somebody_else_nothing_is_reached_but_its_change(admin, site, here):
    page = added(admin, site).content.decode()
    password = re.search(r"shown once: (\S+)<", page)[1]
    nurse = Client()
    nurse.post("/account/login/", {"login": "nurse", "password": password})
    for address in ("/due/", "/patients/", f"/patients/{here['patient'].pseudonym}/"):
        assert nurse.get(address)["Location"] == "/account/password/change/"
    sent = {"oldpassword": password, "password1": "another invented one", "password2": "another invented one"}
    nurse.post("/account/password/change/", sent)
    assert nurse.get("/patients/").status_code == 200


def test_who_needs_a_second_factor_reaches_nothing_but_its_set_up(administrator):
    signed_in = Client()
    signed_in.post("/account/login/", {"login": "admin", "password": PASSWORD})
    for address in ("/people/", "/patients/", "/"):
        assert signed_in.get(address)["Location"] == "/account/2fa/totp/activate/"


def test_with_a_second_factor_a_password_alone_does_not_sign_in(admin):
    somebody = Client()
    answer = somebody.post("/account/login/", {"login": "admin", "password": PASSWORD})
    assert answer["Location"] == "/account/2fa/authenticate/"
    assert somebody.get("/people/")["Location"].startswith("/account/login/")


def test_the_secret_of_a_second_factor_is_ciphertext(administrator):
    secret = generate_totp_secret()
    kept = TOTP.activate(administrator, secret).instance
    assert secret not in str(kept.data)


def test_the_sixth_wrong_password_in_five_minutes_closes_the_door_to_the_right_one(administrator):
    somebody = Client()
    for _ in range(5):
        somebody.post("/account/login/", {"login": "admin", "password": "wrong"})
    answer = somebody.post("/account/login/", {"login": "admin", "password": PASSWORD})
    assert answer.status_code == 200
    assert "Too many failed login attempts" in answer.content.decode()


def test_nobody_opens_an_account_by_themselves(db):
    Client().post("/account/signup/", {"username": "x", "password1": PASSWORD, "password2": PASSWORD})
    assert not Person.objects.filter(username="x").exists()


def test_an_administrator_manages_only_own_sites(admin, administrator):
    other = Site.objects.create(code="B", name="Site B")
    somebody = Person.objects.create_user("b", staff_code="R-20")
    theirs = Membership.objects.create(person=somebody, site=other, role=Role.NURSE)
    added(admin, other)
    assert not Person.objects.filter(username="nurse").exists()
    assert admin.post(f"/people/{theirs.pk}/end/").status_code == 404
    assert "R-20" not in admin.get("/people/").content.decode()


def test_an_ended_membership_sees_nothing_from_the_next_request_on(admin, site, client, clinician, here):
    assert client.get("/patients/").status_code == 200
    admin.post(f"/people/{Membership.objects.get(person=clinician).pk}/end/")
    assert client.get("/patients/").status_code == 404


def test_nobody_ends_themselves(admin, administrator):
    own = Membership.objects.get(person=administrator)
    admin.post(f"/people/{own.pk}/end/")
    assert Membership.objects.filter(pk=own.pk).exists()


@pytest.mark.parametrize("role", [role for role in Role if role is not Role.ADMINISTRATOR])
def test_nobody_else_manages_people(client, clinician, role, settings):
    settings.MIDDLEWARE = [one for one in settings.MIDDLEWARE if "first_steps" not in one]
    Membership.objects.filter(person=clinician).update(role=role)
    assert client.get("/people/").status_code == 404


def test_a_session_ends_after_twelve_hours(client, here):
    session = client.session
    client.get("/patients/")
    session = client.session
    session["ranvier_began"] -= 12 * 3600 + 1
    session.save()
    assert client.get("/patients/").status_code == 302


def test_a_session_ends_after_fifteen_minutes_without_a_request(settings):
    assert settings.SESSION_COOKIE_AGE == 15 * 60
    assert settings.SESSION_SAVE_EVERY_REQUEST
