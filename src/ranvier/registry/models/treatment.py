"""A treatment other than a cell dose."""

from __future__ import annotations

from typing import Any

from ranvier.registry.models.fields import constraints_of, declared
from ranvier.registry.models.patient import PatientRecord
from ranvier.tables.treatments import TREATMENTS

_Declared: Any = declared(TREATMENTS)


class Treatment(PatientRecord, _Declared):
    """A drug, steroid course or procedure of one patient."""

    class Meta:
        app_label = "registry"
        ordering = ("start_date",)
        constraints = (*constraints_of(TREATMENTS),)
