"""Matrices of EDSS transitions from files: the two that ship, and anybody's own in TOML or CSV."""

from __future__ import annotations

import csv
import math
import tomllib
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from ranvier.errors import MissingFile, RanvierError, UnreadableFile
from ranvier.estimates.natural_history.states import State, States
from ranvier.estimates.natural_history.transition_matrix import Cell, MatrixError, TransitionMatrix
from ranvier.vocabulary.provenance import Provenance

DATA = Path(__file__).parent / "data"
SHIPPED = ("ahmad_2019", "campbell_2025")

_KEYS = {"name", "period_years", "citation", "population", "states", "probabilities", "provenance"}
_MORE_KEYS = {"note", "rounding", "intervals", "rates_per_year"}


def ahmad_2019() -> TransitionMatrix:
    """Yearly transitions of 330 relapsing-remitting patients, with intervals: severe is never left."""
    return read_transition_matrix(DATA / "ahmad_2019.toml")


def campbell_2025() -> TransitionMatrix:
    """Yearly transitions of observed states of 6,369 patients, treated ones included, with fitted rates."""
    return read_transition_matrix(DATA / "campbell_2025.toml")


def read_transition_matrix(path: Path | str) -> TransitionMatrix:
    """A matrix from a TOML file, in the form of those that ship.

    Keys: name, period_years, citation, population, states (name, lowest_edss, highest_edss), probabilities
    and provenance (a row a state); and, where there are any, note, rounding, intervals (from, to, lower,
    upper) and rates_per_year. Raises MissingFile, UnreadableFile, MatrixError with every fault.
    """
    path = Path(path)
    try:
        found = tomllib.loads(_text_of(path))
    except tomllib.TOMLDecodeError as error:
        raise UnreadableFile(
            f"the file is not TOML: {error}", where=path.name, hint="see the manual"
        ) from error
    problems = _key_problems(found, path.name)
    if problems:
        raise MatrixError(problems, headline=f"The matrix in {path.name} cannot be read")
    try:
        return _matrix(found)
    except (TypeError, ValueError, KeyError) as error:
        problem = RanvierError(f"a value has the wrong form: {error}", where=path.name, hint=_FORM)
        raise MatrixError([problem], headline=f"The matrix in {path.name} cannot be read") from error


def read_transition_csv(
    path: Path | str,
    states: States,
    *,
    citation: str,
    population: str,
    period_years: float = 1.0,
    provenance: Provenance = Provenance.SECONDARY,
    rounding: float = 1e-9,
) -> TransitionMatrix:
    """A matrix from a CSV file: a header of state names, then one row a state, its name first.

    The states of header and rows must be *states*, in order. Raises MissingFile, UnreadableFile, MatrixError.
    """
    path = Path(path)
    rows = [row for row in csv.reader(_text_of(path).splitlines()) if any(cell.strip() for cell in row)]
    names = [state.name for state in states]
    problems = []
    if not rows or [cell.strip() for cell in rows[0][1:]] != names:
        problems.append(
            RanvierError("the header must name the states", where=path.name, hint=", ".join(names))
        )
    if [row[0].strip() for row in rows[1:]] != names:
        hint = f"one row each, in order: {', '.join(names)}"
        problems.append(RanvierError("the rows must be of the states", where=path.name, hint=hint))
    numbers = [[_number(cell) for cell in row[1:]] for row in rows[1:]]
    problems += [
        RanvierError(
            "a cell is not a number", where=f"{path.name}, row {i}, cell {j}", hint="use a decimal point"
        )
        for i, row in enumerate(numbers, start=2)
        for j, value in enumerate(row, start=2)
        if math.isnan(value)
    ]
    if problems:
        raise MatrixError(problems, headline=f"The matrix in {path.name} cannot be read")
    cells = tuple(tuple(Cell(value, provenance) for value in row) for row in numbers)
    name, note = path.stem, "read from a user's own table"
    return TransitionMatrix(name, states, period_years, cells, citation, population, note, rounding)


_FORM = "compare with the files of the matrices that ship"


def _text_of(path: Path) -> str:
    if not path.is_file():
        raise MissingFile("there is no such file", where=path.name, hint="check its name and folder")
    try:
        return path.read_text(encoding="utf-8")
    except UnicodeDecodeError as error:
        raise UnreadableFile(
            "the file is not text in UTF-8", where=path.name, hint="save it as UTF-8"
        ) from error


def _key_problems(found: Mapping[str, Any], file: str) -> list[RanvierError]:
    missing, unknown = sorted(_KEYS - set(found)), sorted(set(found) - _KEYS - _MORE_KEYS)
    return [RanvierError(f"'{key}' is missing", where=file, hint=f"add {key}") for key in missing] + [
        RanvierError(f"unknown key '{key}'", where=file, hint=_FORM) for key in unknown
    ]


def _matrix(found: Mapping[str, Any]) -> TransitionMatrix:
    states = tuple(State(s["name"], s["lowest_edss"], s["highest_edss"]) for s in found["states"])
    ends = {(i["from"], i["to"]): (float(i["lower"]), float(i["upper"])) for i in found.get("intervals", [])}
    names = [state.name for state in states]
    strange = {name for pair in ends for name in pair} - set(names)
    if strange:
        raise ValueError(f"intervals name states that are not there: {', '.join(sorted(strange))}")
    cells = tuple(
        tuple(
            Cell(float(p), Provenance(origin), *ends.get((name, onto), (math.nan, math.nan)))
            for onto, p, origin in zip(names, row, origins, strict=True)
        )
        for name, row, origins in zip(names, found["probabilities"], found["provenance"], strict=True)
    )
    return TransitionMatrix(
        name=found["name"],
        states=states,
        period_years=float(found["period_years"]),
        cells=cells,
        citation=found["citation"],
        population=found["population"],
        note=found.get("note", ""),
        rounding=float(found.get("rounding", 1e-9)),
        given_rates=_rates(found.get("rates_per_year", [])),
    )


def _rates(rows: Sequence[Sequence[float]]) -> tuple[tuple[float, ...], ...]:
    return tuple(tuple(float(rate) for rate in row) for row in rows)


def _number(cell: str) -> float:
    try:
        return float(cell)
    except ValueError:
        return math.nan
