import pytest

from ranvier.errors import RanvierError
from ranvier.registry.models import Person, Signature, Visit
from ranvier.registry.records.saving import EditConflict, save_changes
from ranvier.registry.records.signing import SignatureState, sign_and_lock, signed
from ranvier.registry.roles import Role

PASSWORD = "an invented password"


@pytest.fixture
def person(db):
    return Person.objects.create_user("r7", password=PASSWORD, staff_code="R-07")


def test_a_visit_is_signed_with_the_password_again(visit, person):
    assert signed(visit).state is SignatureState.NONE
    signature = sign_and_lock(visit, person, PASSWORD, Role.CLINICIAN, 1)
    visit.refresh_from_db()
    assert (signature.role, signature.version, visit.locked_by) == ("clinician", visit.version, person)
    assert signed(visit).state is SignatureState.VALID


def test_a_wrong_password_signs_nothing(visit, person):
    with pytest.raises(RanvierError, match="not right"):
        sign_and_lock(visit, person, "another", Role.CLINICIAN, 1)
    visit.refresh_from_db()
    assert visit.locked_at is None
    assert not Signature.objects.exists()


def test_what_was_not_seen_is_not_signed(visit, person):
    save_changes(visit, {"edss": 5.0}, 1, person)
    with pytest.raises(EditConflict):
        sign_and_lock(visit, person, PASSWORD, Role.CLINICIAN, 1)
    assert not Signature.objects.exists()


@pytest.mark.parametrize("change", [{"edss": 5.0}, {"rater_id": "R-09"}, {"absent": {"aid": "refused"}}])
def test_a_change_after_signing_voids_the_signature_for_all_to_see(visit, person, change):
    sign_and_lock(visit, person, PASSWORD, Role.CLINICIAN, 1)
    visit.refresh_from_db()
    save_changes(visit, change, visit.version, person)
    visit.refresh_from_db()
    assert signed(visit).state is SignatureState.VOID


def test_a_change_past_the_registry_voids_it_as_well(visit, person):
    sign_and_lock(visit, person, PASSWORD, Role.CLINICIAN, 1)
    Visit.objects.filter(pk=visit.pk).update(edss=1.0)
    visit.refresh_from_db()
    assert signed(visit).state is SignatureState.VOID


def test_signed_again_it_is_valid_again_and_both_signatures_are_kept(visit, person):
    sign_and_lock(visit, person, PASSWORD, Role.CLINICIAN, 1)
    visit.refresh_from_db()
    changed = save_changes(visit, {"edss": 5.0}, visit.version, person)
    sign_and_lock(changed, person, PASSWORD, Role.CLINICIAN, changed.version)
    visit.refresh_from_db()
    assert signed(visit).state is SignatureState.VALID
    assert visit.signatures.count() == 2
