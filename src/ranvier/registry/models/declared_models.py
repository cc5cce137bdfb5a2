"""Which model holds the rows of which declared table."""

from __future__ import annotations

from typing import Any

from ranvier.registry.models.administration import Administration
from ranvier.registry.models.adverse_event import AdverseEvent
from ranvier.registry.models.exposure import Exposure
from ranvier.registry.models.measure import Measure
from ranvier.registry.models.mri import Mri
from ranvier.registry.models.patient import Patient
from ranvier.registry.models.relapse import Relapse
from ranvier.registry.models.safety_followup import SafetyFollowup
from ranvier.registry.models.treatment import Treatment
from ranvier.registry.models.visit import Visit

MODEL_OF: dict[str, Any] = {
    "patients": Patient,
    "visits": Visit,
    "relapses": Relapse,
    "treatments": Treatment,
    "administrations": Administration,
    "measures": Measure,
    "mri": Mri,
    "adverse_events": AdverseEvent,
    "safety_followup": SafetyFollowup,
    "exposures": Exposure,
}
"""By the name of the table, in the order in which rows can be written."""
