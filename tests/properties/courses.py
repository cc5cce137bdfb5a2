"""Random courses and definitions, with days on the boundaries where rules change.

Both are made by picking from short lists, so that one recipe serves Hypothesis (`courses`, `definitions`) and
plain seeded runs over many patients (`seeded_pick`).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np
from hypothesis import strategies as st

from ranvier.definitions.confirmed_change import (
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
from ranvier.kernels.extras import CourseExtras
from ranvier.vocabulary.measures import EDSS, NHPT, SDMT, T25FW, Direction, Measure
from ranvier.vocabulary.steps import EDSS_STEPS_TO_5_0, EDSS_STEPS_TO_5_5
from tests.reference.event_rows import Extras

Pick = Callable[[Sequence[Any]], Any]
"""Takes one of a list."""

GAPS = (0, 1, 7, 29, 30, 31, 60, 83, 84, 84, 90, 91, 96, 167, 168, 169, 180, 365)
"""Days between visits: two on one day, and the edges of every window in use."""

NEAR = (-91, -90, -84, -31, -30, -29, -1, 0, 0, 1, 29, 30, 31, 90, 91)
"""Days from a visit to a relapse."""

STEPS = (-1.5, -1.0, -0.5, 0.0, 0.0, 0.0, 0.5, 1.0, 1.5)
HIGHEST = 6.5


SDMT_STEPS_TAKEN = (-5, -4, -3, -2, -1, 0, 0, 0, 1, 2, 3, 4, 5)
SHARES = (0.78, 0.8, 0.9, 1.0, 1.0, 1.0, 1.1, 1.2, 1.22)
"""How a timed test moves; from many times a fifth more is exact only in whole thousandths."""

MEASURED = (EDSS, EDSS, SDMT, NHPT, T25FW)


def make_course(pick: Pick, most_visits: int = 14) -> tuple[list[tuple[int, float]], list[int]]:
    """One patient: visits as (day, EDSS) by day, and days of relapses."""
    return with_other_scores(pick, most_visits, pick((0.0, 1.0, 2.0, 3.0, 4.0, 5.0, 5.5, 6.0)), _next_edss)


def make_course_of(pick: Pick, measure: Measure) -> tuple[list[tuple[int, float]], list[int]]:
    """One patient with scores of *measure*."""
    if measure == EDSS:
        return make_course(pick)
    if measure == SDMT:
        return with_other_scores(pick, 14, pick((0, 3, 8, 10, 20, 40, 60, 109)), _next_sdmt)
    return with_other_scores(pick, 14, pick((0.0, 4.1, 5.0, 12.3, 25.0, 33.3)), _next_seconds)


def make_extras(
    pick: Pick, visits: Sequence[tuple[int, float]], with_steps: bool, with_marks: bool
) -> Extras:
    """What is said of single visits, and whether the last one counts."""
    step_score = [score for _, score in visits][::-1] if with_steps else None
    may_confirm = [pick((True, True, False)) for _ in visits] if with_marks else None
    return Extras(step_score, may_confirm, pick((True, False)))


def _next_edss(pick: Pick, level: float) -> float:
    level = min(HIGHEST, max(0.0, level + pick(STEPS)))
    return 1.0 if level == 0.5 else level


def _next_sdmt(pick: Pick, level: float) -> float:
    return float(min(110, max(0, level + pick(SDMT_STEPS_TAKEN))))


def _next_seconds(pick: Pick, level: float) -> float:
    return round(min(180.0, level * pick(SHARES)), 3)


def with_other_scores(
    pick: Pick, most_visits: int, level: float, next_score: Callable[[Pick, float], float]
) -> tuple[list[tuple[int, float]], list[int]]:
    """One patient whose scores follow *next_score*."""
    n_visits = pick(range(most_visits + 1))
    day = pick((-100, 0, 7))
    visits = []
    for _ in range(n_visits):
        visits.append((day, level))
        day += pick(GAPS)
        level = next_score(pick, level)
    relapses = [pick(visits)[0] + pick(NEAR) for _ in range(pick((0, 0, 1, 2, 3)))] if visits else []
    return visits, sorted(relapses)


def make_definition(pick: Pick, measure: Measure = EDSS) -> ConfirmedChange:
    """A definition of *measure* with any mixture of settings, the usual ones more often."""
    yes_or_no, rarely = (True, False), (False, False, False, True)
    kind = pick((ConfirmedWorsening, ConfirmedImprovement, ConfirmedChange, Pira, Raw))
    window = _window(pick)
    return kind(
        measure=measure,
        steps=pick((EDSS_STEPS_TO_5_0, EDSS_STEPS_TO_5_5)) if measure == EDSS else measure.steps,
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


def visit_arrays_of(patients, measure=EDSS):
    """The visits of *patients* as a kernel takes them."""
    rows = [visit for visits, _ in patients for visit in visits]
    return VisitArrays(
        np.cumsum([0, *(len(visits) for visits, _ in patients)], dtype=np.int64),
        np.array([day for day, _ in rows], np.int32),
        ticks_of([score for _, score in rows], measure),
    )


def ticks_of(scores, measure=EDSS):
    """Scores as whole ticks from the best one."""
    from_best = [
        score - measure.lowest if measure.direction is Direction.HIGHER_IS_WORSE else measure.highest - score
        for score in scores
    ]
    return np.array([round(score * measure.ticks_per_unit) for score in from_best], np.int32)


def extras_of(extras, measure=EDSS):
    """What is said of the visits of several patients, of all of them or of none, as the kernel takes it."""
    own = [patient.step_score for patient in extras]
    marks = [patient.may_confirm for patient in extras]
    none_said = [score is None for score in own], [mark is None for mark in marks]
    assert all(len(set(said)) <= 1 for said in none_said)
    return CourseExtras(
        ticks_of([score for scores in own for score in scores or ()], measure),
        np.array([mark for visits in marks for mark in visits or ()], np.bool_),
        np.array([patient.last_counts for patient in extras], np.bool_),
    )


def relapse_arrays_of(patients):
    """The relapses of *patients* as a kernel takes them."""
    return RelapseArrays(
        np.cumsum([0, *(len(relapses) for _, relapses in patients)], dtype=np.int64),
        np.array([day for _, relapses in patients for day in relapses], np.int32),
    )
