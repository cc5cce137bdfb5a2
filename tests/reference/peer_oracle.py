"""Reads the oracle that pymsprog 1.0.7 wrote and sets our events beside its own.

It lies in a folder `shared` beside the project, if there is one.

A cell is one patient of one cohort under one configuration. Cells that a defect of the peer touches carry
the number that docs/reference/course.md gives it; all others must be identical in every column.
"""

from __future__ import annotations

import json
from functools import cache
from typing import Any, NamedTuple

import numpy as np
import polars as pl

from ranvier.course.rules import change_rule
from ranvier.definitions.changes import ConfirmedChange
from ranvier.kernels.arrays import NO_VISIT, RelapseArrays, VisitArrays
from ranvier.kernels.events import find_events
from ranvier.kernels.rules import PIRA, RAW, UNDEFINED, WORSE
from ranvier.vocabulary.edss import TICKS_PER_POINT
from tests.evidence_folder import FOLDER
from tests.reference.peer_words import NOT_SAID_IN_OUR_WORDS, definition_of

ORACLE = FOLDER / "course" / "oracle"
EDSS_COHORTS = ("edge", "edss0", "edssU0", "edss1", "edssU1")
"""The others hold other measures, which ranvier does not follow yet."""

COLUMNS = (
    *("event_type", "CDW_type", "date", "value", "bl_date", "bl_value", "last_delta_date"),
    *("last_delta_value", "time2event", "bl2event", "sust_days", "sust_last", "conf", "pira_conf"),
)
RELATION = {RAW: "RAW", PIRA: "PIRA", UNDEFINED: "undefined"}


class Patients(NamedTuple):
    """The patients of one cohort, and what a kernel takes of them."""

    ids: list[str]
    visits: VisitArrays
    relapses: RelapseArrays
    unsorted_relapses: frozenset[str]
    early_relapses: dict[str, int]


class Cell(NamedTuple):
    """What the peer and what we found of one patient."""

    cohort: str
    patient: str
    deviation: str
    expected: list[tuple[Any, ...]]
    found: list[tuple[Any, ...]]

    @property
    def is_identical(self) -> bool:
        return self.expected == self.found


@cache
def configurations() -> dict[str, dict[str, Any]]:
    """The configurations that can be said in our words, by name: the peer's options."""
    stored = json.loads((ORACLE / "configs.json").read_text())
    return {
        name: entry["kwargs"]
        for name, entry in stored.items()
        if not NOT_SAID_IN_OUR_WORDS & set(entry["kwargs"])
    }


def compare(name: str) -> list[Cell]:
    """Every cell of one configuration; those on which the peer itself failed are left out."""
    options = configurations()[name]
    definition = definition_of(options)
    failed = {(row["cohort"], row["id"]) for row in _failures() if row["config"] == name}
    cells = []
    for cohort in EDSS_COHORTS:
        people = patients(cohort)
        expected = _expected(name, cohort, options)
        found = _found(people, definition, options)
        cells += [
            Cell(cohort, who, deviation(people, who, options), expected.get(who, []), found[who])
            for who in people.ids
            if (cohort, who) not in failed
        ]
    return cells


def deviation(people: Patients, patient: str, options: dict[str, Any]) -> str:
    """The defect of the peer that touches a cell, as docs/reference/course.md numbers it; else nothing."""
    distance = options.get("relapse_to_bl", 30)
    forgotten_before = distance[0] if isinstance(distance, list) else distance
    days = options.get("conf_days", 84)
    if people.early_relapses.get(patient, 0) > forgotten_before:
        return "P13"
    if isinstance(days, list) and days != sorted(days):
        return "P8"
    if options.get("relapse_rebl") and patient in people.unsorted_relapses:
        return "P5"
    return ""


@cache
def patients(cohort: str) -> Patients:
    """The inputs of one cohort: sorted, the last of several rows of a day, visits without EDSS left out."""
    rows = pl.read_parquet(ORACLE / "visits.parquet").filter(pl.col("cohort") == cohort)
    relapse_rows = pl.read_parquet(ORACLE / "relapses.parquet").filter(pl.col("cohort") == cohort)
    ids = rows["id"].unique(maintain_order=True).to_list()
    scores: dict[str, dict[int, float]] = {patient: {} for patient in ids}
    for patient, day, edss in rows.sort("row").select("id", "day", "edss").drop_nulls().rows():
        if edss == edss:  # noqa: PLR0124 - not a number
            scores[patient][int(day)] = edss
    onsets: dict[str, list[int]] = {patient: [] for patient in ids}
    for patient, day in relapse_rows.sort("row").select("id", "day").drop_nulls().rows():
        onsets[patient].append(int(day))
    visits = [visit for patient in ids for visit in sorted(scores[patient].items())]
    return Patients(
        ids,
        VisitArrays(
            _offset(len(scores[patient]) for patient in ids),
            np.array([day for day, _ in visits], np.int32),
            np.array([round(edss * TICKS_PER_POINT) for _, edss in visits], np.int32),
        ),
        RelapseArrays(
            _offset(len(onsets[patient]) for patient in ids),
            np.array([day for patient in ids for day in sorted(onsets[patient])], np.int32),
        ),
        frozenset(patient for patient in ids if onsets[patient] != sorted(onsets[patient])),
        {
            patient: min(scores[patient]) - min(onsets[patient])
            for patient in ids
            if scores[patient] and onsets[patient]
        },
    )


def _offset(counts: Any) -> np.ndarray:
    return np.cumsum([0, *counts], dtype=np.int64)


@cache
def _failures() -> list[dict[str, str]]:
    return [json.loads(line) for line in (ORACLE / "errors.jsonl").read_text().splitlines()]


@cache
def _events() -> dict[tuple[str, str], pl.DataFrame]:
    stored = pl.read_parquet(ORACLE / "events.parquet").filter(pl.col("nevent") > 0)
    return {key: part for key, part in stored.partition_by("config", "cohort", as_dict=True).items()}


def _expected(name: str, cohort: str, options: dict[str, Any]) -> dict[str, list[tuple[Any, ...]]]:
    rows: dict[str, list[tuple[Any, ...]]] = {}
    part = _events().get((name, cohort))
    if part is None:
        return rows
    for row in part.sort("id", "nevent").rows(named=True):
        values = {**row, "conf": json.loads(row["conf"]), "pira_conf": json.loads(row["pira_conf"])}
        if options.get("bl_geq"):
            values["last_delta_value"] = None  # the peer prints the raised reference as if it had been scored
        rows.setdefault(row["id"], []).append(tuple(values[column] for column in COLUMNS))
    return rows


def _found(
    people: Patients, definition: ConfirmedChange, options: dict[str, Any]
) -> dict[str, list[tuple[Any, ...]]]:
    events = find_events(people.visits, people.relapses, change_rule(definition))
    wanted = options.get("event", "firstCDW")
    labels = wanted in ("firstPIRA", "firstRAW") or (options.get("RAW_PIRA", False) and wanted != "firstCDI")
    day, score = people.visits.day.tolist(), (people.visits.score / TICKS_PER_POINT).tolist()
    rows: dict[str, list[tuple[Any, ...]]] = {patient: [] for patient in people.ids}

    def windows(visits: np.ndarray) -> dict[str, list[float]]:
        pairs = zip(definition.windows, visits.tolist(), strict=True)
        return {str(window.after_days): [day[at], score[at]] for window, at in pairs if at != NO_VISIT}

    for row, number in enumerate(events.patient.tolist()):
        onset, reference = int(events.onset[row]), int(events.reference[row])
        last_lower, held = int(events.last_lower[row]), int(events.held_until[row])
        worse = events.direction[row] == WORSE
        rows[people.ids[number]].append(
            (
                "CDW" if worse else "CDI",
                RELATION[events.relation[row]] if labels and worse else "",
                day[onset],
                score[onset],
                day[reference],
                events.reference_score[row] / TICKS_PER_POINT,
                day[last_lower],
                None if options.get("bl_geq") else score[last_lower],
                day[onset] - day[people.visits.offset[number]],
                day[onset] - day[reference],
                day[held] - day[onset],
                bool(events.lasts[row]),
                windows(events.by_window[row]),
                windows(events.by_window_pira[row]) if labels else {},
            )
        )
    return rows
