"""Sign and lock a visit with the password again; a change afterwards voids the signature, and is seen."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from enum import StrEnum

from django.core.serializers.json import DjangoJSONEncoder
from django.db import transaction
from django.utils import timezone

from ranvier.errors import RanvierError
from ranvier.registry.models import Person, Signature, Visit
from ranvier.registry.records.saving import save_changes
from ranvier.registry.roles import Role

MEANING = "I examined this patient, or answer for who did; this page is complete and right."

_BOOKKEEPING = frozenset({"version", "updated_at", "updated_by_id", "locked_at", "locked_by_id"})


class SignatureState(StrEnum):
    """What a visit's signature is worth now."""

    NONE = "not signed"
    VALID = "signed"
    VOID = "changed after it was signed"


@dataclass(frozen=True)
class Signed:
    """The latest signature of a visit, if any, and what it is worth."""

    state: SignatureState
    signature: Signature | None = None


def content_sha256(visit: Visit) -> str:
    """The fingerprint of what a visit says, without its bookkeeping."""
    fields = {
        field.attname: getattr(visit, field.attname)
        for field in visit._meta.concrete_fields
        if field.attname not in _BOOKKEEPING
    }
    text = json.dumps(fields, sort_keys=True, cls=DjangoJSONEncoder, ensure_ascii=False)
    return hashlib.sha256(text.encode()).hexdigest()


def sign_and_lock(visit: Visit, person: Person, password: str, role: Role, seen_version: int) -> Signature:
    """The signature of *person* under the visit as it was seen.

    RanvierError: for a wrong password; the visit stays as it was. EditConflict: somebody changed it since.
    """
    if not person.check_password(password):
        raise RanvierError(
            "The password is not right", where="the signature", hint="type your own password again"
        )
    with transaction.atomic():
        locked = save_changes(visit, {"locked_at": timezone.now(), "locked_by": person}, seen_version, person)
        return Signature.objects.create(
            visit=locked,
            version=locked.version,
            person=person,
            role=role.value,
            meaning=MEANING,
            content_sha256=content_sha256(locked),
        )


def signed(visit: Visit) -> Signed:
    """What the signature of *visit* is worth: void as soon as anything it covered is another."""
    latest = visit.signatures.order_by("-at", "-pk").first()
    if latest is None:
        return Signed(SignatureState.NONE)
    whole = latest.content_sha256 == content_sha256(visit)
    return Signed(SignatureState.VALID if whole else SignatureState.VOID, latest)
