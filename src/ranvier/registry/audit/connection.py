"""What a new connection must know before its triggers can write the audit trail."""

from __future__ import annotations

from typing import Any

from django.db.backends.signals import connection_created

from ranvier.registry.audit.actor import acting, tell_database
from ranvier.registry.audit.chain import PARTS, hash_of


def prepare_connections() -> None:
    """From now on every new connection is prepared; one that was not cannot change a record."""
    connection_created.connect(_prepare, dispatch_uid="ranvier-audit")


def _prepare(connection: Any, **_: object) -> None:
    if connection.vendor == "sqlite":
        raw = connection.connection
        raw.create_function("ranvier_actor", 0, lambda: acting().code)
        raw.create_function("ranvier_address", 0, lambda: acting().address)
        raw.create_function("ranvier_hash", len(PARTS), hash_of, deterministic=True)
    else:
        tell_database(connection)
