"""The functional systems and ambulation behind a recorded EDSS, alike from visit to visit of one patient."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import product
from math import prod

import numpy as np
from numpy.typing import ArrayLike, NDArray

from ranvier.errors import UsageError
from ranvier.simulate.luck import Purpose, luck_of
from ranvier.simulate.scores.steps import STEPS
from ranvier.simulate.scores.system_styles import (
    AID_SHARES,
    AIDED_EDSS,
    FIRST_HIT,
    LEGS_AMONG_FIRST,
    LIMITED_WALK_FROM,
    SYSTEM_STYLES,
    style_grades,
)
from ranvier.vocabulary.edss import TICKS_PER_POINT
from ranvier.vocabulary.scales.ambulation import AMBULATION_ROWS, LIMITED_WALK_GRADE
from ranvier.vocabulary.scales.functional_systems import CEREBELLAR, PYRAMIDAL, SYSTEMS
from ranvier.vocabulary.visits import AmbulationCoding, WalkingAid

Floats = NDArray[np.float64]
Places = NDArray[np.int64]

N_SYSTEMS = len(SYSTEMS)
N_STEPS = len(STEPS)
WALKING_DECIDES_FROM = 4.5


@dataclass(frozen=True)
class SystemProfiles:
    """What lasts in the systems of each patient.

    rank: place of each system in the order of hits, shape (n, 7). style: place in SYSTEM_STYLES.
    writes_higher: whether of two raw grades that count alike the higher is written, shape (n, 7). walk: which
    way of losing the ability to walk, a row of the table of ambulation.
    """

    rank: Places
    style: Places
    writes_higher: Places
    walk: Places


def functional_systems_of(
    edss: Floats,
    number: ArrayLike,
    seed: int,
    coding: AmbulationCoding = AmbulationCoding.NEUROSTATUS_16,
) -> dict[str, Floats]:
    """Raw grades of seven systems and of ambulation that score to exactly *edss*, by column of the visits.

    edss: valid steps from 0 to 9.5, any shape; NaN gives NaN. number: of the patient, broadcast to it. Each
    patient has a lasting profile under *seed*: the same score has the same grades at every visit, and from
    one step to the next two systems at most change. No grade stands beside another that contradicts it
    (EdssFlag).

    UsageError: a score that no living patient can have.
    """
    scores = np.asarray(edss, np.float64)
    places = _places(scores.ravel())
    numbers = np.broadcast_to(np.asarray(number, np.int64), scores.shape).ravel()
    begins = np.flatnonzero(np.diff(numbers, prepend=numbers[:1] - 1))
    row = np.repeat(np.arange(len(begins)), np.diff(begins, append=len(numbers)))
    profiles = simulate_profiles(numbers[begins], seed)
    found = {
        system.column: _raw_table(place)[_raw_rows(profiles, place)[row] + places]
        for place, system in enumerate(SYSTEMS)
    }
    found["ambulation"] = _walk_table(coding)[(profiles.walk * N_STEPS)[row] + places]
    gap = np.isnan(scores)
    shaped = {name: grades.reshape(scores.shape) for name, grades in found.items()}
    return {name: np.where(gap, np.nan, grades) for name, grades in shaped.items()} if gap.any() else shaped


def simulate_profiles(number: ArrayLike, seed: int) -> SystemProfiles:
    """The lasting profile of each patient: which systems are hit first, and how walking is lost."""
    numbers = np.asarray(number, np.int64)
    systems = np.arange(N_SYSTEMS)
    ease = np.array([FIRST_HIT[system.name] for system in SYSTEMS])
    # exponential waits with these rates end in an order in which each next one is drawn in proportion
    waits = -np.log(luck_of(seed, Purpose.SYSTEM_ORDER, numbers[:, None], systems)) / ease
    shares = [style.share for style in SYSTEM_STYLES]
    higher = luck_of(seed, Purpose.RAW_GRADE, numbers[:, None], systems) < 0.5
    return SystemProfiles(
        rank=_with_leg_systems_first(np.argsort(np.argsort(waits, axis=1), axis=1)),
        style=_drawn(shares, luck_of(seed, Purpose.SYSTEM_STYLE, numbers)),
        writes_higher=higher.astype(np.int64),
        walk=_drawn([share for share, _ in _ways_of_walking()], luck_of(seed, Purpose.WALK_GRADE, numbers)),
    )


def _with_leg_systems_first(rank: Places) -> Places:
    """Ranks in which the earlier of the two leg systems stands third at the latest."""
    legs = rank[:, [PYRAMIDAL, CEREBELLAR]]
    patient = np.flatnonzero(legs.min(axis=1) >= LEGS_AMONG_FIRST)
    earlier = np.array([PYRAMIDAL, CEREBELLAR])[legs[patient].argmin(axis=1)]
    third = (rank[patient] == LEGS_AMONG_FIRST - 1).argmax(axis=1)
    rank[patient, third], rank[patient, earlier] = rank[patient, earlier], rank[patient, third]
    return rank


def _drawn(shares: Iterable[float], luck: Floats) -> Places:
    """The place of each patient among groups with these shares."""
    places: Places = np.searchsorted(np.cumsum(list(shares))[:-1], luck, side="right").astype(np.int64)
    return places


def _places(scores: Floats) -> Places:
    """The place of each score among the steps; 0 for NaN."""
    known = np.nan_to_num(scores)
    places = np.maximum(known * TICKS_PER_POINT - 1, 0).astype(np.int64)
    if np.any(STEPS[np.clip(places, 0, N_STEPS - 1)] != known):
        raise UsageError(
            "functional systems are simulated for scores of living patients only",
            where="functional_systems_of, edss=",
            hint="permitted: 0, and 1.0 to 9.5 in half points",
        )
    return places


def _raw_rows(profiles: SystemProfiles, system: int) -> Places:
    """Where in the table of a system's raw grades the grades of each patient begin."""
    way = profiles.writes_higher[:, system] * len(SYSTEM_STYLES) + profiles.style
    return (way * N_SYSTEMS + profiles.rank[:, system]) * N_STEPS


@cache
def _raw_table(system: int) -> Floats:
    """Raw grades of one system: lower or higher of those that count alike, style, rank and step, in a row."""
    counted = SYSTEMS[system].converted
    wanted = np.minimum(style_grades(), max(counted)).transpose(0, 2, 1)  # a grade 5 of vision there is not
    lowest = np.array([counted.index(grade) for grade in range(max(counted) + 1)])
    highest = np.array([len(counted) - 1 - counted[::-1].index(grade) for grade in range(max(counted) + 1)])
    return np.stack([lowest[wanted], highest[wanted]]).ravel().astype(np.float64)


@cache
def _walk_table(coding: AmbulationCoding) -> Floats:
    """Grades of ambulation by way of walking and step, in a row."""
    return np.array([way[coding] for _, way in _ways_of_walking()], np.float64).ravel()


@cache
def _ways_of_walking() -> tuple[tuple[float, dict[AmbulationCoding, list[int]]], ...]:
    """Every way of losing the ability to walk: its share, and its grades at each step by list of grades."""
    limits = (*LIMITED_WALK_FROM, (WALKING_DECIDES_FROM, 1.0 - sum(share for _, share in LIMITED_WALK_FROM)))
    aids = product(*(enumerate(shares) for shares in AID_SHARES))
    return tuple(
        (
            limit_share * prod(share for _, share in chosen),
            {
                coding: _walk_grades(coding, limited_from, [place for place, _ in chosen])
                for coding in CODINGS
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


def walking_aids_of(ambulation: Floats, coding: AmbulationCoding) -> NDArray[np.str_]:
    """The words for the help needed to walk that goes with each grade of ambulation."""
    words = np.array([aid.value for aid in _AIDS[coding]])
    found: NDArray[np.str_] = words[np.minimum(ambulation, len(words) - 1).astype(np.int64)]
    return found


_WITHOUT = (WalkingAid.NONE,) * 5
_AIDS = {
    AmbulationCoding.NEUROSTATUS_16: (
        *_WITHOUT,
        WalkingAid.NONE,
        WalkingAid.UNILATERAL,
        WalkingAid.BILATERAL,
        WalkingAid.UNILATERAL,
        WalkingAid.BILATERAL,
        WalkingAid.WHEELCHAIR,
    ),
    AmbulationCoding.GRADES_13: (
        *_WITHOUT,
        WalkingAid.UNILATERAL,
        WalkingAid.BILATERAL,
        WalkingAid.WHEELCHAIR,
    ),
}
"""By grade of ambulation; the last for every higher grade."""
