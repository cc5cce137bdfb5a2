"""A result of a test or questionnaire other than the EDSS."""

from __future__ import annotations

from typing import Any

from ranvier.registry.models.fields import constraints_of, declared
from ranvier.registry.models.patient import PatientRecord
from ranvier.tables.measures import MEASURES_TABLE

_Declared: Any = declared(MEASURES_TABLE)


class Measure(PatientRecord, _Declared):
    """A result of one patient."""

    class Meta:
        app_label = "registry"
        ordering = ("date", "instrument", "trial")
        constraints = (*constraints_of(MEASURES_TABLE),)
