"""The audit trail: written by the database for every way of changing a row, and nothing changes it."""

import json

import pytest
from django.db import DatabaseError, connection, transaction

from ranvier.registry.audit.actor import _ACTING, acting_as, tell_database
from ranvier.registry.audit.audited import audited_tables
from ranvier.registry.audit.chain import ChainHead, hash_of, verify_chain
from ranvier.registry.audit.triggers import install_triggers, missing_triggers
from ranvier.registry.models import AuditEntry, Patient, Person, Visit


def trail():
    return AuditEntry.objects.order_by("sequence")


def test_every_table_of_the_registry_is_watched(db):
    tables = {one.table for one in audited_tables()}
    assert {"registry_patient", "registry_visit", "registry_consent", "registry_person"} <= tables
    assert "registry_auditentry" not in tables
    assert missing_triggers(connection) == []


def test_insert_save_update_and_bulk_update_are_all_written_down(visit):
    visit.edss = 4.5
    visit.save()
    Visit.objects.filter(pk=visit.pk).update(edss=5.0)
    visit.edss = 5.5
    Visit.objects.bulk_update([visit], ["edss"])
    with connection.cursor() as cursor:
        cursor.execute("UPDATE registry_visit SET edss = 6.0")
    entries = trail().filter(table="registry_visit")
    assert [entry.operation for entry in entries] == ["insert", "update", "update", "update", "update"]
    changed = [json.loads(entry.new)["edss"] for entry in entries]
    assert changed == [4.0, 4.5, 5.0, 5.5, 6.0]
    assert [json.loads(entry.old)["edss"] for entry in list(entries)[1:]] == changed[:-1]


def test_who_from_where_and_whose(visit, patient):
    entry = trail().filter(table="registry_visit").get()
    assert (entry.actor, entry.address) == ("R-00", "192.0.2.1")
    assert entry.patient.replace("-", "") == patient.pk.hex
    with acting_as("R-07"):
        Visit.objects.filter(pk=visit.pk).update(edss=3.0)
    assert trail().last().actor == "R-07"


def test_a_change_by_nobody_is_refused(visit):
    token = _ACTING.set(None)
    tell_database()
    try:
        with pytest.raises(DatabaseError), transaction.atomic():
            Visit.objects.filter(pk=visit.pk).update(edss=3.0)
    finally:
        _ACTING.reset(token)
        tell_database()
    visit.refresh_from_db()
    assert visit.edss == 4.0


def test_a_password_never_reaches_the_trail(db):
    person = Person.objects.create_user("nobody", password="a long password, invented", staff_code="R-01")
    person.set_password("another long one, invented")
    person.save()
    written = [*trail().values_list("old", flat=True), *trail().values_list("new", flat=True)]
    assert not any('"password"' in (text or "") or "md5$" in (text or "") for text in written)


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE registry_auditentry SET actor = 'somebody else'",
        "DELETE FROM registry_auditentry",
        "DELETE FROM registry_auditentry WHERE sequence = 1",
    ],
)
def test_the_trail_is_append_only(visit, statement):
    n = trail().count()
    with (
        pytest.raises(DatabaseError, match="append only"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(statement)
    assert trail().count() == n > 0


def test_the_trail_cannot_be_emptied_at_once(visit):
    if connection.vendor != "postgresql":
        pytest.skip("SQLite has no TRUNCATE")
    with (
        pytest.raises(DatabaseError, match="append only"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute("TRUNCATE registry_auditentry")


def test_a_chain_as_it_was_written_holds(visit):
    found = verify_chain(trail())
    assert found.holds
    assert found.n_entries == trail().count() == found.head.sequence
    assert found.head.hash == trail().last().hash


@pytest.mark.parametrize("part", ["actor", "at", "old", "new", "row", "operation", "previous_hash", "hash"])
def test_one_changed_character_is_found_where_it_is(visit, part):
    Visit.objects.filter(pk=visit.pk).update(edss=3.0)
    entries = list(trail())
    text = getattr(entries[-2], part) or "x"
    setattr(entries[-2], part, text[:-1] + ("0" if text[-1] != "0" else "1"))
    found = verify_chain(entries)
    assert not found.holds
    assert found.first_bad == entries[-2].sequence


def test_an_entry_taken_out_is_found(visit):
    entries = list(trail())
    found = verify_chain(entries[:-2] + entries[-1:])
    assert (found.first_bad, found.why) == (entries[-2].sequence, "an entry is missing")


def test_a_tail_cut_off_is_found_by_a_head_kept_elsewhere(visit):
    head = verify_chain(trail()).head
    entries = list(trail())[:-1]
    assert verify_chain(entries).holds
    found = verify_chain(entries, kept=head)
    assert (found.holds, found.first_bad) == (False, head.sequence)
    assert "are missing" in found.why


def test_a_chain_written_anew_is_found_by_a_head_kept_elsewhere(visit):
    entries = list(trail())
    head = ChainHead(entries[0].sequence, hash_of("another"))
    assert verify_chain(entries, kept=head).first_bad == entries[0].sequence


def test_triggers_are_put_in_place_again(visit):
    name = "audit_registry_visit_update"
    on = " ON registry_visit" if connection.vendor == "postgresql" else ""
    with connection.cursor() as cursor:
        cursor.execute(f"DROP TRIGGER {name}{on}")
    assert missing_triggers(connection) == ["registry_visit"]
    install_triggers(connection)
    assert missing_triggers(connection) == []


def test_a_name_in_another_script_and_a_quote_are_hashed_alike(patient):
    Patient.objects.filter(pk=patient.pk).update(
        death_cause="сердце, \"acute\" 'x' \\ \n end", country="Ελλάδα"
    )
    assert verify_chain(trail()).holds
