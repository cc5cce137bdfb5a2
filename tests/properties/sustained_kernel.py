"""Runs the kernel of sustained changes on courses of the slow twin, and answers in its words."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from ranvier.course.sustained_change import sustained_rule, wanted_kind
from ranvier.kernels import sustained_change as kernel
from ranvier.kernels.arrays import FAR_DAYS, VisitArrays
from ranvier.kernels.rules import WORSE
from ranvier.vocabulary.edss import TICKS_PER_POINT
from tests.reference.sustained_change import Found, Visit


def quickly(courses: Sequence[Sequence[Visit]], definition, *, compiled: bool = False) -> list[list[Found]]:
    """What the kernel finds under *definition*, a list for each course."""
    rows = [visit for course in courses for visit in course]
    visits = VisitArrays(
        np.cumsum([0, *map(len, courses)], dtype=np.int64),
        np.array([visit.day for visit in rows], np.int32),
        np.array([round(visit.edss * TICKS_PER_POINT) for visit in rows], np.int32),
    )
    since = np.array([FAR_DAYS if visit.since is None else visit.since for visit in rows], np.int32)
    run = kernel.find_sustained.compiled if compiled else kernel.find_sustained.plain
    lists: list[list[Found]] = [[] for _ in courses]
    for row in run(visits, since, sustained_rule(definition), wanted_kind(definition)):
        onset, reference = rows[row[kernel.ONSET]], rows[row[kernel.REFERENCE]]
        held = rows[row[kernel.SUPPORT]].day - onset.day
        is_worse = bool(row[kernel.DIRECTION] == WORSE)
        event = Found(is_worse, onset.day, onset.edss, reference.day, reference.edss, held)
        lists[row[kernel.PATIENT]].append(event)
    return lists
