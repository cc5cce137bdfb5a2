"""Who is in the programme: a pseudonym and what the table `patients` declares; no name, no day of birth."""

from __future__ import annotations

from typing import Any

from django.db import models

from ranvier.registry.models.fields import constraints_of, declared
from ranvier.registry.models.record import Record
from ranvier.tables.patients import PATIENTS

KEPT_ELSEWHERE = ("patient_id", "site")
"""Columns that have a place of their own here: the pseudonym, and the site that holds the record."""

_Declared: Any = declared(PATIENTS, without=KEPT_ELSEWHERE)


class Patient(Record, _Declared):
    """One patient of one site. pseudonym: with check characters (`identity/pseudonym.py`)."""

    pseudonym = models.CharField(max_length=40, unique=True)

    class Meta:
        app_label = "registry"
        ordering = ("pseudonym",)
        constraints = (
            *constraints_of(PATIENTS, without=KEPT_ELSEWHERE),
            models.CheckConstraint(condition=~models.Q(pseudonym=""), name="patients_pseudonym_given"),
            models.UniqueConstraint(
                fields=("owner_site", "consecutive_number"), name="patients_number_once_a_site"
            ),
        )

    def __str__(self) -> str:
        return self.pseudonym


class PatientRecord(Record):
    """A row about one patient."""

    patient = models.ForeignKey(Patient, on_delete=models.PROTECT, related_name="%(class)ss")

    class Meta:
        abstract = True
        app_label = "registry"
