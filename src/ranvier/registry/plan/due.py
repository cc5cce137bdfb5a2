"""The list of what is due: overdue first, each with its window, and what is done about it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Any

from ranvier.registry.models import Patient, Person, PlanItem
from ranvier.registry.models.plan_item import PlanState
from ranvier.registry.plan.protocol import Planned, plan_after


class Urgency(StrEnum):
    """Where today lies against the window of an item."""

    OVERDUE = "overdue"
    DUE_NOW = "due now"
    PLANNED = "planned"


@dataclass(frozen=True)
class Due:
    """One item with its window. days_past: days since the window closed, 0 while it has not."""

    item: PlanItem
    opens: date
    closes: date
    urgency: Urgency
    days_past: int


def due_of(item: PlanItem, today: date) -> Due:
    """Where *today* lies against the window of *item*."""
    opens = item.due_date - timedelta(days=item.days_before)
    closes = item.due_date + timedelta(days=item.days_after)
    past = max(0, (today - closes).days)
    urgency = Urgency.OVERDUE if past else Urgency.DUE_NOW if today >= opens else Urgency.PLANNED
    return Due(item, opens, closes, urgency, past)


def due_list(items: Any, today: date, ahead_days: int = 30) -> list[Due]:
    """Of *items*, a query, those not done that are overdue, due now, or planned within *ahead_days*."""
    waiting = items.filter(
        state=PlanState.DUE, due_date__lte=today + timedelta(days=ahead_days), void_reason=""
    ).select_related("patient")
    order = list(Urgency)
    found = [due_of(item, today) for item in waiting]
    return sorted(found, key=lambda due: (order.index(due.urgency), due.closes, due.item.label))


BEFORE = "before the registry knew the patient"
"""Why an item was missed whose window closed before its records came here."""


def lay_out_plan(
    patient: Patient, first_dose: date, person: Person | None, *, known_from: date | None = None
) -> int:
    """Write down what is due for *patient* after the first dose; how many items are new comes back.

    Items that are there already stay as they are, whatever became of them. known_from: the day on which
    imported records came here; what was due before is done where a visit lies in its window, else missed.
    """
    known = set(patient.planitems.values_list("kind", "label"))
    new = [
        PlanItem(
            owner_site=patient.owner_site,
            patient=patient,
            kind=planned.kind,
            label=planned.label,
            due_date=planned.due,
            days_before=planned.days_before,
            days_after=planned.days_after,
            created_by=person,
            updated_by=person,
            **_became(patient, planned, known_from),
        )
        for planned in plan_after(first_dose)
        if (planned.kind.value, planned.label) not in known
    ]
    PlanItem.objects.bulk_create(new)
    return len(new)


def _became(patient: Patient, planned: Planned, known_from: date | None) -> dict[str, Any]:
    """What became of an item whose window had closed before *known_from*."""
    closes = planned.due + timedelta(days=planned.days_after)
    if known_from is None or closes >= known_from:
        return {}
    rows = {"visit": patient.visits, "dose": patient.administrations, "mri": patient.mris}.get(planned.kind)
    window = (planned.due - timedelta(days=planned.days_before), closes)
    if rows is not None and rows.filter(date__range=window, void_reason="").exists():
        return {"state": PlanState.DONE}
    return {"state": PlanState.MISSED, "reason": BEFORE}
