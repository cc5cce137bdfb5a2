"""A save that did not see the latest version is refused, with what differs; nothing is lost."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from ranvier.errors import RanvierError
from ranvier.registry.models import Person
from ranvier.registry.models.record import Record


@dataclass(frozen=True)
class FieldConflict:
    """One field that somebody else changed to another value than the one to be saved."""

    name: str
    theirs: Any
    mine: Any


class EditConflict(RanvierError):
    """Somebody saved the row since it was opened. fields: where the two differ."""

    def __init__(self, current: Record, fields: tuple[FieldConflict, ...]) -> None:
        self.current = current
        self.fields = fields
        super().__init__(
            "Somebody else saved this page since you opened it",
            where=", ".join(field.name for field in fields) or "no field that you changed",
            hint="compare both and save again; what you typed is kept",
        )


def save_changes(record: Any, changes: Mapping[str, Any], seen_version: int, person: Person) -> Any:
    """*record* with *changes*, if it still has the version that was seen; what was saved comes back.

    EditConflict: where it has another one. Two who save the same row at once never both succeed.
    """
    model = type(record)
    with transaction.atomic():
        saved = model.objects.filter(pk=record.pk, version=seen_version).update(
            **changes, version=F("version") + 1, updated_at=timezone.now(), updated_by=person
        )
        current = model.objects.get(pk=record.pk)
    if saved:
        return current
    differing = tuple(
        FieldConflict(name, getattr(current, name), mine)
        for name, mine in changes.items()
        if getattr(current, name) != mine
    )
    raise EditConflict(current, differing)


def void(record: Any, reason: str, seen_version: int, person: Person) -> Any:
    """*record* marked as made in error; it stays readable, and counts nowhere."""
    if not reason.strip():
        raise RanvierError("A row is not void without a reason", hint="say in a few words what was wrong")
    return save_changes(record, {"void_reason": reason.strip()}, seen_version, person)
