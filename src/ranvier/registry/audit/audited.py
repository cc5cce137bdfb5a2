"""Which tables the audit trail watches, and which of their columns it leaves out."""

from __future__ import annotations

from dataclasses import dataclass

from django.apps import apps

OPERATIONS = ("insert", "update", "delete")

TRAIL = "registry_auditentry"
"""The table of the trail itself."""

_LEFT_OUT = {
    "registry_person": frozenset({"password", "last_login"}),
    "registry_identity": frozenset({"name_index", "number_index"}),  # or a name could be tried after erasure
}
"""Columns that tell nothing of what was done, or must not be copied."""


_OF_A_PATIENT = frozenset({"registry_patient", "registry_identity"})
"""Tables whose own key is that of the patient."""


@dataclass(frozen=True)
class Audited:
    """A table with the columns that an entry shows. patient: the column that says whose row it is."""

    table: str
    columns: tuple[str, ...]
    patient: str | None

    @property
    def trigger_names(self) -> tuple[str, ...]:
        """One trigger for each operation."""
        return tuple(f"audit_{self.table}_{operation}" for operation in OPERATIONS)


def audited_tables() -> list[Audited]:
    """Every table of the registry but the trail itself and what is only in passing."""
    found = []
    for model in apps.get_app_config("registry").get_models(include_auto_created=True):
        table = model._meta.db_table
        if table == TRAIL or getattr(model, "is_passing", False):
            continue
        columns = tuple(field.column for field in model._meta.local_concrete_fields)
        kept = tuple(name for name in columns if name not in _LEFT_OUT.get(table, ()))
        patient = "patient_id" if "patient_id" in columns else "id" if table in _OF_A_PATIENT else None
        found.append(Audited(table, kept, patient))
    return found
