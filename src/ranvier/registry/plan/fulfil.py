"""What was done fulfils what was due: by its kind, and by the window in which its day lies."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from ranvier.registry.models import Person, PlanItem
from ranvier.registry.models.plan_item import PlanKind, PlanState
from ranvier.registry.plan.due import lay_out_plan


def fulfil(patient: Any, kind: PlanKind, day: date) -> PlanItem | None:
    """The item of *kind* that was due on *day*, now done; None where nothing was."""
    waiting = patient.planitems.filter(kind=kind, state=PlanState.DUE, void_reason="")
    for item in waiting.order_by("due_date"):
        opens = item.due_date - timedelta(days=item.days_before)
        if opens <= day <= item.due_date + timedelta(days=item.days_after):
            PlanItem.objects.filter(pk=item.pk).update(state=PlanState.DONE, version=item.version + 1)
            return item
    return None


def fulfil_by_record(kind: PlanKind, record: Any, person: Person | None) -> None:
    """A saved record of *kind*: the first dose begins the plan, anything later fulfils it."""
    patient = record.patient
    day = record.to_date if kind is PlanKind.SAFETY else record.date
    if kind is PlanKind.DOSE:
        first = patient.administrations.filter(void_reason="").order_by("date").first()
        if first is not None and first.pk == record.pk:
            lay_out_plan(patient, day, person)
            return
    fulfil(patient, kind, day)
