"""Lots: what was made, what was measured of it against its specification, what is left, and its release."""

from __future__ import annotations

from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy

from ranvier.registry.access.gate import or_404, page_for
from ranvier.registry.access.scope import sites_for, visible
from ranvier.registry.models import CellProduct, ProductSpecification, Site
from ranvier.registry.models.cell_product import Release
from ranvier.registry.products.departures import cells_left
from ranvier.registry.products.release import weigh_lot
from ranvier.registry.records.saving import EditConflict, save_changes
from ranvier.registry.roles import Deed

CONFLICT = 409

_COLUMNS = (
    "lot", "maker", "product", "specification", "donation_code", "passage", "was_frozen", "made_on",
    "expires_on",     "cells_total", "viability_percent", "cd73_percent", "cd90_percent", "cd105_percent",
    "negative_markers_percent", "endotoxin", "endotoxin_unit", "sterility", "mycoplasma", "karyotype_normal",
    "release", "release_reason", "released_on",
)  # fmt: skip


class LotForm(forms.ModelForm):
    """Everything that is recorded of a lot; the database's own rules are told as they stand."""

    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    class Meta:
        model = CellProduct
        fields = _COLUMNS

    def clean(self) -> dict[str, Any]:
        """A release with a deviation says why; endotoxin has its unit."""
        cleaned = super().clean()
        if cleaned.get("release") == Release.RELEASED_WITH_DEVIATION and not cleaned.get("release_reason"):
            self.add_error("release_reason", gettext_lazy("A release with a deviation needs its reason."))
        if cleaned.get("endotoxin") is not None and not cleaned.get("endotoxin_unit"):
            self.add_error("endotoxin_unit", gettext_lazy("Endotoxin needs its unit."))
        return cleaned


@page_for(Deed.SEE_RECORDS)
def lots_page(request: HttpRequest) -> HttpResponse:
    """The lots of the sites of whoever asks, newest first."""
    lots = visible(CellProduct, request.user).filter(void_reason="").order_by("-created_at")[:200]
    rows = [(lot, cells_left(lot), weigh_lot(lot)) for lot in lots.select_related("specification")]
    return render(request, "registry/lots.html", {"rows": rows, "here": "lots"})


@page_for(Deed.RECORD_PRODUCTS)
def new_lot_page(request: HttpRequest) -> HttpResponse:
    """A new lot of the site."""
    site = Site.objects.filter(pk__in=sites_for(request.user, Deed.RECORD_PRODUCTS)).first()
    made = {"owner_site": site, "created_by": request.user, "updated_by": request.user}
    form = _form(request, CellProduct(**made))
    if request.method == "POST" and form.is_valid():
        form.save()
        return redirect("lots")
    return render(request, "registry/lot.html", {"form": form, "here": "lots"})


@page_for(Deed.SEE_RECORDS)
def lot_page(request: HttpRequest, lot_id: str) -> HttpResponse:
    """One lot with its criteria and doses; changed with the version that was seen."""
    lot = or_404(visible(CellProduct, request.user), pk=lot_id, void_reason="")
    form = _form(request, lot)
    status, differing = 200, None
    if request.method == "POST":
        or_404(visible(CellProduct, request.user, Deed.RECORD_PRODUCTS), pk=lot_id)
        if form.is_valid():
            changes = {name: form.cleaned_data[name] for name in _COLUMNS}
            if changes["release"] != Release.PENDING:
                changes["released_by"] = request.user
            try:
                save_changes(lot, changes, form.cleaned_data["version"] or 0, request.user)
                return redirect("lots")
            except EditConflict as conflict:
                status = CONFLICT
                differing = [(one.name, one.theirs, one.mine) for one in conflict.fields]
                form.data = form.data.copy()
                form.data["version"] = conflict.current.version
    kept = CellProduct.objects.get(pk=lot_id)
    context = {
        "form": form,
        "lot": kept,
        "criteria": weigh_lot(kept),
        "left": cells_left(kept),
        "here": "lots",
    }
    context |= {"doses": kept.doses.filter(void_reason="").select_related("patient"), "differing": differing}
    return render(request, "registry/lot.html", context, status=status)


def _form(request: HttpRequest, lot: CellProduct) -> LotForm:
    form = LotForm(request.POST or None, instance=lot, initial={"version": lot.version})
    form.fields["specification"].queryset = ProductSpecification.objects.filter(
        owner_site_id=lot.owner_site_id, void_reason=""
    )
    return form
