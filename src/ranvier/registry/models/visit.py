"""One examination: the EDSS, what it was made from, and who locked it."""

from __future__ import annotations

from typing import Any

from django.db import models

from ranvier.registry.models.fields import constraints_of, declared
from ranvier.registry.models.patient import PatientRecord
from ranvier.tables.visits import VISITS

_Declared: Any = declared(VISITS)


class Visit(PatientRecord, _Declared):
    """An examination of one patient.

    edss: the examiner's own score, or the computed one where none was given. edss_computed: of the functional
    systems and walking by `edss_method`; both stay where they differ, with the reason. locked_at: from then
    on every change voids the signature.
    """

    edss_computed = models.FloatField(null=True, blank=True)
    edss_method = models.CharField(max_length=40, blank=True, default="")
    edss_reason = models.TextField(blank=True, default="")
    planned = models.ForeignKey(
        "registry.PlanItem", null=True, blank=True, on_delete=models.PROTECT, related_name="visits"
    )
    locked_at = models.DateTimeField(null=True, blank=True)
    locked_by = models.ForeignKey(
        "registry.Person", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        app_label = "registry"
        ordering = ("date",)
        constraints = (
            *constraints_of(VISITS),
            models.UniqueConstraint(
                fields=("patient", "date"),
                condition=models.Q(void_reason=""),
                name="visits_one_a_day",
            ),
            models.CheckConstraint(
                condition=models.Q(locked_at__isnull=True, locked_by__isnull=True)
                | models.Q(locked_at__isnull=False, locked_by__isnull=False),
                name="visits_locked_by_somebody",
            ),
        )
