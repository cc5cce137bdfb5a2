"""The kinds of record that a person enters by a form, each with its columns and who may enter it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.utils import timezone

from ranvier.registry.forms.adverse_event_form import AdverseEventForm
from ranvier.registry.forms.dose_form import DoseForm
from ranvier.registry.forms.record_form import RecordForm, form_class
from ranvier.registry.models import (
    Administration,
    AdverseEvent,
    Exposure,
    Measure,
    Mri,
    Relapse,
    SafetyFollowup,
    Treatment,
)
from ranvier.registry.models.plan_item import PlanKind
from ranvier.registry.roles import Deed
from ranvier.tables.declaration import Kind, Table
from ranvier.tables.model import TABLES


@dataclass(frozen=True)
class RecordKind:
    """One kind. key: in the address of its page. base: the form that its columns are added to.

    fulfils: what of the plan such a record fulfils.
    """

    key: str
    title: str
    table: Table
    model: Any
    deed: Deed
    base: type[RecordForm] = RecordForm
    fulfils: PlanKind | None = None

    @property
    def names(self) -> tuple[str, ...]:
        """The columns of the form."""
        return tuple(column.name for column in self.table.columns if column.kind is not Kind.ID)

    def form_class(self) -> type[RecordForm]:
        """Its form, as of today."""
        return form_class(self.table, self.names, timezone.localdate(), self.base)


KINDS: dict[str, RecordKind] = {
    kind.key: kind
    for kind in (
        RecordKind("relapse", "Relapse", TABLES["relapses"], Relapse, Deed.RECORD_VISITS),
        RecordKind("mri", "MRI", TABLES["mri"], Mri, Deed.RECORD_VISITS, fulfils=PlanKind.MRI),
        RecordKind("treatment", "Treatment", TABLES["treatments"], Treatment, Deed.RECORD_VISITS),
        RecordKind("exposure", "Happening", TABLES["exposures"], Exposure, Deed.RECORD_VISITS),
        RecordKind("test", "Test or questionnaire", TABLES["measures"], Measure, Deed.RECORD_TESTS),
        RecordKind(
            "dose",
            "Cell dose",
            TABLES["administrations"],
            Administration,
            Deed.RECORD_PRODUCTS,
            DoseForm,
            PlanKind.DOSE,
        ),
        RecordKind(
            "event",
            "Adverse event",
            TABLES["adverse_events"],
            AdverseEvent,
            Deed.RECORD_VISITS,
            AdverseEventForm,
        ),
        RecordKind(
            "safety",
            "Asked for harm",
            TABLES["safety_followup"],
            SafetyFollowup,
            Deed.RECORD_VISITS,
            fulfils=PlanKind.SAFETY,
        ),
    )
}
"""By their key; visits and consents have pages of their own."""
