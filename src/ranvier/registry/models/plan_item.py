"""One thing that is due for a patient: a visit, a dose, an MRI, a question about harm, with its window."""

from __future__ import annotations

from django.db import models

from ranvier.registry.codes import Code, choices_of, values_of
from ranvier.registry.models.patient import PatientRecord


class PlanState(Code):
    """What became of it; overdue follows from the date."""

    DUE = "due", "due"
    DONE = "done", "done"
    MISSED = "missed", "missed"
    CANCELLED = "cancelled", "cancelled"


class PlanKind(Code):
    """What is due."""

    VISIT = "visit", "visit"
    DOSE = "dose", "cell dose"
    MRI = "mri", "MRI"
    SAFETY = "safety", "question about harm"


class PlanItem(PatientRecord):
    """Due on a day, from so many days before to so many after."""

    kind = models.CharField(max_length=10, choices=choices_of(PlanKind))
    label = models.CharField(max_length=80)
    due_date = models.DateField()
    days_before = models.PositiveSmallIntegerField(default=0)
    days_after = models.PositiveSmallIntegerField(default=0)
    state = models.CharField(max_length=10, choices=choices_of(PlanState), default=PlanState.DUE)
    reason = models.TextField(blank=True, default="")

    class Meta:
        app_label = "registry"
        ordering = ("due_date",)
        indexes = (models.Index(fields=("owner_site", "state", "due_date"), name="plan_item_due"),)
        constraints = (
            models.UniqueConstraint(fields=("patient", "kind", "label"), name="plan_item_once"),
            models.CheckConstraint(
                condition=models.Q(state__in=values_of(PlanState)), name="plan_item_state_code"
            ),
            models.CheckConstraint(
                condition=~models.Q(state__in=[PlanState.MISSED, PlanState.CANCELLED]) | ~models.Q(reason=""),
                name="plan_item_not_done_has_reason",
            ),
        )
