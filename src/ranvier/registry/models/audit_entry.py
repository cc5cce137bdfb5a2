"""One line of the audit trail, written by the database itself (`audit/triggers.py`)."""

from __future__ import annotations

from django.db import models


class AuditEntry(models.Model):
    """Who did what to which row, when; each entry carries the hash of the one before.

    old, new: the row before and after, as JSON text exactly as it was hashed; identity only as ciphertext.
    """

    sequence = models.BigIntegerField(primary_key=True)
    at = models.CharField(max_length=40)
    actor = models.CharField(max_length=40)
    address = models.CharField(max_length=64)
    table = models.CharField(max_length=60, db_column="table_name")
    row = models.CharField(max_length=64, db_column="row_id")
    patient = models.CharField(max_length=64, db_column="patient_id", db_index=True)
    operation = models.CharField(max_length=6)
    old = models.TextField(null=True)
    new = models.TextField(null=True)
    previous_hash = models.CharField(max_length=64)
    hash = models.CharField(max_length=64)

    class Meta:
        app_label = "registry"
        ordering = ("sequence",)
