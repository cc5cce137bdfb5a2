"""`ranvier audit verify`, on the database itself."""

import json

import pytest
from django.db import connection

from ranvier.errors import RanvierError
from ranvier.registry.audit.chain import verify_chain
from ranvier.registry.audit.verify import verify_trail
from ranvier.registry.models import AuditEntry


def test_a_trail_as_it_was_written_holds(visit):
    assert verify_trail().n_entries == AuditEntry.objects.count()


def kept(tmp_path, **changes):
    head = verify_chain(AuditEntry.objects.order_by("sequence")).head
    path = tmp_path / "export.json"
    path.write_text(json.dumps({"head": {"sequence": head.sequence, "hash": head.hash, **changes}}))
    return path


def test_it_passes_through_a_head_that_was_kept(visit, tmp_path):
    assert verify_trail(kept(tmp_path)).holds


def test_a_tail_that_is_missing_is_told(visit, tmp_path):
    path = kept(tmp_path, sequence=AuditEntry.objects.count() + 3)
    with pytest.raises(RanvierError, match=r"entries \d+ to \d+ are missing"):
        verify_trail(path)


def test_another_trail_is_told(visit, tmp_path):
    with pytest.raises(RanvierError, match="another entry stands"):
        verify_trail(kept(tmp_path, hash="0" * 64))


def test_a_table_that_is_not_watched_is_told(visit):
    on = " ON registry_visit" if connection.vendor == "postgresql" else ""
    with connection.cursor() as cursor:
        cursor.execute(f"DROP TRIGGER audit_registry_visit_insert{on}")
    with pytest.raises(RanvierError, match="are not written down") as told:
        verify_trail()
    assert told.value.where == "registry_visit"
