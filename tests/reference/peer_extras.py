"""The functions of pymsprog 1.0.7 beside its search for events, as a folder of its results holds them."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, NamedTuple

from ranvier.definitions.pymsprog_numbers import at_least_days, confirm_windows, pair, sustained
from ranvier.definitions.windows import RelapseDistance
from ranvier.vocabulary.measures import EDSS, Measure
from tests.reference.peer_input import Person, cohorts, measure_of, people

INF = float("inf")


class Row(NamedTuple):
    """One cell: what was compared, under which defect of the peer if any, and whether it is the same."""

    kind: str
    cell: str
    deviation: str
    is_identical: bool


class Asked(NamedTuple):
    """One configuration for one cohort."""

    config: str
    options: Mapping[str, Any]
    cohort: str
    measure: Measure
    persons: Mapping[str, Person]


def asked_of(folder: Path, kind: str, grid: Mapping[str, Mapping[str, Any]]) -> Iterator[Asked]:
    """What a folder asks: the *grid* of every cohort with EDSS, or what its extras.json says of *kind*."""
    own = folder / "extras.json"
    if own.is_file():
        entries = json.loads(own.read_text(encoding="utf-8"))[kind]
    else:
        with_edss = [cohort for cohort in cohorts(folder) if measure_of(folder, cohort) == EDSS]
        entries = {name: {"cohorts": with_edss, "kwargs": options} for name, options in grid.items()}
    for name, entry in entries.items():
        options = with_infinity(entry["kwargs"])
        for cohort in entry["cohorts"]:
            measure = measure_of(folder, cohort)
            persons = people(folder, cohort, options.get("validconf_col"), None)
            yield Asked(name, options, cohort, measure, {who: p for who, p in persons.items() if p.visits})


def with_infinity(value: Any) -> Any:
    """*value* with infinity for the text "inf", as stored options write it."""
    if isinstance(value, Mapping):
        return {name: with_infinity(part) for name, part in value.items()}
    if isinstance(value, list):
        return [with_infinity(part) for part in value]
    return INF if value == "inf" else value


def confirmation_of(options: Mapping[str, Any]) -> dict[str, Any]:
    """The settings of a definition that say which visit confirms."""
    windows = confirm_windows(options.get("conf_days", 84), options.get("conf_tol_days", (7, 730.5)))
    return {
        "confirm_after_days": windows[0].after_days,
        "confirm_earlier_days": windows[0].earlier_days,
        "confirm_later_days": windows[0].later_days,
        "further_windows": windows[1:],
        "relapse_to_confirmation": distance_of("relapse_to_conf", options, 30),
    }


def distance_of(name: str, options: Mapping[str, Any], otherwise: int) -> RelapseDistance:
    """The option *name* as a distance from relapses."""
    after, before = pair(name, options.get(name, otherwise))
    return RelapseDistance(at_least_days(name, after), at_least_days(name, before))


def lasting_of(options: Mapping[str, Any]) -> dict[str, Any]:
    """The settings of a definition that say how long a score is held."""
    return sustained(options.get("require_sust_days", 0))


def unknown_configurations(stored: set[str], asked: set[str]) -> None:
    """Raises ValueError naming configurations that the folder has results of, and nobody asked for."""
    if stored - asked:
        raise ValueError(f"configurations without their options: {sorted(stored - asked)}")
