"""A happening that might bring on a relapse."""

from __future__ import annotations

from typing import Any

from ranvier.registry.models.fields import constraints_of, declared
from ranvier.registry.models.patient import PatientRecord
from ranvier.tables.exposures import EXPOSURES

_Declared: Any = declared(EXPOSURES)


class Exposure(PatientRecord, _Declared):
    """A happening in the life of one patient."""

    class Meta:
        app_label = "registry"
        ordering = ("date",)
        constraints = (*constraints_of(EXPOSURES),)
