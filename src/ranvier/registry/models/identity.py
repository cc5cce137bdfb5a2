"""Who a patient is, where the clinic wants it here at all: ciphertext under the patient's own key."""

from __future__ import annotations

from django.db import models

from ranvier.registry.models.patient import Patient
from ranvier.registry.models.person import Person


class Identity(models.Model):
    """Name, day of birth, telephone, e-mail and number of one patient; never exported, never in a log.

    Every text is encrypted (`identity/sealed.py`); the two indexes are keyed hashes, and are emptied when
    the patient is erased. The audit trail keeps the ciphertexts and leaves the indexes out.
    """

    id = models.OneToOneField(
        Patient, primary_key=True, db_column="id", on_delete=models.PROTECT, related_name="identity"
    )
    name = models.TextField(blank=True, default="")
    birth_date = models.TextField(blank=True, default="")
    telephone = models.TextField(blank=True, default="")
    email = models.TextField(blank=True, default="")
    number = models.TextField(blank=True, default="")
    name_index = models.CharField(max_length=64, blank=True, default="", db_index=True)
    number_index = models.CharField(max_length=64, blank=True, default="", db_index=True)

    class Meta:
        app_label = "registry"


class IdentityLook(models.Model):
    """Somebody looked at a patient's identity: who, when and why; kept in the audit trail like all else."""

    patient = models.ForeignKey(Patient, on_delete=models.PROTECT, related_name="identity_looks")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now_add=True)
    reason = models.TextField()
    is_emergency = models.BooleanField(default=False)

    class Meta:
        app_label = "registry"
        constraints = (
            models.CheckConstraint(condition=~models.Q(reason=""), name="identity_look_has_reason"),
        )
