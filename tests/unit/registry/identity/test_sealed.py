"""Names are ciphertext everywhere, are found without being readable, and are gone once the key is."""

import base64
import sqlite3
import stat

import pytest
from django.conf import settings
from django.db import IntegrityError, connection, transaction

from ranvier.registry.audit.chain import verify_chain
from ranvier.registry.identity.blind_index import blind_index
from ranvier.registry.identity.patient_keys import KeyDestroyed, PatientKeys
from ranvier.registry.identity.sealed import SealedIdentities, WhoItIs
from ranvier.registry.models import AuditEntry, Identity, IdentityLook, Person
from ranvier.registry.state.folder import StateFolder

WHO = WhoItIs("Примерова Анна", "1986-04-02", "+00 0000 000000", "anna@example.org", "0012-34")  # invented


@pytest.fixture
def state(tmp_path):
    return StateFolder(tmp_path / "state")


@pytest.fixture
def sealed(state):
    return SealedIdentities(state)


@pytest.fixture
def person(db):
    return Person.objects.create_user("r7", staff_code="R-07")


def forms(text):
    """How a name could stand somewhere unnoticed."""
    for encoding in ("utf-8", "utf-16-le", "utf-16-be"):
        raw = text.encode(encoding)
        yield raw
        yield base64.b64encode(raw).rstrip(b"=")
        yield raw.hex().encode()
    yield ascii(text)[1:-1].encode()


def everything_in_the_database():
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f'SELECT * FROM "{table}"')
            yield repr(cursor.fetchall()).encode()


def test_what_is_written_is_read_again_and_the_look_is_kept(sealed, patient, person):
    sealed.write(patient, WHO)
    assert sealed.read(patient, person, "the patient is on the telephone") == WHO
    look = IdentityLook.objects.get()
    assert (look.person, look.reason, look.is_emergency) == (person, "the patient is on the telephone", False)


def test_no_name_is_anywhere_in_the_database_or_the_state_folder(sealed, state, patient, person):
    sealed.write(patient, WHO)
    sealed.read(patient, person, "a reason")
    places = [*everything_in_the_database()]
    places += [path.read_bytes() for path in state.path.rglob("*") if path.is_file()]
    for text in (WHO.name, WHO.name.split()[0], WHO.telephone, WHO.email, WHO.number, WHO.birth_date):
        for form in forms(text):
            assert not any(form in place for place in places), text


def test_a_name_is_found_in_other_capitals_and_spaces_and_a_part_of_it_is_not(sealed, patient):
    sealed.write(patient, WHO)
    assert sealed.find(name="  примерова   АННА ") == [patient]
    assert sealed.find(number="0012-34") == [patient]
    assert sealed.find(name="примерова") == []
    assert sealed.find(number=WHO.name) == []
    assert sealed.find() == sealed.find(name=" ") == []


def test_an_erased_patient_is_nobody_for_ever_and_the_chain_holds(sealed, state, patient, person):
    sealed.write(patient, WHO)
    token = Identity.objects.get().name
    sealed.erase(patient)
    assert sealed.is_erased(patient)
    with pytest.raises(KeyDestroyed):
        sealed.read(patient, person, "a reason")
    with pytest.raises(KeyDestroyed):
        PatientKeys(state).decrypt(str(patient.pk), token)
    with pytest.raises(KeyDestroyed):  # no new key in its place
        sealed.write(patient, WHO)
    assert sealed.find(name=WHO.name) == []
    index = blind_index(state, "name", WHO.name)
    assert not any(index.encode() in place for place in everything_in_the_database())
    assert verify_chain(AuditEntry.objects.order_by("sequence")).holds


def test_the_destroyed_key_is_not_left_in_the_file(sealed, state, patient):
    sealed.write(patient, WHO)
    with sqlite3.connect(state.patient_keys) as database:
        wrapped = database.execute("SELECT wrapped FROM patient_key").fetchone()[0]
    assert any(wrapped in path.read_bytes() for path in state.path.glob("patient-keys*"))
    database.close()
    sealed.erase(patient)
    assert not any(wrapped in path.read_bytes() for path in state.path.glob("patient-keys*"))


def test_after_a_change_of_the_master_key_everything_is_readable_and_the_old_key_opens_nothing(
    sealed, state, patient, person
):
    sealed.write(patient, WHO)
    old = (state.secrets / "master-keys").read_text()
    assert PatientKeys(state).change_master_key() == 1
    assert (state.secrets / "master-keys").read_text() != old
    assert sealed.read(patient, person, "a reason") == WHO
    (state.secrets / "master-keys").write_text(old)
    with pytest.raises(KeyDestroyed, match="with the keys of this installation"):
        sealed.read(patient, person, "a reason")


def test_no_text_of_an_identity_reaches_a_log_by_its_repr():
    assert WHO.name not in repr(WHO)
    assert WHO.telephone not in str(WHO)


def test_secrets_are_their_owners_only(sealed, state, patient):
    sealed.write(patient, WHO)
    for path in [state.patient_keys, *state.secrets.iterdir()]:
        assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE(state.secrets.stat().st_mode) == 0o700


def test_a_look_without_a_reason_is_refused(sealed, patient, person):
    sealed.write(patient, WHO)
    with pytest.raises(IntegrityError), transaction.atomic():
        sealed.read(patient, person, "")


def test_the_session_secret_touches_no_name(sealed, patient, person, monkeypatch):
    sealed.write(patient, WHO)
    monkeypatch.setattr(settings, "SECRET_KEY", "another")
    assert sealed.read(patient, person, "a reason") == WHO
