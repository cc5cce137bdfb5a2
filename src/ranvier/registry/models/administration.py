"""One cell dose: what was given, from which lot, and what departed from the plan."""

from __future__ import annotations

from typing import Any

from django.db import models

from ranvier.registry.models.cell_product import CellProduct
from ranvier.registry.models.fields import constraints_of, declared
from ranvier.registry.models.patient import PatientRecord
from ranvier.tables.administrations import ADMINISTRATIONS

_Declared: Any = declared(ADMINISTRATIONS)


class Administration(PatientRecord, _Declared):
    """A dose of one patient. What happened can always be recorded.

    departures: codes of what departed (`products/departures.py`), found when the dose is saved; with any of
    them the database asks for `deviation`, the reason. lot: the text of the record; cell_product: the lot it
    stands for, where the registry has it.
    """

    cell_product = models.ForeignKey(
        CellProduct, null=True, blank=True, on_delete=models.PROTECT, related_name="doses"
    )
    departures = models.JSONField(default=list, blank=True)
    planned = models.ForeignKey(
        "registry.PlanItem", null=True, blank=True, on_delete=models.PROTECT, related_name="doses"
    )
    weight_kg = models.FloatField(null=True, blank=True)
    whole_volume = models.BooleanField(null=True, blank=True)

    class Meta:
        app_label = "registry"
        ordering = ("date",)
        constraints = (
            *constraints_of(ADMINISTRATIONS),
            models.CheckConstraint(
                condition=models.Q(departures=[]) | ~models.Q(deviation=""),
                name="administrations_departure_has_reason",
            ),
            models.CheckConstraint(
                condition=models.Q(weight_kg__isnull=True)
                | models.Q(weight_kg__gte=1.0, weight_kg__lte=400.0),
                name="administrations_weight",
            ),
        )
