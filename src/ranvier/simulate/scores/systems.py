"""The functional systems and ambulation behind a recorded EDSS, alike from visit to visit of one patient."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike, NDArray

from ranvier.errors import UsageError
from ranvier.simulate.scores.recorded import whole_days
from ranvier.simulate.scores.steps import STEPS
from ranvier.simulate.scores.system_profiles import SystemProfiles, simulate_profiles
from ranvier.simulate.scores.system_styles import SYSTEM_STYLES
from ranvier.simulate.scores.system_tables import raw_table, walk_table
from ranvier.simulate.scores.system_wandering import GradedVisits, wandering
from ranvier.vocabulary.edss import TICKS_PER_POINT
from ranvier.vocabulary.scales.functional_systems import SYSTEMS
from ranvier.vocabulary.visits import AmbulationCoding, WalkingAid

Floats = NDArray[np.float64]
Places = NDArray[np.int64]

N_STEPS = len(STEPS)


def functional_systems_of(
    edss: Floats,
    number: ArrayLike,
    seed: int,
    coding: AmbulationCoding = AmbulationCoding.NEUROSTATUS_16,
    *,
    visit_day: ArrayLike | None = None,
) -> dict[str, Floats]:
    """Raw grades of seven systems and of ambulation that score to exactly *edss*, by column of the visits.

    edss: valid steps from 0 to 9.5, any shape; NaN gives NaN. number: of the patient, broadcast to it. Each
    patient has a lasting profile under *seed*: the same score has the same grades at every visit, and from
    one step to the next three systems at most change. With *visit_day*, whole days, up to two grades of a
    visit stand one from that, as they do in records. No grade contradicts another (EdssFlag).

    UsageError: a score that no living patient can have.
    """
    scores = np.asarray(edss, np.float64)
    places = _places(scores.ravel())
    numbers = np.broadcast_to(np.asarray(number, np.int64), scores.shape).ravel()
    begins = np.flatnonzero(np.diff(numbers, prepend=numbers[:1] - 1))
    row = np.repeat(np.arange(len(begins)), np.diff(begins, append=len(numbers)))
    profiles = simulate_profiles(numbers[begins], seed)
    found = grades_of(profiles, row, places, coding)
    if visit_day is not None:
        days = np.broadcast_to(whole_days(visit_day), scores.shape).ravel()
        found |= _wandering(found, GradedVisits(places, row, numbers, days), profiles, seed)
    gap = np.isnan(scores)
    shaped = {name: grades.reshape(scores.shape) for name, grades in found.items()}
    return {name: np.where(gap, np.nan, grades) for name, grades in shaped.items()} if gap.any() else shaped


def grades_of(
    profiles: SystemProfiles, row: Places, places: Places, coding: AmbulationCoding
) -> dict[str, Floats]:
    """Raw grades by column, for visits of the patient in *row* of *profiles* at the step in *places*."""
    found = {
        system.column: raw_table(place)[_raw_rows(profiles, place)[row] + places]
        for place, system in enumerate(SYSTEMS)
    }
    found["ambulation"] = walk_table(coding)[(profiles.walk * N_STEPS)[row] + places]
    return found


def _wandering(
    found: dict[str, Floats], visits: GradedVisits, profiles: SystemProfiles, seed: int
) -> dict[str, Floats]:
    """The columns of the functional systems with those grades moved that wander."""
    grades = np.stack([found[system.column] for system in SYSTEMS]).astype(np.int8)
    moved = wandering(grades, visits, profiles, seed).astype(np.float64)
    return {system.column: moved[place] for place, system in enumerate(SYSTEMS)}


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
    fails = (profiles.fails == system).astype(np.int64)
    way = (profiles.writes_higher[:, system] * 2 + fails) * len(SYSTEM_STYLES) + profiles.style
    rows: Places = (way * len(SYSTEMS) + profiles.rank[:, system]) * N_STEPS
    return rows


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
