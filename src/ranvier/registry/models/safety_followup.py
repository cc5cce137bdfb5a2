"""A stretch of time in which adverse events were looked for: "asked, none" is an entry."""

from __future__ import annotations

from typing import Any

from ranvier.registry.models.fields import constraints_of, declared
from ranvier.registry.models.patient import PatientRecord
from ranvier.tables.safety_followup import SAFETY_FOLLOWUP

_Declared: Any = declared(SAFETY_FOLLOWUP)


class SafetyFollowup(PatientRecord, _Declared):
    """A stretch of time in which one patient was asked, linked or imaged."""

    class Meta:
        app_label = "registry"
        ordering = ("from_date",)
        constraints = (*constraints_of(SAFETY_FOLLOWUP),)
