"""Reads the input of an oracle folder as a peer reads it: one cohort with what a kernel takes of it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache, cached_property
from math import floor
from pathlib import Path
from typing import Any

import numpy as np
import polars as pl

from ranvier.kernels.arrays import RelapseArrays, VisitArrays
from ranvier.kernels.extras import CourseExtras
from ranvier.tables.arrays import disability_ticks
from ranvier.vocabulary.measures import MEASURES, Measure

NO_MARKS, NO_STEPS = np.empty(0, np.bool_), np.empty(0, np.int32)


Said = tuple[float, float, bool]
"""Score, score from which the step is taken, and whether the visit may confirm."""


@dataclass(frozen=True)
class Person:
    """One patient, in the order given. rows: (day, score, score of the step, may confirm); onsets: days."""

    rows: tuple[tuple[float, float, float, bool], ...]
    onsets: tuple[float, ...]

    @cached_property
    def visits(self) -> dict[int, Said]:
        """What the last row of each calendar day says, by day."""
        last: dict[int, Said] = {floor(day): said for day, *said in self.rows}
        return {day: last[day] for day in sorted(last)}

    @property
    def relapses(self) -> tuple[int, ...]:
        """Calendar days of relapses."""
        return tuple(map(floor, self.onsets))

    @property
    def as_given(self) -> list[tuple[float, float, float, bool]]:
        """The last row of each moment, by time, days with their parts."""
        last = {row[0]: row for row in self.rows}
        return [last[day] for day in sorted(last)]

    @property
    def has_parts_of_days(self) -> bool:
        """Whether a visit or a relapse has a time of day."""
        return any(day % 1 for day in (*self.onsets, *(row[0] for row in self.rows)))


def cohorts(folder: Path) -> list[str]:
    """The cohorts of *folder*, in order of appearance."""
    return _visits(folder)["cohort"].unique(maintain_order=True).to_list()


@cache
def measure_of(folder: Path, cohort: str) -> Measure:
    """The measure whose column holds the scores of *cohort*."""
    rows = _visits(folder).filter(pl.col("cohort") == cohort)
    held = [name for name in MEASURES if name in rows.columns and rows[name].count() > 0]
    if len(held) != 1:
        raise ValueError(f"the cohort {cohort} should hold one measure, and holds {held or 'none'}")
    return MEASURES[held[0]]


@cache
def people(folder: Path, cohort: str, mark: str | None, step: str | None) -> Mapping[str, Person]:
    """The patients of *cohort* in order of appearance; of several rows of a day the last counts.

    mark, step: columns that say which visits may confirm, and from which score steps are taken. Rows with
    any of the columns used empty are left out, as the peer does.
    """
    rows = _visits(folder).filter(pl.col("cohort") == cohort).sort("row")
    score = measure_of(folder, cohort).name
    used = [score, *([mark] if mark else []), *([step] if step else [])]
    ids = rows["id"].drop_nulls().unique(maintain_order=True).to_list()
    numbers = pl.col(pl.Float32, pl.Float64)
    complete = rows.with_columns(numbers.fill_nan(None)).drop_nulls(["id", "day", *used])
    visits: dict[str, list[tuple[float, float, float, bool]]] = {patient: [] for patient in ids}
    for row in complete.rows(named=True):
        said = float(row[score]), float(row[step or score]), bool(row[mark]) if mark else True
        visits[row["id"]].append((row["day"], *said))
    relapses: dict[str, list[float]] = {patient: [] for patient in ids}
    onsets = pl.read_parquet(folder / "relapses.parquet").filter(pl.col("cohort") == cohort).sort("row")
    for patient, day in onsets.select("id", "day").drop_nulls().rows():
        relapses.setdefault(patient, []).append(day)
    return {patient: Person(tuple(visits[patient]), tuple(relapses[patient])) for patient in ids}


@cache
def _visits(folder: Path) -> pl.DataFrame:
    return pl.read_parquet(folder / "visits.parquet")


def arrays_of(
    persons: Iterable[Person], measure: Measure, options: Mapping[str, Any]
) -> tuple[VisitArrays, RelapseArrays, CourseExtras]:
    """What the kernel takes of *persons*, under the options of a configuration."""
    listed = list(persons)
    rows = [(day, *said) for person in listed for day, said in person.visits.items()]
    visits = VisitArrays(
        _offset(len(person.visits) for person in listed),
        np.array([row[0] for row in rows], np.int32),
        _ticks([row[1] for row in rows], measure),
    )
    relapses = RelapseArrays(
        _offset(len(person.relapses) for person in listed),
        np.array([day for person in listed for day in sorted(person.relapses)], np.int32),
    )
    steps = _ticks([row[2] for row in rows], measure) if options.get("valuedelta_col") else NO_STEPS
    marks = np.array([row[3] for row in rows], np.bool_) if options.get("validconf_col") else NO_MARKS
    return visits, relapses, CourseExtras(steps, marks, NO_MARKS)


def _offset(counts: Iterable[int]) -> np.ndarray:
    return np.cumsum([0, *counts], dtype=np.int64)


def _ticks(scores: list[float], measure: Measure) -> np.ndarray:
    return disability_ticks(pl.Series(scores, dtype=pl.Float64), measure)
