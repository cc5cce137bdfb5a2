"""One adverse event, with what makes it serious and the dose it followed."""

from __future__ import annotations

from typing import Any

from django.db import models

from ranvier.registry.models.administration import Administration
from ranvier.registry.models.fields import constraints_of, declared
from ranvier.registry.models.patient import PatientRecord
from ranvier.tables.adverse_events import ADVERSE_EVENTS

SERIOUS_BECAUSE = (
    "led_to_death",
    "endangered_life",
    "led_to_hospital",
    "led_to_lasting_harm",
    "birth_defect",
    "other_medical_reason",
)
"""The six criteria of a serious event (ICH E2A)."""

_Declared: Any = declared(ADVERSE_EVENTS)


def _any_criterion() -> models.Q:
    found = models.Q()
    for name in SERIOUS_BECAUSE:
        found |= models.Q(**{name: True})
    return found


class AdverseEvent(PatientRecord, _Declared):
    """An adverse event of one patient. code, code_system: supplied by the clinic; none is shipped."""

    led_to_death = models.BooleanField(default=False)
    endangered_life = models.BooleanField(default=False)
    led_to_hospital = models.BooleanField(default=False)
    led_to_lasting_harm = models.BooleanField(default=False)
    birth_defect = models.BooleanField(default=False)
    other_medical_reason = models.BooleanField(default=False)
    was_expected = models.BooleanField(null=True, blank=True)
    action_taken = models.TextField(blank=True, default="")
    code = models.CharField(max_length=40, blank=True, default="")
    code_system = models.CharField(max_length=40, blank=True, default="")
    administration = models.ForeignKey(
        Administration, null=True, blank=True, on_delete=models.PROTECT, related_name="adverse_events"
    )
    reported_on = models.DateField(null=True, blank=True)

    class Meta:
        app_label = "registry"
        ordering = ("onset_date",)
        constraints = (
            *constraints_of(ADVERSE_EVENTS),
            models.CheckConstraint(
                condition=~_any_criterion() | models.Q(serious__isnull=False, serious=True),
                name="adverse_events_criterion_is_serious",
            ),
            models.CheckConstraint(
                condition=~models.Q(grade=5) | models.Q(led_to_death=True, outcome="fatal"),
                name="adverse_events_grade_5_is_death",
            ),
        )
