"""What departs from the plan in a dose. It is recorded all the same, with a reason, and counted."""

from __future__ import annotations

from datetime import date
from enum import StrEnum

from django.db.models import Sum

from ranvier.registry.models import Administration, CellProduct
from ranvier.registry.models.cell_product import Release

_GIVEN_FREELY = (Release.RELEASED, Release.RELEASED_WITH_DEVIATION)


class Departure(StrEnum):
    """Codes of departures, kept with the dose."""

    LOT_UNKNOWN = "lot_unknown"
    LOT_NOT_RELEASED = "lot_not_released"
    LOT_REJECTED = "lot_rejected"
    BEFORE_RELEASE = "before_release"
    PAST_EXPIRY = "past_expiry"
    ABOVE_WHAT_WAS_LEFT = "above_what_was_left"
    OTHER_PRODUCT = "other_product"

    @property
    def words(self) -> str:
        """The departure as the screen says it."""
        return _WORDS[self]


_WORDS = {
    Departure.LOT_UNKNOWN: "dose without a lot",
    Departure.LOT_NOT_RELEASED: "dose from a lot not released",
    Departure.LOT_REJECTED: "dose from a lot that was rejected",
    Departure.BEFORE_RELEASE: "dose given before its lot was released",
    Departure.PAST_EXPIRY: "dose given past the expiry of its lot",
    Departure.ABOVE_WHAT_WAS_LEFT: "dose above what was left of its lot",
    Departure.OTHER_PRODUCT: "dose of another kind of product than its lot",
}


def cells_left(lot: CellProduct, *, without: Administration | None = None) -> float | None:
    """How many cells of *lot* no dose has used; None where its total is not recorded.

    without: a dose that is not counted, for instance the one that is being changed.
    """
    if lot.cells_total is None:
        return None
    doses = lot.doses.filter(void_reason="")
    if without is not None:
        doses = doses.exclude(pk=without.pk)
    return lot.cells_total - (doses.aggregate(given=Sum("cells"))["given"] or 0.0)


def departures_of(dose: Administration) -> list[Departure]:
    """What departs from the plan in *dose*, saved or not."""
    lot = dose.cell_product
    if lot is None:
        return [] if dose.lot else [Departure.LOT_UNKNOWN]
    return [*_of_release(lot, dose.date), *_of_amount(lot, dose)]


def _of_release(lot: CellProduct, given_on: date) -> list[Departure]:
    found = []
    if lot.release == Release.REJECTED:
        found.append(Departure.LOT_REJECTED)
    elif lot.release not in _GIVEN_FREELY:
        found.append(Departure.LOT_NOT_RELEASED)
    elif lot.released_on is not None and given_on < lot.released_on:
        found.append(Departure.BEFORE_RELEASE)
    if lot.expires_on is not None and given_on > lot.expires_on:
        found.append(Departure.PAST_EXPIRY)
    return found


def _of_amount(lot: CellProduct, dose: Administration) -> list[Departure]:
    found = []
    left = cells_left(lot, without=dose)
    if left is not None and dose.cells is not None and dose.cells > left:
        found.append(Departure.ABOVE_WHAT_WAS_LEFT)
    if dose.product and dose.product != lot.product:
        found.append(Departure.OTHER_PRODUCT)
    return found
