"""Sets our parts of a score beside those of pymsprog 1.0.7 (`separate_ri_ra`), for any folder it wrote.

What differs is named after the defects that make the difference (tests/reference/peer_deviations.py).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import polars as pl

from ranvier.course.score_parts import kernel_rule
from ranvier.definitions.pymsprog_numbers import pair
from ranvier.definitions.score_parts import ScoreParts
from ranvier.kernels.arrays import NO_VISIT
from ranvier.kernels.score_parts import find_score_parts
from ranvier.vocabulary.measures import EDSS, Measure
from tests.reference.peer_deviations import named
from tests.reference.peer_extras import (
    Asked,
    Row,
    asked_of,
    confirmation_of,
    distance_of,
    unknown_configurations,
)
from tests.reference.peer_input import arrays_of
from tests.reference.peer_oracle import failed
from tests.reference.peer_parts_model import PeerParts

GRID: dict[str, dict[str, Any]] = {
    "rira_default": {},
    "rira_sust0": {"sust_raw_days": 0},
    "rira_sub": {"sub_threshold": True},
    "rira_assoc30_30": {"relapse_assoc": [30, 30]},
    "rira_conf168": {"conf_days": 168},
}
"""The options of each configuration of the grid of parts."""

Parts = tuple[float, float, float, float, float]
"""Day, independent, associated, transient, baseline."""


def compare(folder: Path) -> list[Row]:
    """Every cell that the peer answered in *folder*: all parts at all visits of one patient."""
    expected: dict[tuple[str, ...], list[Parts]] = defaultdict(list)
    for config, cohort, who, *parts in _stored(folder):
        expected[config, cohort, who].append(tuple(parts))
    everything = list(asked_of(folder, "ri_ra", GRID))
    unknown_configurations({config for config, *_ in expected}, {asked.config for asked in everything})
    rows = []
    for asked in everything:
        for who, found in _found(asked).items():
            cell = asked.config, asked.cohort, who
            if cell in failed(folder):
                continue
            is_identical = expected.get(cell, []) == found
            why = "" if is_identical else deviation(asked, who, expected.get(cell, []), found)
            rows.append(Row("parts of the score", "/".join(cell), why, is_identical))
    return rows


def _stored(folder: Path) -> list[tuple[Any, ...]]:
    columns = ("config", "cohort", "id", "day", "ric", "srac", "trac", "bl")
    return pl.read_parquet(folder / "ri_ra.parquet").select(columns).rows()


def definition_of(options: Mapping[str, Any], measure: Measure = EDSS) -> ScoreParts:
    """The parts that the options of a call mean."""
    after, before = pair("relapse_assoc", options.get("relapse_assoc", 90))
    return ScoreParts(
        measure=measure,
        any_rise_counts=bool(options.get("sub_threshold", False)),
        relapse_to_baseline=distance_of("relapse_to_bl", options, 30),
        raw_after_days=after,
        raw_before_days=before,
        held_more_than_days=options.get("sust_raw_days", 180),
        **confirmation_of(options),
    )


def _found(asked: Asked) -> dict[str, list[Parts]]:
    """All parts of each patient, in the units of a measure that rises from 0."""
    visits, relapses, extras = arrays_of(asked.persons.values(), asked.measure, asked.options)
    rule = kernel_rule(definition_of(asked.options, asked.measure))
    found = find_score_parts(visits, relapses, rule, extras.may_confirm)
    columns = [found.independent, found.associated, found.transient, found.baseline]
    units = [column / asked.measure.ticks_per_unit for column in columns]
    rows = {}
    for number, who in enumerate(asked.persons):
        first, end = found.first_visit[number], visits.offset[number + 1]
        own = range(end if first == NO_VISIT else first, end)
        rows[who] = [(float(visits.day[x]), *(float(unit[x]) for unit in units)) for x in own]
    return rows


def deviation(asked: Asked, who: str, expected: list[Parts], found: list[Parts]) -> str:
    """The defects that make the difference in the cell of *who*, or nothing."""
    person, options = asked.persons[who], asked.options
    is_empty = set(pair("relapse_assoc", options.get("relapse_assoc", 90))) == {0}
    possible = ["P16", "P23", *(["P25"] if is_empty else [])]

    def answer(defects: frozenset[str]) -> list[Parts]:
        return PeerParts(person, asked.measure, options, defects).run()

    return named(answer, possible, expected, found)
