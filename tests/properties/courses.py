"""Random courses and definitions, with days on the boundaries where rules change.

Both are made by picking from short lists, so that one recipe serves Hypothesis (`courses`, `definitions`) and
plain seeded runs over many patients (`seeded_pick`).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np
from hypothesis import strategies as st

from ranvier.definitions.changes import (
    ConfirmedChange,
    Extrema,
    Occurrence,
    ProceedFrom,
    Reference,
    SlightChanges,
)
from ranvier.definitions.improvement import ConfirmedImprovement
from ranvier.definitions.pira import Pira, Raw
from ranvier.definitions.relapse_relation import Beginning, RelapseRelationRule
from ranvier.definitions.windows import ConfirmWindow, RelapseDistance, RelapseFreeWindow
from ranvier.definitions.worsening import ConfirmedWorsening
from ranvier.kernels.arrays import RelapseArrays, VisitArrays
from ranvier.vocabulary.edss import TICKS_PER_POINT
from ranvier.vocabulary.steps import EDSS_STEPS_TO_5_0, EDSS_STEPS_TO_5_5

Pick = Callable[[Sequence[Any]], Any]
"""Takes one of a list."""

GAPS = (0, 1, 7, 29, 30, 31, 60, 83, 84, 84, 90, 91, 96, 167, 168, 169, 180, 365)
"""Days between visits: two on one day, and the edges of every window in use."""

NEAR = (-91, -90, -84, -31, -30, -29, -1, 0, 0, 1, 29, 30, 31, 90, 91)
"""Days from a visit to a relapse."""

STEPS = (-1.5, -1.0, -0.5, 0.0, 0.0, 0.0, 0.5, 1.0, 1.5)
HIGHEST = 6.5


def make_course(pick: Pick, most_visits: int = 14) -> tuple[list[tuple[int, float]], list[int]]:
    """One patient: visits as (day, EDSS) by day, and days of relapses."""
    n_visits = pick(range(most_visits + 1))
    day, level = pick((-100, 0, 7)), pick((0.0, 1.0, 2.0, 3.0, 4.0, 5.0, 5.5, 6.0))
    visits = []
    for _ in range(n_visits):
        visits.append((day, level))
        day += pick(GAPS)
        level = min(HIGHEST, max(0.0, level + pick(STEPS)))
        level = 1.0 if level == 0.5 else level
    relapses = [pick(visits)[0] + pick(NEAR) for _ in range(pick((0, 0, 1, 2, 3)))] if visits else []
    return visits, sorted(relapses)


def make_definition(pick: Pick) -> ConfirmedChange:
    """A definition with any mixture of settings, the usual ones more often."""
    yes_or_no, rarely = (True, False), (False, False, False, True)
    kind = pick((ConfirmedWorsening, ConfirmedImprovement, ConfirmedChange, Pira, Raw))
    window = _window(pick)
    return kind(
        steps=pick((EDSS_STEPS_TO_5_0, EDSS_STEPS_TO_5_5)),
        reference=pick(tuple(Reference)),
        occurrence=pick(tuple(Occurrence)),
        confirm_after_days=window.after_days,
        confirm_earlier_days=window.earlier_days,
        confirm_later_days=window.later_days,
        further_windows=tuple(_window(pick) for _ in range(pick((0, 0, 1, 2)))),
        all_visits_hold=pick(yes_or_no),
        relapse_to_reference=_distance(pick),
        relapse_to_onset=_distance(pick),
        relapse_to_confirmation=_distance(pick),
        proceeds_from=pick(tuple(ProceedFrom)),
        slight_changes=pick((SlightChanges.NONE, SlightChanges.NONE, *SlightChanges)),
        extrema=pick((Extrema.KEEP, *Extrema)),
        rebases_after_relapse=pick(yes_or_no),
        reference_never_falls=pick(rarely),
        sustained_days=pick((0, 0, 168, 180, 365)),
        sustained_to_end=pick(rarely),
        last_visit_counts=pick(yes_or_no),
        last_visit_within_days=pick((None, 168, 252, 365)),
        relation=_relation(pick),
    )


def _window(pick: Pick) -> ConfirmWindow:
    return ConfirmWindow(pick((84, 168, 365)), pick((0, 7, 28)), pick((None, 0, 30, 730)))


def _distance(pick: Pick) -> RelapseDistance:
    return RelapseDistance(pick((0, 0, 1, 30, 31, 90)), pick((0, 0, 30)))


def _relation(pick: Pick) -> RelapseRelationRule:
    free = [RelapseFreeWindow(pick((0, 0, 30, 90, None)), pick((0, 0, 30, None))) for _ in range(3)]
    return RelapseRelationRule(pick((0, 30, 90)), pick((0, 30)), pick(tuple(Beginning)), *free)


@st.composite
def courses(draw):
    """One patient, as Hypothesis draws it."""
    return make_course(lambda options: draw(st.sampled_from(options)))


@st.composite
def definitions(draw):
    """A definition, as Hypothesis draws it."""
    return make_definition(lambda options: draw(st.sampled_from(options)))


cohorts = st.lists(courses(), max_size=5)


def seeded_pick(seed: int) -> Pick:
    """Picks evenly, the same every time for one seed."""
    rng = np.random.default_rng(seed)
    return lambda options: options[rng.integers(len(options))]


def visit_arrays_of(patients):
    """The visits of *patients* as a kernel takes them."""
    rows = [visit for visits, _ in patients for visit in visits]
    return VisitArrays(
        np.cumsum([0, *(len(visits) for visits, _ in patients)], dtype=np.int64),
        np.array([day for day, _ in rows], np.int32),
        np.array([round(score * TICKS_PER_POINT) for _, score in rows], np.int32),
    )


def relapse_arrays_of(patients):
    """The relapses of *patients* as a kernel takes them."""
    return RelapseArrays(
        np.cumsum([0, *(len(relapses) for _, relapses in patients)], dtype=np.int64),
        np.array([day for _, relapses in patients for day in relapses], np.int32),
    )
