"""Sets our milestones beside those of pymsprog 1.0.7 (`value_milestone`), for any folder it wrote.

What differs is named after the defects that make the difference (tests/reference/peer_deviations.py).
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import polars as pl

from ranvier.course.milestone import kernel_rule
from ranvier.definitions.milestone import Milestone
from ranvier.kernels.arrays import NO_VISIT
from ranvier.kernels.milestone import find_milestones
from ranvier.vocabulary.measures import EDSS, Measure
from tests.reference.peer_deviations import forgets_relapses, named
from tests.reference.peer_extras import (
    INF,
    Asked,
    Row,
    asked_of,
    confirmation_of,
    distance_of,
    lasting_of,
    unknown_configurations,
)
from tests.reference.peer_input import Person, arrays_of
from tests.reference.peer_milestone_model import PeerMilestone
from tests.reference.peer_oracle import failed

GRID: dict[str, dict[str, Any]] = {
    "ms_edss4": {"milestone": 4.0},
    "ms_edss6": {"milestone": 6.0},
    "ms_edss3_168": {"milestone": 3.0, "conf_days": 168},
    "ms_edss4_sust365": {"milestone": 4.0, "require_sust_days": 365},
    "ms_edss4_inf": {"milestone": 4.0, "require_sust_days": INF},
    "ms_edss4_rte90": {"milestone": 4.0, "relapse_to_event": 90},
    "ms_edss4_rtc0": {"milestone": 4.0, "relapse_to_conf": 0},
    "ms_edss4_imp1": {"milestone": 4.0, "impute_last_visit": 1},
    "ms_edss4_84_168": {"milestone": 4.0, "conf_days": [84, 168]},
    "ms_edss4_tolinf": {"milestone": 4.0, "conf_tol_days": [7, INF]},
}
"""The options of each configuration of the milestone grid."""


def compare(folder: Path) -> list[Row]:
    """Every cell that the peer answered in *folder*: date, score, days from the first visit, reached."""
    stored = pl.read_parquet(folder / "milestones.parquet").rows(named=True)
    expected = {(row["config"], row["cohort"], row["id"]): _answer(row) for row in stored}
    everything = list(asked_of(folder, "milestones", GRID))
    unknown_configurations({config for config, *_ in expected}, {asked.config for asked in everything})
    rows = []
    for asked in everything:
        for who, found in _found(asked).items():
            cell = asked.config, asked.cohort, who
            if cell in failed(folder):
                continue
            is_identical = expected.get(cell) == found
            why = "" if is_identical else deviation(asked, who, expected.get(cell), found)
            rows.append(Row("milestone", "/".join(cell), why, is_identical))
    return rows


def _answer(row: dict[str, Any]) -> tuple[Any, ...]:
    value = row["value"]
    has_value = value is not None and value == value  # noqa: PLR0124 - not a number
    return row["date"], value if has_value else None, row["time2event"], row["observed"]


def definition_of(options: Mapping[str, Any], measure: Measure = EDSS) -> Milestone:
    """The milestone that the options of a call mean."""
    days = float(options.get("impute_last_visit", 0))
    return Milestone(
        measure=measure,
        score=options["milestone"],
        relapse_to_onset=distance_of("relapse_to_event", options, 0),
        last_visit_counts=days > 0,
        last_visit_within_days=int(days) if days > 1 else None,
        **confirmation_of(options),
        **lasting_of(options),
    )


def _found(asked: Asked) -> dict[str, tuple[Any, ...]]:
    persons = asked.persons
    visits, relapses, extras = arrays_of(persons.values(), asked.measure, asked.options)
    rule = kernel_rule(definition_of(asked.options, asked.measure))
    found = find_milestones(visits, relapses, rule, extras.may_confirm)
    first = visits.offset[:-1]
    return {
        who: _printed(person, None if onset == NO_VISIT else onset - start)
        for (who, person), onset, start in zip(persons.items(), found.onset, first, strict=True)
    }


def _printed(person: Person, onset: int | None) -> tuple[Any, ...]:
    days = list(person.visits)
    if onset is None:
        return days[-1], None, days[-1] - days[0], False
    return days[onset], person.visits[days[onset]][0], days[onset] - days[0], True


def deviation(asked: Asked, who: str, expected: Any, found: tuple[Any, ...]) -> str:
    """The defects that make the difference in the cell of *who*, or nothing."""
    person, options = asked.persons[who], asked.options
    rules = {
        "P10": asked.measure != EDSS,
        "P11": person.has_parts_of_days,
        "P13": forgets_relapses(person, options.get("relapse_to_event", 0)),
        "P14": bool(options.get("impute_last_visit")),
        "P15": True,
    }

    def answer(defects: frozenset[str]) -> tuple[Any, ...]:
        return PeerMilestone(person, asked.measure, options, defects).run()

    return named(answer, [name for name, holds in rules.items() if holds], expected, found)
