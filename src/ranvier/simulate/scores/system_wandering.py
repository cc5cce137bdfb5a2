"""Grades that wander from visit to visit without moving the EDSS, as examiners and days do."""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from ranvier.simulate.luck import Purpose, luck_of
from ranvier.simulate.scores.steps import STEPS
from ranvier.simulate.scores.system_profiles import SystemProfiles
from ranvier.simulate.scores.system_styles import failing_grades
from ranvier.simulate.scores.system_tables import NO_GRADE, converted_of_raw, raw_of_converted
from ranvier.vocabulary.scales.edss_lookup import WEIGHTS, row_of_key, step_ticks
from ranvier.vocabulary.scales.functional_systems import HIGHEST_CONVERTED, SYSTEMS

Places = NDArray[np.int64]

WANDERING_CHANCES = (0.8, 0.8)
"""Chances that one system, and then one more, stands a grade from its usual place at a visit (assumed, source
S256 of docs/reference/sources.md)."""

ANY_STEP_FROM_EDSS = 5.0
"""From here on walking asks for as much as all functional systems together can."""

GRADE_5_FROM_EDSS = 7.0
"""Below it nobody has a functional system of converted grade 5."""


class GradedVisits(NamedTuple):
    """Visits and their patients: step, row of the patient in the profiles, number of the patient, day."""

    places: Places
    row: Places
    number: Places
    day: Places


def wandering(
    grades: NDArray[np.int8], visits: GradedVisits, profiles: SystemProfiles, seed: int
) -> NDArray[np.int8]:
    """Raw grades, shape (7, n), of which up to two a visit stand one grade from those of the lasting profile.

    grades: of the lasting profiles. A grade that would move the EDSS, or that would not go with walking,
    stays where it is.
    """
    moved = grades.copy()
    keys = _keys(grades)
    for turn, chance in enumerate(WANDERING_CHANCES):
        occasion = visits.day * len(WANDERING_CHANCES) + turn
        luck = luck_of(seed, Purpose.WANDERING_SYSTEM, visits.number, occasion)
        visit = np.flatnonzero(luck < chance)
        # the luck of those below the chance is spread evenly again, over systems and directions
        ways = (luck[visit] * (2 * len(SYSTEMS) / chance)).astype(np.int64)
        system, upwards = np.divmod(np.minimum(ways, 2 * len(SYSTEMS) - 1), 2)
        before = converted_of_raw()[system, moved[system, visit]]
        after = np.clip(before + 2 * upwards - 1, 0, HIGHEST_CONVERTED)
        key = keys[visit] + _WEIGHTS[after] - _WEIGHTS[before]
        row, places = visits.row[visit], visits.places[visit]
        raw = raw_of_converted()[system, profiles.writes_higher[row, system], after]
        allowed = (raw != NO_GRADE) & _goes_with_walking(after, places, profiles.fails[row] == system)
        allowed &= (_step_of_key()[key] == _step_of_key()[keys[visit]]) | (places >= _ANY_STEP_FROM)
        visit, system = visit[allowed], system[allowed]
        moved[system, visit] = raw[allowed]
        keys[visit] = key[allowed]
    return moved


def _keys(grades: NDArray[np.int8]) -> NDArray[np.int32]:
    """How many systems of each visit have which converted grade, as one number (edss_lookup)."""
    keys = np.zeros(grades.shape[1], np.int32)
    for system, raw in enumerate(grades):
        keys += _WEIGHTS[converted_of_raw()[system]][raw]
    return keys


def _goes_with_walking(
    after: NDArray[np.int8], places: Places, fails: NDArray[np.bool_]
) -> NDArray[np.bool_]:
    """Whether a converted grade is neither too high for the walking at a step nor too low where it fails."""
    found: NDArray[np.bool_] = (after < HIGHEST_CONVERTED) | (places >= _GRADE_5_FROM)
    found &= ~fails | (after >= failing_grades()[places])
    return found


_WEIGHTS = np.array(WEIGHTS, np.int32)
_ANY_STEP_FROM, _GRADE_5_FROM = np.searchsorted(STEPS, [ANY_STEP_FROM_EDSS, GRADE_5_FROM_EDSS])


@cache
def _step_of_key() -> NDArray[np.int8]:
    """The FS step, in half points, of each key that seven systems can have."""
    return step_ticks()[row_of_key()]
