from datetime import date

import pytest

from ranvier.registry.models import Administration, CellProduct, ProductSpecification
from ranvier.registry.products.departures import Departure, cells_left, departures_of
from ranvier.registry.products.release import Met, weigh_lot

DAY = date(2024, 8, 19)


@pytest.fixture
def lot(site):
    return CellProduct.objects.create(
        owner_site=site,
        lot="UC-0452",
        product="umbilical_cord_or_placenta",
        cells_total=5e7,
        release="released",
        released_on=date(2024, 8, 1),
        expires_on=date(2024, 9, 1),
        viability_percent=91,
        endotoxin=0.3,
        endotoxin_unit="EU/ml",
        sterility="negative",
    )


def dose(patient, lot, **more):
    parts = {"date": DAY, "date_precision": "day", "cells": 2e7, "product": "umbilical_cord_or_placenta"}
    return Administration(
        owner_site=patient.owner_site, patient=patient, cell_product=lot, **{**parts, **more}
    )


def test_a_dose_as_planned_departs_from_nothing(patient, lot):
    assert departures_of(dose(patient, lot)) == []


@pytest.mark.parametrize(
    ("of_lot", "of_dose", "departure"),
    [
        ({"release": "pending"}, {}, Departure.LOT_NOT_RELEASED),
        ({"release": "rejected"}, {}, Departure.LOT_REJECTED),
        ({"released_on": date(2024, 8, 21)}, {}, Departure.BEFORE_RELEASE),
        ({"expires_on": date(2024, 8, 18)}, {}, Departure.PAST_EXPIRY),
        ({}, {"cells": 5.1e7}, Departure.ABOVE_WHAT_WAS_LEFT),
        ({}, {"product": "cord_blood"}, Departure.OTHER_PRODUCT),
    ],
)
def test_each_departure_is_found_and_can_be_recorded_with_its_reason(
    patient, lot, of_lot, of_dose, departure
):
    for name, value in of_lot.items():
        setattr(lot, name, value)
    one = dose(patient, lot, **of_dose)
    assert departures_of(one) == [departure]
    one.departures, one.deviation = [departure], "as the record of the day has it"
    one.save()
    assert Administration.objects.get().departures == [departure.value]


def test_a_dose_without_any_lot(patient):
    assert departures_of(dose(patient, None)) == [Departure.LOT_UNKNOWN]
    of_before_the_registry = dose(patient, None)
    of_before_the_registry.lot = "UC-0001"
    assert departures_of(of_before_the_registry) == []


def test_what_is_left_follows_from_the_doses_that_count(patient, lot):
    assert cells_left(lot) == 5e7
    first = dose(patient, lot)
    first.save()
    assert cells_left(lot) == 3e7
    assert cells_left(lot, without=first) == 5e7
    Administration.objects.update(void_reason="not given")
    assert cells_left(lot) == 5e7
    lot.cells_total = None
    assert cells_left(lot) is None


def weighed(lot, **asked):
    lot.specification = ProductSpecification(name="invented", edition="1", **asked)
    return {criterion.name: criterion.met for criterion in weigh_lot(lot)}


def test_a_lot_without_a_specification_is_not_weighed(lot):
    assert weigh_lot(lot) == ()


def test_each_criterion_is_met_or_not_or_not_recorded(lot):
    found = weighed(
        lot,
        viability_at_least=92,
        positive_markers_at_least=95,
        endotoxin_at_most=0.5,
        endotoxin_unit="EU/ml",
    )
    assert found["viable cells"] is Met.NO
    assert found["CD73"] is Met.UNKNOWN
    assert found["endotoxin"] is Met.YES
    assert found["sterility"] is Met.YES
    assert found["mycoplasma"] is Met.UNKNOWN
    assert "karyotype" not in found


def test_endotoxin_of_another_unit_is_not_compared(lot):
    assert weighed(lot, endotoxin_at_most=5, endotoxin_unit="EU/kg")["endotoxin"] is Met.UNKNOWN


def test_a_limit_that_is_reached_is_met(lot):
    assert weighed(lot, viability_at_least=91)["viable cells"] is Met.YES
