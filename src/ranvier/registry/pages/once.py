"""A form that was sent twice is saved once."""

from __future__ import annotations

from collections.abc import Callable
from uuid import UUID

from django.db import IntegrityError, transaction

from ranvier.registry.models import Person, UsedKey


def once(person: Person, key: UUID | None, action: Callable[[], str]) -> str:
    """Where *action* leads, in one transaction; the same key again leads there and does nothing."""
    if key is None:
        with transaction.atomic():
            return action()
    name = f"{person.pk}:{key}"
    try:
        with transaction.atomic():
            used = UsedKey.objects.create(key=name)
            used.answer = {"to": action()}
            used.save(update_fields=["answer"])
            return str(used.answer["to"])
    except IntegrityError:
        known = UsedKey.objects.filter(key=name).first()
        if known is None:
            raise
        return str(known.answer["to"])
