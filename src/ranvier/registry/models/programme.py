"""What the programme says of itself; one row, written to programme.toml with every export."""

from __future__ import annotations

from django.db import models

from ranvier.vocabulary.people import Assignment


class ProgrammeText(models.Model):
    """Name and supplier of the records, and how the groups came about; as `ranvier.tables.programme`."""

    id = models.PositiveSmallIntegerField(primary_key=True, default=1)
    name = models.CharField(max_length=200, default="programme")
    supplied_by = models.CharField(max_length=200, default="not stated")
    is_synthetic = models.BooleanField(default=False)
    is_audited = models.BooleanField(default=False)
    treated_from = models.CharField(max_length=60, default="administrations.date")
    comparator_from = models.CharField(max_length=60, blank=True, default="")
    treated_groups = models.JSONField(default=list, blank=True)
    comparator_groups = models.JSONField(default=list, blank=True)
    assignment = models.CharField(
        max_length=20, default=Assignment.NONE.value, choices=[(one.value, one.value) for one in Assignment]
    )
    comparator_kind = models.CharField(max_length=20, blank=True, default="")
    assessor_blinded = models.BooleanField(null=True, blank=True)
    claims_fixed = models.DateField(null=True, blank=True)
    entry_edss_at_least = models.FloatField(null=True, blank=True)

    class Meta:
        app_label = "registry"
        constraints = (models.CheckConstraint(condition=models.Q(id=1), name="programme_one_row"),)
