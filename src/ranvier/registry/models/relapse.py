"""One relapse."""

from __future__ import annotations

from typing import Any

from ranvier.registry.models.fields import constraints_of, declared
from ranvier.registry.models.patient import PatientRecord
from ranvier.tables.relapses import RELAPSES

_Declared: Any = declared(RELAPSES)


class Relapse(PatientRecord, _Declared):
    """A relapse of one patient."""

    class Meta:
        app_label = "registry"
        ordering = ("onset_date",)
        constraints = (*constraints_of(RELAPSES),)
