"""What a product must meet to be released: thresholds are rows, for published criteria really differ."""

from __future__ import annotations

from django.db import models

from ranvier.registry.models.record import Record


class ProductSpecification(Record):
    """One version of the release criteria of a product; a limit that is empty is not asked for."""

    name = models.CharField(max_length=120)
    edition = models.CharField(max_length=20)
    viability_at_least = models.FloatField(null=True, blank=True)
    positive_markers_at_least = models.FloatField(null=True, blank=True)
    negative_markers_at_most = models.FloatField(null=True, blank=True)
    endotoxin_at_most = models.FloatField(null=True, blank=True)
    endotoxin_unit = models.CharField(
        max_length=10, blank=True, default="", choices=[("EU/kg", "EU/kg"), ("EU/ml", "EU/ml")]
    )
    needs_sterility = models.BooleanField(default=True)
    needs_mycoplasma = models.BooleanField(default=True)
    needs_karyotype = models.BooleanField(default=False)
    source = models.TextField(blank=True, default="")

    class Meta:
        app_label = "registry"
        ordering = ("name", "edition")
        constraints = (
            models.UniqueConstraint(
                fields=("owner_site", "name", "edition"), name="product_specification_once"
            ),
        )

    def __str__(self) -> str:
        return f"{self.name}, {self.edition}"
