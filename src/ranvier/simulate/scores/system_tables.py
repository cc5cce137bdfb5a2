"""The grades of every style and way of walking at every step, laid out so that visits look them up."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from itertools import product
from math import prod

import numpy as np
from numpy.typing import NDArray

from ranvier.simulate.scores.steps import STEPS
from ranvier.simulate.scores.system_styles import (
    AID_SHARES,
    AIDED_EDSS,
    LIMITED_WALK_FROM,
    failing_grades,
    style_grades,
)
from ranvier.vocabulary.scales.ambulation import AMBULATION_ROWS, LIMITED_WALK_GRADE
from ranvier.vocabulary.scales.functional_systems import HIGHEST_CONVERTED, SYSTEMS
from ranvier.vocabulary.visits import AmbulationCoding

Floats = NDArray[np.float64]

WALKING_DECIDES_FROM = 4.5

NO_GRADE = -1


@cache
def raw_table(system: int) -> Floats:
    """Raw grades of one system, in a row: by `writes_higher`, `fails`, style, rank and step."""
    usual = style_grades().transpose(0, 2, 1)
    wanted = np.stack([usual, np.maximum(usual, failing_grades())])
    wanted = np.minimum(wanted, max(SYSTEMS[system].converted))  # a grade 5 of vision there is not
    grades: Floats = raw_of_converted()[system][:, wanted].ravel().astype(np.float64)
    return grades


@cache
def raw_of_converted() -> NDArray[np.int8]:
    """The lower and the higher raw grade of each converted one, shape (7, 2, 6); NO_GRADE where none is."""
    found = np.full((len(SYSTEMS), 2, HIGHEST_CONVERTED + 1), NO_GRADE, np.int8)
    for place, system in enumerate(SYSTEMS):
        for raw, converted in enumerate(system.converted):
            found[place, 1, converted] = raw
            if found[place, 0, converted] == NO_GRADE:
                found[place, 0, converted] = raw
    return found


@cache
def converted_of_raw() -> NDArray[np.int8]:
    """The converted grade of each raw one, shape (7, 7); NO_GRADE where a system has no such grade."""
    found = np.full((len(SYSTEMS), max(system.highest_raw for system in SYSTEMS) + 1), NO_GRADE, np.int8)
    for place, system in enumerate(SYSTEMS):
        found[place, : len(system.converted)] = system.converted
    return found


@cache
def walk_table(coding: AmbulationCoding) -> Floats:
    """Grades of ambulation by way of walking and step, in a row."""
    return np.array([way[coding] for _, way in ways_of_walking()], np.float64).ravel()


@cache
def ways_of_walking() -> tuple[tuple[float, dict[AmbulationCoding, list[int]]], ...]:
    """Every way of losing the ability to walk: its share, and its grades at each step by list of grades."""
    limits = (*LIMITED_WALK_FROM, (WALKING_DECIDES_FROM, 1.0 - sum(share for _, share in LIMITED_WALK_FROM)))
    aids = product(*(enumerate(shares) for shares in AID_SHARES))
    return tuple(
        (
            limit_share * prod(share for _, share in chosen),
            {
                coding: _walk_grades(coding, limited_from, [place for place, _ in chosen])
                for coding in AmbulationCoding
            },
        )
        for (limited_from, limit_share), chosen in product(limits, list(aids))
    )


def _walk_grades(coding: AmbulationCoding, limited_from: float, chosen: Sequence[int]) -> list[int]:
    """The grade of ambulation at each step, where several grades fit the one *chosen* for that step."""
    grades = []
    for edss in STEPS:
        fitting = [row.grade for row in AMBULATION_ROWS[coding] if row.edss == edss]
        if edss < WALKING_DECIDES_FROM:
            grades.append(LIMITED_WALK_GRADE if edss >= limited_from else 0)
        elif len(fitting) == 1:
            grades.append(fitting[0])
        else:
            grades.append(fitting[chosen[AIDED_EDSS.index(edss)]])
    return grades
