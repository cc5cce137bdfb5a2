"""Reads an oracle that pymsprog 1.0.7 wrote and sets our events beside its own.

One lies in a folder `shared` beside the project, if there is one; any folder of that layout will do.

A cell is one patient of one cohort under one configuration. A cell that differs carries the numbers, in
docs/reference/course.md, of the defects of the peer that make the difference; all others are identical in
every column.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

import polars as pl

from ranvier.course.rules import change_rule
from ranvier.definitions.confirmed_change import ConfirmedChange
from ranvier.definitions.pymsprog import definition_from_pymsprog
from ranvier.kernels.arrays import FAR_DAYS
from ranvier.kernels.events import find_decisions, search_courses
from ranvier.vocabulary.measures import Measure
from tests.evidence_folder import FOLDER
from tests.reference.peer_deviations import named, possible_in_events
from tests.reference.peer_input import Person, arrays_of, measure_of, people
from tests.reference.peer_model import PeerModel
from tests.reference.peer_rows import COLUMNS, UNCONFIRMED_COLUMNS, Answers, Found, Rows, rows_of

ORACLE = FOLDER / "course" / "oracle"
NEEDED = ("configs.json", "visits.parquet", "relapses.parquet", "events.parquet", "unconfirmed.parquet")
KINDS = ("event", "unconfirmed")
FAILURES = {"zero-size array": "P1", "NoneType": "P4", "out of bounds": "P14", "out-of-bounds": "P14"}
"""What the peer says when a defect stops it."""
OF_THE_DATA = ("validconf_col", "valuedelta_col")
"""Options that name columns of the visits, which are no part of a definition."""


class Cell(NamedTuple):
    """What the peer and what we found of one patient; kind: "event" or "unconfirmed"."""

    kind: str
    cohort: str
    patient: str
    deviation: str
    expected: Rows
    found: Rows

    @property
    def is_identical(self) -> bool:
        return self.expected == self.found


class Question(NamedTuple):
    """One configuration for one cohort."""

    folder: Path
    name: str
    cohort: str
    measure: Measure
    options: Mapping[str, Any]
    definition: ConfirmedChange


@cache
def configurations(folder: Path = ORACLE) -> dict[str, dict[str, Any]]:
    """The configurations of *folder* by name: their cohorts, and the peer's options as kwargs."""
    return json.loads((folder / "configs.json").read_text(encoding="utf-8"))


def definition_of(options: Mapping[str, Any], measure: str = "edss") -> ConfirmedChange:
    """The definition that stored *options* mean, infinity written as text."""
    kept = {name: value for name, value in options.items() if name not in OF_THE_DATA}
    return definition_from_pymsprog(outcome=measure, **_with_infinity(kept))


def _with_infinity(value: Any) -> Any:
    if isinstance(value, dict):
        return {name: _with_infinity(part) for name, part in value.items()}
    if isinstance(value, list):
        return [_with_infinity(part) for part in value]
    return float("inf") if value == "inf" else value


def compare(name: str, folder: Path = ORACLE) -> list[Cell]:
    """Every cell of one configuration; those on which the peer itself failed are left out."""
    entry = configurations(folder)[name]
    cells = []
    for cohort in entry["cohorts"]:
        measure = measure_of(folder, cohort)
        options = entry["kwargs"]
        question = Question(folder, name, cohort, measure, options, definition_of(options, measure.name))
        cells += _compare_cohort(question)
    return cells


def _compare_cohort(question: Question) -> list[Cell]:
    folder, name, cohort, _, options, _ = question
    known = people(folder, cohort, options.get("validconf_col"), options.get("valuedelta_col"))
    asked = {who: person for who, person in known.items() if (name, cohort, who) not in failed(folder)}
    found = answer(question, list(asked.values()))
    stored = _stored(folder)
    cells = []
    for (who, person), ours in zip(asked.items(), found, strict=True):
        for kind, rows in zip(KINDS, (ours.events, ours.unconfirmed), strict=True):
            expected = stored[kind].get((name, cohort), {}).get(who, [])
            why = "" if expected == rows else deviation(question, person, (kind, expected, rows))
            cells.append(Cell(kind, cohort, who, why, expected, rows))
    return cells


def answer(question: Question, persons: list[Person]) -> list[Found]:
    """What we find of each of *persons*."""
    _, _, _, measure, options, definition = question
    visits, relapses, extras = arrays_of(persons, measure, options)
    arguments = visits, relapses, change_rule(definition), extras
    answers = Answers(persons, visits.offset, search_courses(*arguments, None), find_decisions(*arguments))
    return rows_of(answers, definition, options)


def deviation(question: Question, person: Person, cell: tuple[str, Rows, Rows]) -> str:
    """The defects that make the difference in a cell, or nothing. cell: kind, what the peer and we found."""
    kind, expected, found = cell
    value = question.options.get("impute_last_visit", 0)
    draws = (True, False) if 0 < float(value) < 1 else (True,)
    for draw in draws:

        def answer(defects: frozenset[str], draw: bool = draw) -> Rows:
            falls = draw or "P18" not in defects
            model = PeerModel(person, question.measure, question.options, defects, draw=falls)
            return model.run()[KINDS.index(kind)]

        possible = possible_in_events(person, question.measure, question.options)
        if name := named(answer, possible, expected, found):
            return name
    return ""


def peer_failures(folder: Path = ORACLE) -> dict[tuple[str, str, str], str]:
    """The cells on which the peer stopped with an error, and its name with the number of the defect."""
    path = folder / "errors.jsonl"
    lines = path.read_text(encoding="utf-8").splitlines() if path.is_file() else []
    rows = [json.loads(line) for line in lines if line.strip()]
    return {(row["config"], row["cohort"], row["id"]): _failure(row) for row in rows}


def _failure(row: Mapping[str, str]) -> str:
    numbers = [number for text, number in FAILURES.items() if text in row["message"]]
    return f"{row['error']} ({numbers[0] if numbers else 'of no known defect'})"


@cache
def failed(folder: Path) -> frozenset[tuple[str, str, str]]:
    """The cells on which the peer stopped with an error."""
    return frozenset(peer_failures(folder))


@cache
def _stored(folder: Path) -> dict[str, dict[Any, dict[str, Rows]]]:
    """The peer's rows by kind, by configuration and cohort, by patient."""
    events = pl.read_parquet(folder / "events.parquet").with_columns(pl.col(pl.Float64).fill_nan(None))
    unconfirmed = pl.read_parquet(folder / "unconfirmed.parquet").with_columns(
        pl.col("closest_rel-", "closest_rel+").replace(float("inf"), float(FAR_DAYS))
    )
    return {
        "event": _by_cell(events, "nevent", COLUMNS),
        "unconfirmed": _by_cell(unconfirmed, "k", UNCONFIRMED_COLUMNS),
    }


def _by_cell(stored: pl.DataFrame, number: str, columns: tuple[str, ...]) -> dict[Any, dict[str, Rows]]:
    cells: dict[Any, dict[str, Rows]] = {}
    for row in stored.sort(number, maintain_order=True).rows(named=True):
        rows = cells.setdefault((row["config"], row["cohort"]), {}).setdefault(row["id"], [])
        rows.append(tuple(_read(name, row[name]) for name in columns))
    return cells


def _read(name: str, value: Any) -> Any:
    return json.loads(value) if name in ("conf", "pira_conf") else value
