"""Cell doses and the other treatments of a simulated clinic."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
import polars as pl
from numpy.typing import NDArray

from ranvier.simulate.course import Floats
from ranvier.simulate.frames import frame_of
from ranvier.simulate.records import Listed
from ranvier.tables.administrations import ADMINISTRATIONS
from ranvier.tables.treatments import TREATMENTS
from ranvier.vocabulary.products import CellProduct, Route, TreatmentKind

CELLS_PER_DOSE = 5e6
VOLUME_ML = 2.0
CONCOMITANT = "dexamethasone; cyclosporin"
"""The procedure that the shipped claim set describes (claim C51)."""

DOSES_PER_LOT = 6
STEROID_DAY = 5
"""Steroids begin on the sixth day of a later relapse; assumed."""

DMTS = ("interferon beta", "glatiramer", "teriflunomide", "dimethyl fumarate")


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


def treatments_frame(listed: Listed, rng: np.random.Generator) -> pl.DataFrame:
    """Steroids, drugs for MS and sham procedures; one row each."""
    parts = [_steroids(listed), *_drugs(listed, rng)]
    if listed.plan.has_comparator:
        compared = np.flatnonzero(~listed.people.treated)
        day = listed.people.zero[compared].astype(np.float64)
        parts.append(_rows(_SHAM, compared, day, day))
    columns: dict[str, Any] = {name: np.concatenate([part[name] for part in parts]) for name in parts[0]}
    row = columns.pop("row")
    return frame_of(TREATMENTS, {"patient_id": listed.ids[row], **columns})


def _steroids(listed: Listed) -> Mapping[str, Any]:
    """Three days of methylprednisolone: from the day after the baseline visit, and in later relapses."""
    people, known_until = listed.people, listed.observed.known_until
    relapses = people.true_course.relapses
    at_entry = np.flatnonzero(people.steroids)
    known = (relapses.onset_day > 0) & (relapses.onset_day + STEROID_DAY + 2 <= known_until[:, None])
    later, slot = np.nonzero(relapses.steroids & known)
    row = np.concatenate([at_entry, later])
    start = np.concatenate([people.baseline_day[at_entry] + 1, relapses.onset_day[later, slot] + STEROID_DAY])
    return _rows(_STEROID, row, people.zero[row] + start, people.zero[row] + start + 2)


def _drugs(listed: Listed, rng: np.random.Generator) -> list[Mapping[str, Any]]:
    """Drugs for MS taken since before entry and throughout, and those begun later by others."""
    people, plan = listed.people, listed.plan
    n = len(people)
    before = rng.random(n) < plan.dmt_share
    start = np.where(before, -np.floor(200 + 900 * rng.random(n)), np.floor(120 + 1500 * rng.random(n)))
    later = ~before & (rng.random(n) < plan.new_dmt_share) & (start <= listed.observed.known_until)
    first_day = people.zero.astype(np.float64) + start
    takes = np.where(before | later, rng.integers(len(DMTS), size=n), -1)
    parts = []
    for number, substance in enumerate(DMTS):
        row = np.flatnonzero(takes == number)
        given = _Given(substance, TreatmentKind.DMT)
        parts.append(_rows(given, row, first_day[row], np.full(len(row), np.nan)))
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
