"""Runs the kernel of secondary progression on courses of its slow twin."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from ranvier.course.secondary_progression import progression_rule
from ranvier.definitions.secondary_progression import SecondaryProgression
from ranvier.kernels import secondary_progression as kernel
from ranvier.kernels.arrays import FAR_DAYS, NO_VISIT, VisitArrays
from ranvier.kernels.progression_rule import NO_GRADE
from ranvier.vocabulary.edss import TICKS_PER_POINT
from tests.reference.secondary_progression import Rule, Visit


def quickly(
    courses: Sequence[Sequence[Visit]], definition: SecondaryProgression, *, compiled: bool = False
) -> list[tuple[int, int] | None]:
    """Onset and reference of each course as its visit numbers, None without."""
    rows = [visit for course in courses for visit in course]
    offset = np.cumsum([0, *map(len, courses)], dtype=np.int64)
    visits = VisitArrays(
        offset,
        np.array([visit.day for visit in rows], np.int32),
        np.array([round(visit.edss * TICKS_PER_POINT) for visit in rows], np.int32),
    )
    since = np.array([FAR_DAYS if visit.since is None else visit.since for visit in rows], np.int32)
    grades = np.array(
        [[NO_GRADE if grade is None else int(grade) for grade in visit.grades] for visit in rows], np.int8
    ).reshape(len(rows), 8)
    run = kernel.find_progression.compiled if compiled else kernel.find_progression.plain
    found = run(visits, since, grades, progression_rule(definition))
    return [
        None if row[kernel.ONSET] == NO_VISIT else (int(row[0] - first), int(row[1] - first))
        for row, first in zip(found, offset[:-1], strict=True)
    ]


def rule_of(definition: SecondaryProgression) -> Rule:
    """*definition* in the words of the twin."""
    return Rule(
        definition.uses_functional_systems,
        definition.lowest_edss,
        definition.lowest_pyramidal,
        definition.relapse_free_days,
        definition.confirm_after_days,
        definition.improvement_days,
        definition.new_level_days,
    )
