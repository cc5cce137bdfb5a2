"""The hash of an entry, and whether the whole chain holds."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ranvier.registry.models.audit_entry import AuditEntry

GENESIS = "0" * 64
"""Stands for the entry before the first."""

SEPARATOR = "\x1f"
"""Between the parts that are hashed; JSON text never holds it."""

PARTS = (
    "sequence",
    "at",
    "actor",
    "address",
    "table",
    "row",
    "patient",
    "operation",
    "old",
    "new",
    "previous_hash",
)
"""What is hashed of an entry, in order."""


def hash_of(*parts: object) -> str:
    """SHA-256 of the parts of an entry in order, nothing for a part that is empty."""
    text = SEPARATOR.join("" if part is None else str(part) for part in parts)
    return hashlib.sha256(text.encode()).hexdigest()


@dataclass(frozen=True)
class ChainHead:
    """The last entry; kept outside of the database with every backup and export, it shows a missing tail."""

    sequence: int
    hash: str


@dataclass(frozen=True)
class ChainFound:
    """What became of a check. first_bad: number of the first entry that does not hold; why: in words."""

    n_entries: int
    head: ChainHead
    first_bad: int | None = None
    why: str = ""

    @property
    def holds(self) -> bool:
        """Whether every entry is as it was written."""
        return self.first_bad is None


def verify_chain(entries: Iterable[AuditEntry], kept: ChainHead | None = None) -> ChainFound:
    """Compare each of *entries*, in order, with its hash and with the one before.

    kept: a head from a backup or an export; the chain must still pass through it.
    """
    previous, expected = GENESIS, 1
    for entry in entries:
        fault = _fault(entry, expected, previous, kept)
        if fault:
            return ChainFound(expected - 1, ChainHead(expected - 1, previous), expected, fault)
        previous, expected = entry.hash, expected + 1
    head = ChainHead(expected - 1, previous)
    if kept is not None and kept.sequence > head.sequence:
        return ChainFound(head.sequence, head, expected, f"entries {expected} to {kept.sequence} are missing")
    return ChainFound(head.sequence, head)


def _fault(entry: AuditEntry, expected: int, previous: str, kept: ChainHead | None) -> str:
    if entry.sequence != expected:
        return "an entry is missing"
    if entry.previous_hash != previous:
        return "it does not follow the entry before"
    if entry.hash != hash_of(*(getattr(entry, part) for part in PARTS)):
        return "its content is not what was written"
    if kept is not None and kept.sequence == entry.sequence and kept.hash != entry.hash:
        return "another entry stands where the kept head was"
    return ""
