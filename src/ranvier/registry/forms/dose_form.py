"""The form of a cell dose: from which lot, and the reason where something departs from the plan."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _, gettext_lazy

from ranvier.registry.forms.record_form import RecordForm
from ranvier.registry.models import Administration, CellProduct
from ranvier.registry.products.departures import departures_of


class DoseForm(RecordForm):
    """A dose is never refused: one that departs from the plan needs a reason, and is counted."""

    more = ("cell_product", "weight_kg", "whole_volume")

    cell_product = forms.ModelChoiceField(
        queryset=CellProduct.objects.none(), required=False, label=gettext_lazy("Lot in the registry")
    )
    weight_kg = forms.FloatField(
        required=False,
        min_value=1,
        max_value=400,
        label=gettext_lazy("Weight of the patient"),
        help_text="kg",
    )
    whole_volume = forms.NullBooleanField(required=False, label=gettext_lazy("The whole volume was given"))

    def of(self, patient: Any, record: Any = None) -> RecordForm:
        """The same form, with the lots of the patient's site to choose from."""
        self.fields["cell_product"].queryset = CellProduct.objects.filter(
            owner_site=patient.owner_site, void_reason=""
        )
        return super().of(patient, record)

    def clean(self) -> dict[str, Any]:
        """What departs from the plan, named, where no reason stands beside it."""
        cleaned = super().clean()
        if self.errors:
            return cleaned
        found = departures_of(self._dose(cleaned))
        self.departures = [code.value for code in found]
        if found and not cleaned.get("deviation", "").strip():
            named = "; ".join(code.words for code in found)
            self.add_error(
                "deviation",
                ValidationError(
                    _("This dose departs from the plan (%(named)s). It can be recorded: say the reason.")
                    % {"named": named}
                ),
            )
        return cleaned

    def changes(self) -> dict[str, Any]:
        """The columns, the lot and what departs from the plan."""
        found = super().changes() | {"departures": self.departures}
        lot = found["cell_product"]
        if lot is not None:
            found["lot"] = lot.lot
            found["product"] = found["product"] or lot.product
        return found

    def _dose(self, cleaned: dict[str, Any]) -> Administration:
        day = cleaned["date"].day if cleaned.get("date") else None
        dose = Administration(
            cell_product=cleaned.get("cell_product"),
            date=day,
            cells=cleaned.get("cells"),
            product=cleaned.get("product") or "",
            lot=cleaned.get("lot") or "",
        )
        if self.record is not None:
            dose.pk = self.record.pk
        return dose
