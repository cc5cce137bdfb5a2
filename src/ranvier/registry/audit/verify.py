"""Whether the trail of this database is as it was written, and whether every table is still watched."""

from __future__ import annotations

import json
from pathlib import Path

from django.db import connection

from ranvier.errors import RanvierError
from ranvier.registry.audit.chain import ChainFound, ChainHead, verify_chain
from ranvier.registry.audit.triggers import missing_triggers
from ranvier.registry.models import AuditEntry


def verify_trail(kept_in: Path | None = None) -> ChainFound:
    """The chain, checked entry by entry.

    kept_in: an export's or backup's JSON file with the head of its day. RanvierError: where the chain does
    not hold, or a table is not watched.
    """
    kept = None
    if kept_in is not None:
        kept = ChainHead(**json.loads(kept_in.read_text(encoding="utf-8"))["head"])
    found = verify_chain(AuditEntry.objects.order_by("sequence").iterator(chunk_size=5_000), kept)
    if not found.holds:
        raise RanvierError(
            f"The audit trail does not hold from entry {found.first_bad:,} on: {found.why}",
            where="the audit trail",
            hint="keep the database as it is, and compare it with the latest backup",
        )
    missing = missing_triggers(connection)
    if missing:
        raise RanvierError(
            "Changes of some tables are not written down",
            where=", ".join(missing),
            hint="run ranvier serve once",
        )
    return found
