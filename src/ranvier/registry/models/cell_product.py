"""One lot of a cell product, what was measured of it, and whether it was released."""

from __future__ import annotations

from django.db import models

from ranvier.registry.codes import Code, choices_of, values_of
from ranvier.registry.models.product_specification import ProductSpecification
from ranvier.registry.models.record import Record
from ranvier.vocabulary.products import CellProduct as Product


class Release(Code):
    """What became of a lot."""

    PENDING = "pending", "not yet released"
    RELEASED = "released", "released"
    RELEASED_WITH_DEVIATION = "released_with_deviation", "released with a deviation"
    REJECTED = "rejected", "rejected"


class TestResult(Code):
    """A test for germs."""

    NOT_RECORDED = "", "not recorded"
    PENDING = "pending", "result outstanding"
    NEGATIVE = "negative", "negative"
    POSITIVE = "positive", "positive"


class CellProduct(Record):
    """A lot. cells_total: in the lot when it was made; what is left follows from the doses.

    endotoxin: kept with its unit and never converted: per kilogram of the recipient and per millilitre of the
    product are different questions. donation_code: the Single European Code or another scanned identifier.
    """

    lot = models.CharField(max_length=60)
    maker = models.CharField(max_length=120, blank=True, default="")
    product = models.CharField(max_length=40, choices=[(one.value, one.value) for one in Product])
    donation_code = models.CharField(max_length=60, blank=True, default="")
    specification = models.ForeignKey(
        ProductSpecification, null=True, blank=True, on_delete=models.PROTECT, related_name="lots"
    )
    passage = models.PositiveSmallIntegerField(null=True, blank=True)
    was_frozen = models.BooleanField(null=True, blank=True)
    made_on = models.DateField(null=True, blank=True)
    expires_on = models.DateField(null=True, blank=True)
    cells_total = models.FloatField(null=True, blank=True)
    viability_percent = models.FloatField(null=True, blank=True)
    cd73_percent = models.FloatField(null=True, blank=True)
    cd90_percent = models.FloatField(null=True, blank=True)
    cd105_percent = models.FloatField(null=True, blank=True)
    negative_markers_percent = models.FloatField(null=True, blank=True)
    endotoxin = models.FloatField(null=True, blank=True)
    endotoxin_unit = models.CharField(
        max_length=10, blank=True, default="", choices=[("EU/kg", "EU/kg"), ("EU/ml", "EU/ml")]
    )
    sterility = models.CharField(max_length=10, blank=True, default="", choices=choices_of(TestResult))
    mycoplasma = models.CharField(max_length=10, blank=True, default="", choices=choices_of(TestResult))
    karyotype_normal = models.BooleanField(null=True, blank=True)
    release = models.CharField(max_length=30, choices=choices_of(Release), default=Release.PENDING)
    release_reason = models.TextField(blank=True, default="")
    released_on = models.DateField(null=True, blank=True)
    released_by = models.ForeignKey(
        "registry.Person", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        app_label = "registry"
        ordering = ("lot",)
        constraints = (
            models.UniqueConstraint(fields=("owner_site", "maker", "lot"), name="cell_product_lot_once"),
            models.CheckConstraint(
                condition=models.Q(release__in=values_of(Release)), name="cell_product_release_code"
            ),
            models.CheckConstraint(
                condition=models.Q(product__in=[one.value for one in Product]),
                name="cell_product_product_code",
            ),
            *(
                models.CheckConstraint(
                    condition=models.Q(**{f"{name}__isnull": True})
                    | models.Q(**{f"{name}__gte": 0, f"{name}__lte": 100}),
                    name=f"cell_product_{name}"[:60],
                )
                for name in (
                    "viability_percent",
                    "cd73_percent",
                    "cd90_percent",
                    "cd105_percent",
                    "negative_markers_percent",
                )
            ),
            models.CheckConstraint(
                condition=models.Q(endotoxin__isnull=True) | ~models.Q(endotoxin_unit=""),
                name="cell_product_endotoxin_has_unit",
            ),
            models.CheckConstraint(
                condition=~models.Q(release=Release.RELEASED_WITH_DEVIATION) | ~models.Q(release_reason=""),
                name="cell_product_deviation_has_reason",
            ),
        )

    def __str__(self) -> str:
        return self.lot
