"""Who acts now: the triggers of the audit trail ask, and refuse a change by nobody."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from typing import Any

from django.db import connection

INSTALLATION = "installation"
"""Acts when a database is set up and no person has signed in."""

ANONYMOUS = "anonymous"
"""Acts in a request before sign-in."""


@dataclass(frozen=True)
class Actor:
    """A person by staff code, a token by its name, or one of the words above; and from where."""

    code: str
    address: str = ""


_ACTING: ContextVar[Actor | None] = ContextVar("ranvier_acting", default=None)


def acting() -> Actor:
    """Who acts now. LookupError where nobody does: a change that nobody answers for is not made."""
    actor = _ACTING.get()
    if actor is None:
        raise LookupError("nobody is named as the one who changes this")
    return actor


@contextmanager
def acting_as(code: str, address: str = "") -> Iterator[None]:
    """Everything that is changed inside is put down to *code*."""
    token = _ACTING.set(Actor(code, address))
    tell_database()
    try:
        yield
    finally:
        _ACTING.reset(token)
        tell_database()


def tell_database(opened: Any = None) -> None:
    """PostgreSQL keeps the name in the connection; SQLite asks `acting` through a function.

    opened: a connection that was just made; without it the one of this thread, if it is open.
    """
    told = opened or connection
    if told.vendor != "postgresql" or told.connection is None or not told.is_usable():
        return
    actor = _ACTING.get() or Actor("")
    with told.cursor() as cursor:
        cursor.execute(
            "SELECT set_config('ranvier.actor', %s, false), set_config('ranvier.address', %s, false)",
            [actor.code, actor.address],
        )
