"""Which database: SQLite in the state folder, or PostgreSQL by DATABASE_URL."""

from __future__ import annotations

from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit

from ranvier.errors import UsageError
from ranvier.registry.state.folder import StateFolder

_SQLITE_BEGINS = "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON;"
_WAIT_SECONDS = 20


def database_of(url: str | None, state: StateFolder) -> dict[str, Any]:
    """Django's settings for the database at *url*; SQLite in *state* without one.

    UsageError: for an address that is neither `postgresql://…` nor `sqlite:///path`. It never repeats the
    address, which may hold a password.
    """
    if not url:
        return _sqlite(str(state.database))
    parts = urlsplit(url)
    if parts.scheme == "sqlite":
        return _sqlite(parts.path[1:] if parts.path.startswith("//") else parts.path)
    if parts.scheme not in ("postgres", "postgresql"):
        raise UsageError(
            "The database address is of a kind the registry cannot use",
            where="DATABASE_URL",
            hint="postgresql://user:password@host:5432/name, or leave it out for SQLite",
        )
    options = {name: values[-1] for name, values in parse_qs(parts.query).items()}
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.lstrip("/")),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": options.pop("host", parts.hostname or ""),
        "PORT": str(parts.port or ""),
        "CONN_MAX_AGE": 60,
        "OPTIONS": options,
    }


def _sqlite(name: str) -> dict[str, Any]:
    """Write-ahead log, every commit on the disk before it is acknowledged, one writer at a time who waits."""
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": name,
        "OPTIONS": {
            "transaction_mode": "IMMEDIATE",
            "timeout": _WAIT_SECONDS,
            "init_command": _SQLITE_BEGINS,
        },
    }
