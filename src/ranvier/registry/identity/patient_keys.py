"""A key for each patient, kept apart from the database: a backup of the records alone holds no readable name.

To erase a patient is to destroy the key: every copy of the name, in tables, audit trail and old backups, is
from then on noise.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import UTC, datetime

from cryptography.fernet import Fernet, InvalidToken

from ranvier.errors import RanvierError
from ranvier.registry.identity.master_keys import add_master_key, keep_newest_master_key, master_keys
from ranvier.registry.state.folder import StateFolder

_TABLE = """CREATE TABLE IF NOT EXISTS patient_key (
  patient TEXT PRIMARY KEY, wrapped BLOB, made_at TEXT NOT NULL, destroyed_at TEXT,
  CHECK ((wrapped IS NULL) = (destroyed_at IS NOT NULL)))"""


class KeyDestroyed(RanvierError):
    """The patient was erased: nobody can read the name any more."""


class PatientKeys:
    """The keys of one installation. patient: the id of the row, as text."""

    def __init__(self, state: StateFolder) -> None:
        self._state = state

    def encrypt(self, patient: str, text: str) -> str:
        """*text* under the key of *patient*, which is made on first use."""
        return Fernet(self._key(patient, make=True)).encrypt(text.encode()).decode()

    def decrypt(self, patient: str, token: str) -> str:
        """What was encrypted. KeyDestroyed: after erasure."""
        return Fernet(self._key(patient, make=False)).decrypt(token.encode()).decode()

    def destroy(self, patient: str) -> None:
        """Erase *patient*: the key is overwritten, and nothing of it stays in the file or its log."""
        with self._open() as database:
            database.execute(
                "UPDATE patient_key SET wrapped = NULL, destroyed_at = ? WHERE patient = ?", (_now(), patient)
            )
            database.execute(
                "INSERT OR IGNORE INTO patient_key VALUES (?, NULL, ?, ?)", (patient, _now(), _now())
            )
        with self._open() as database:
            database.execute("PRAGMA wal_checkpoint(TRUNCATE)")

    def is_destroyed(self, patient: str) -> bool:
        """Whether *patient* was erased."""
        with self._open() as database:
            row = database.execute("SELECT destroyed_at FROM patient_key WHERE patient = ?", (patient,))
            found = row.fetchone()
        return found is not None and found[0] is not None

    def change_master_key(self) -> int:
        """Every key wrapped by a new master key, the old one removed; how many there are comes back."""
        add_master_key(self._state)
        ring = master_keys(self._state)
        with self._open() as database:
            rows = database.execute("SELECT patient, wrapped FROM patient_key WHERE wrapped IS NOT NULL")
            wrapped = [(ring.rotate(token), patient) for patient, token in rows.fetchall()]
            database.executemany("UPDATE patient_key SET wrapped = ? WHERE patient = ?", wrapped)
        keep_newest_master_key(self._state)
        return len(wrapped)

    def _key(self, patient: str, *, make: bool) -> bytes:
        ring = master_keys(self._state)
        with self._open() as database:
            if make:
                new = ring.encrypt(Fernet.generate_key())
                database.execute(
                    "INSERT OR IGNORE INTO patient_key VALUES (?, ?, ?, NULL)", (patient, new, _now())
                )
            row = database.execute("SELECT wrapped FROM patient_key WHERE patient = ?", (patient,)).fetchone()
        if row is None or row[0] is None:
            raise KeyDestroyed(
                "This patient's name cannot be read any more",
                where="the patient's identity",
                hint="nothing can bring it back: the patient was erased, or the file of keys is another one",
            )
        try:
            return ring.decrypt(row[0])
        except InvalidToken:
            raise KeyDestroyed(
                "This patient's name cannot be read with the keys of this installation",
                where="the file of keys",
                hint="restore the state folder's secrets that belong to it",
            ) from None

    @contextmanager
    def _open(self) -> Iterator[sqlite3.Connection]:
        """The file of keys, in one transaction that is on the disk when it ends."""
        path = self._state.patient_keys
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        with closing(sqlite3.connect(path, timeout=20)) as database:
            database.execute("PRAGMA journal_mode=WAL")
            database.execute("PRAGMA synchronous=FULL")
            database.execute("PRAGMA secure_delete=ON")
            path.chmod(0o600)
            with database:
                database.execute(_TABLE)
                yield database


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")
