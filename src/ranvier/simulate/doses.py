"""Cell doses and the other treatments of a simulated clinic."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
import polars as pl
from numpy.typing import NDArray

from ranvier.simulate.frames import frame_of
from ranvier.simulate.listed import Listed
from ranvier.tables.administrations import ADMINISTRATIONS
from ranvier.tables.treatments import TREATMENTS
from ranvier.vocabulary.products import CellProduct, Route, TreatmentKind

CELLS_PER_DOSE = 5e6
VOLUME_ML = 2.0
CONCOMITANT = "dexamethasone; cyclosporin"
"""The procedure that the shipped claim set describes (claim C51)."""

DOSES_PER_LOT = 6

Floats = NDArray[np.float64]


@dataclass(frozen=True)
class Doses:
    """Cell doses: the patient's row and the day from day 0, in order of the calendar."""

    row: NDArray[np.intp]
    day: Floats


def simulate_doses(listed: Listed, rng: np.random.Generator) -> Doses:
    """One dose on day 0 for each of the treated, and for some a second after two to three months."""
    people, observed, plan = listed.people, listed.observed, listed.plan
    treated = np.flatnonzero(people.treated)
    second_day = np.floor(61 + 31 * rng.random(len(people)))
    comes = (rng.random(len(people)) < plan.second_dose_share) & (observed.known_until >= second_day)
    again = np.flatnonzero(people.treated & comes)
    row = np.concatenate([treated, again])
    day = np.concatenate([np.zeros(len(treated)), second_day[again]])
    order = np.argsort(people.zero[row] + day, kind="stable")
    return Doses(row[order], day[order])


def administrations_frame(listed: Listed, doses: Doses, rng: np.random.Generator) -> pl.DataFrame:
    """One row a dose: product, lot, cells, route, what was given with it, and departures from the plan."""
    people, ids = listed.people, listed.ids
    n = len(doses.row)
    short = rng.random(n) < 0.04
    lot = np.arange(n) // DOSES_PER_LOT + 1
    text = np.empty(n, dtype=object)
    text[short] = "fewer cells than planned: low count after thawing"
    return frame_of(
        ADMINISTRATIONS,
        {
            "patient_id": ids[doses.row],
            "date": people.zero[doses.row] + doses.day,
            "product": np.full(n, CellProduct.UMBILICAL_CORD_OR_PLACENTA.value),
            "lot": np.array([f"LOT-{number:04d}" for number in lot]),
            "cells": np.where(short, 0.8 * CELLS_PER_DOSE, CELLS_PER_DOSE),
            "volume_ml": np.full(n, VOLUME_ML),
            "route": np.full(n, Route.INTRATHECAL.value),
            "viability_percent": np.round(88 + 8 * rng.random(n), 1),
            "concomitant": np.full(n, CONCOMITANT),
            "deviation": text,
        },
    )


@dataclass(frozen=True)
class _Given:
    """One treatment: what it is, what for, how much of it a day, and how."""

    substance: str
    kind: TreatmentKind | None
    dose: float = np.nan
    unit: str | None = None
    route: str | None = None


_STEROID = _Given("methylprednisolone", TreatmentKind.STEROID, 1000.0, "mg/day", Route.INTRAVENOUS.value)
_SHAM = _Given(f"sham injection ({CONCOMITANT})", None, route=Route.INTRATHECAL.value)


def treatments_frame(listed: Listed) -> pl.DataFrame:
    """Steroids, drugs for MS and sham procedures; one row each."""
    parts = [_steroids(listed), *_drugs(listed)]
    if listed.plan.has_comparator:
        compared = np.flatnonzero(~listed.people.treated)
        day = listed.people.zero[compared].astype(np.float64)
        parts.append(_rows(_SHAM, compared, day, day))
    columns: dict[str, Any] = {name: np.concatenate([part[name] for part in parts]) for name in parts[0]}
    row = columns.pop("row")
    return frame_of(TREATMENTS, {"patient_id": listed.ids[row], **columns})


def _steroids(listed: Listed) -> Mapping[str, Any]:
    """Three days of methylprednisolone: from the day after the baseline visit, and in later relapses."""
    people = listed.people
    known_until = listed.observed.known_until
    in_stay = np.flatnonzero(people.steroids)
    later = listed.relapses.of(listed.relapses.day > 0)
    later = later.of(later.steroid_day + 2 <= known_until[later.row])  # false without steroids
    row = np.concatenate([in_stay, later.row])
    start = np.concatenate([people.baseline_day[in_stay] + 1, later.steroid_day])
    return _rows(_STEROID, row, people.zero[row] + start, people.zero[row] + start + 2)


def _drugs(listed: Listed) -> list[Mapping[str, Any]]:
    """Drugs for MS taken since before entry and throughout, and those begun later by others."""
    people = listed.people
    begun = people.drug_day <= listed.observed.known_until  # false for NaN: no drug
    parts = []
    for place, drug in enumerate(listed.plan.drugs.each()):
        row = np.flatnonzero(begun & (people.drug == place))
        given = _Given(drug.substance, TreatmentKind.DMT)
        parts.append(_rows(given, row, people.zero[row] + people.drug_day[row], np.full(len(row), np.nan)))
    return parts


def _rows(given: _Given, row: NDArray[np.intp], start_date: Floats, end_date: Floats) -> Mapping[str, Any]:
    n = len(row)
    return {
        "row": row,
        "substance": np.full(n, given.substance, dtype=object),
        "kind": np.full(n, given.kind.value if given.kind else None, dtype=object),
        "start_date": start_date,
        "end_date": end_date,
        "dose": np.full(n, given.dose),
        "unit": np.full(n, given.unit, dtype=object),
        "route": np.full(n, given.route, dtype=object),
    }
