"""One MRI of one region."""

from __future__ import annotations

from typing import Any

from ranvier.registry.models.fields import constraints_of, declared
from ranvier.registry.models.patient import PatientRecord
from ranvier.tables.mri import MRI

_Declared: Any = declared(MRI)


class Mri(PatientRecord, _Declared):
    """An MRI of one patient."""

    class Meta:
        app_label = "registry"
        ordering = ("date",)
        constraints = (*constraints_of(MRI),)
