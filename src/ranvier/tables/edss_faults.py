"""Grades that no list has, and recorded scores that are no EDSS, told by column and row."""

from __future__ import annotations

from collections.abc import Iterator

import polars as pl

from ranvier.tables.edss_scores import IMPOSSIBLE, coding_codes
from ranvier.tables.faults import Effect, Fault
from ranvier.tables.marks import SOURCE_ROW, rows_are
from ranvier.vocabulary.edss import VALID_EDSS
from ranvier.vocabulary.scales.ambulation import highest_grade
from ranvier.vocabulary.scales.edss_lookup import CODINGS
from ranvier.vocabulary.scales.functional_systems import SYSTEMS
from ranvier.vocabulary.visits import AmbulationCoding

STAYS = "correct the cells; until then the rows have no score"


def impossible_grades(visits: pl.DataFrame, coding: AmbulationCoding | None, file: str) -> tuple[Fault, ...]:
    """One fault for each column with cells that cannot be; every row stays.

    visits: as `add_edss_scores` takes them, with `source_row`. coding: of rows without one. file: the name
    that faults carry.
    """
    checks = [*_systems(visits), *_walking(visits, coding), *_recorded(visits)]
    return tuple(_fault(visits, *check, file) for check in checks if check[2].any())


Check = tuple[str, str, pl.Series, str]
"""The column, what its cells must be, where they are not, and what to try."""


def _systems(visits: pl.DataFrame) -> Iterator[Check]:
    for system in SYSTEMS:
        wrong = ~_is_grade(visits[system.column], pl.Series([system.highest_raw]))
        yield system.column, f"a whole grade from 0 to {system.highest_raw}", wrong, STAYS


def _walking(visits: pl.DataFrame, coding: AmbulationCoding | None) -> Iterator[Check]:
    codes = pl.Series("coding", coding_codes(visits, coding))
    unknown = codes == IMPOSSIBLE
    words = " or ".join(coding.value for coding in CODINGS)
    yield "ambulation_coding", words, unknown, STAYS
    longest = max(map(highest_grade, CODINGS))
    highest = {place: highest_grade(one) for place, one in enumerate(CODINGS)}
    limit = codes.replace_strict(highest, default=longest, return_dtype=pl.Int64)
    must = ", ".join(f"a whole grade from 0 to {highest_grade(one)} ({one.value})" for one in CODINGS)
    yield "ambulation", must, ~_is_grade(visits["ambulation"], limit), STAYS


def _recorded(visits: pl.DataFrame) -> Iterator[Check]:
    if "edss" in visits.columns:
        wrong = ~(visits["edss"].is_in(VALID_EDSS) | visits["edss"].is_null()).fill_null(False)
        must = "0 or 1.0 to 10.0 in half points"
        yield "edss", must, wrong, "correct the cells; until then they are not compared"


def _is_grade(column: pl.Series, highest: pl.Series) -> pl.Series:
    value = column.cast(pl.Float64)
    grade = (value == value.round()) & (value >= 0) & (value <= highest)
    return value.is_null() | value.is_nan().fill_null(False) | grade.fill_null(False)


def _fault(visits: pl.DataFrame, column: str, must: str, wrong: pl.Series, hint: str, file: str) -> Fault:
    rows = tuple(visits.filter(wrong)[SOURCE_ROW].sort().to_list())
    problem = f"'{column}' must be {must}, but {rows_are(len(rows))} not"
    return Fault(problem, f"with an impossible {column}", "visits", file, column, rows, hint, Effect.NOTED)
