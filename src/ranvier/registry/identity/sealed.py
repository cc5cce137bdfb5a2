"""Write, read, find and erase who a patient is."""

from __future__ import annotations

from dataclasses import asdict, dataclass, fields

from django.db import transaction

from ranvier.registry.identity.blind_index import blind_index
from ranvier.registry.identity.patient_keys import PatientKeys
from ranvier.registry.models import Identity, IdentityLook, Patient, Person
from ranvier.registry.state.folder import StateFolder


@dataclass(frozen=True, repr=False)
class WhoItIs:
    """What is known of a person; it has no text of its own, so that no log shows it."""

    name: str = ""
    birth_date: str = ""
    telephone: str = ""
    email: str = ""
    number: str = ""


class SealedIdentities:
    """The identities of one installation."""

    def __init__(self, state: StateFolder) -> None:
        self._state = state
        self._keys = PatientKeys(state)

    def write(self, patient: Patient, who: WhoItIs) -> None:
        """Keep *who* as ciphertext under the key of *patient*."""
        sealed = {
            name: self._keys.encrypt(str(patient.pk), text) if text else ""
            for name, text in asdict(who).items()
        }
        Identity.objects.update_or_create(
            id=patient,
            defaults={
                **sealed,
                "name_index": blind_index(self._state, "name", who.name),
                "number_index": blind_index(self._state, "number", who.number),
            },
        )

    def read(self, patient: Patient, person: Person, reason: str, *, is_emergency: bool = False) -> WhoItIs:
        """Who it is; that *person* looked, and why, is written down in the same transaction.

        is_emergency: somebody looked who usually may not (break-glass). KeyDestroyed: after erasure.
        """
        with transaction.atomic():
            IdentityLook.objects.create(
                patient=patient, person=person, reason=reason, is_emergency=is_emergency
            )
            kept = Identity.objects.get(id=patient)
        opened = {one.name: self._open(patient, getattr(kept, one.name)) for one in fields(WhoItIs)}
        return WhoItIs(**opened)

    def find(self, *, name: str = "", number: str = "") -> list[Patient]:
        """Patients of exactly this name or number, in whatever capitals."""
        asked = {
            f"identity__{what}_index": blind_index(self._state, what, text)
            for what, text in (("name", name), ("number", number))
            if text.strip()
        }
        return list(Patient.objects.filter(**asked)) if asked else []

    def erase(self, patient: Patient) -> None:
        """Nobody can ever read who *patient* is: the key is destroyed, and the indexes are emptied.

        The records stay, as of nobody; the audit trail stays whole, with ciphertexts that nothing opens.
        """
        with transaction.atomic():
            Identity.objects.filter(id=patient).update(name_index="", number_index="")
            self._keys.destroy(str(patient.pk))

    def is_erased(self, patient: Patient) -> bool:
        """Whether *patient* was erased."""
        return self._keys.is_destroyed(str(patient.pk))

    def _open(self, patient: Patient, token: str) -> str:
        return self._keys.decrypt(str(patient.pk), token) if token else ""
