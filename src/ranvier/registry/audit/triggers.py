"""The triggers that write the audit trail; made anew after every migration, so that none is ever missing."""

from __future__ import annotations

from typing import Any

from ranvier.registry.audit import triggers_postgresql, triggers_sqlite
from ranvier.registry.audit.audited import audited_tables

_WRITERS = {"sqlite": triggers_sqlite, "postgresql": triggers_postgresql}


def install_triggers(connection: Any) -> None:
    """Put every trigger in place, over those of an older version."""
    with connection.cursor() as cursor:
        for statement in _WRITERS[connection.vendor].statements(audited_tables()):
            cursor.execute(statement)


def missing_triggers(connection: Any) -> list[str]:
    """Names of tables whose changes would not be written down; empty where all is well."""
    with connection.cursor() as cursor:
        cursor.execute(_WRITERS[connection.vendor].LIST_TRIGGERS)
        found = {row[0] for row in cursor.fetchall()}
    return [one.table for one in audited_tables() if not set(one.trigger_names) <= found]
