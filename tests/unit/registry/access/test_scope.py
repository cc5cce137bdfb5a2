import pytest

from ranvier.registry.access.scope import may, needs_second_factor, visible
from ranvier.registry.models import Membership, Patient, Person, Site
from ranvier.registry.roles import Deed, Role


@pytest.fixture
def sites(db):
    return [Site.objects.create(code=code, name=code) for code in "ABC"]


@pytest.fixture
def patients(sites):
    return [Patient.objects.create(owner_site=site, pseudonym=f"P-{site.code}") for site in sites]


def person_with(**roles):
    person = Person.objects.create_user("somebody", staff_code="R-01")
    for code, role in roles.items():
        Membership.objects.create(person=person, site=Site.objects.get(code=code), role=role)
    return person


@pytest.mark.parametrize("role", Role)
def test_nobody_sees_another_site(patients, role):
    person = person_with(A=role)
    seen = set(visible(Patient, person).values_list("pseudonym", flat=True))
    assert seen <= {"P-A"}
    assert seen == ({"P-A"} if Deed.SEE_RECORDS in role.deeds else set())


def test_a_person_may_be_different_things_at_different_sites(patients, sites):
    person = person_with(A=Role.NURSE, B=Role.AUDITOR)
    assert set(visible(Patient, person).values_list("pseudonym", flat=True)) == {"P-A", "P-B"}
    assert list(visible(Patient, person, Deed.RECORD_VISITS)) == [patients[0]]
    assert may(person, Deed.READ_AUDIT, sites[1])
    assert not may(person, Deed.READ_AUDIT, sites[0])


def test_nothing_without_a_membership_or_after_leaving(patients):
    person = person_with(A=Role.DATA_MANAGER)
    person.is_active = False
    person.save()
    assert not visible(Patient, person).exists()
    assert not visible(Patient, Person.objects.create_user("another", staff_code="R-02")).exists()


def test_an_administrator_manages_people_and_sees_no_patient(patients):
    person = person_with(A=Role.ADMINISTRATOR)
    assert not visible(Patient, person).exists()
    assert needs_second_factor(person)


@pytest.mark.parametrize("role", Role)
def test_whoever_exports_or_manages_needs_a_second_factor(role):
    heavy = {Deed.EXPORT, Deed.IMPORT, Deed.MANAGE_PEOPLE, Deed.READ_AUDIT, Deed.ERASE, Deed.SIGN_REPORT}
    assert role.needs_second_factor == bool(role.deeds & heavy)


def test_no_role_may_do_everything():
    assert all(role.deeds < set(Deed) for role in Role)
    assert set().union(*(role.deeds for role in Role)) == set(Deed)
