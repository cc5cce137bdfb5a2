"""Random courses and definitions, with days on the boundaries where rules change."""

from __future__ import annotations

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
from ranvier.definitions.steps import EDSS_STEPS_TO_5_0, EDSS_STEPS_TO_5_5
from ranvier.definitions.windows import ConfirmWindow, RelapseDistance, RelapseFreeWindow
from ranvier.definitions.worsening import ConfirmedWorsening
from ranvier.kernels.arrays import RelapseArrays, VisitArrays
from ranvier.vocabulary.edss import TICKS_PER_POINT, VALID_EDSS

GAPS = (0, 1, 7, 29, 30, 31, 60, 83, 84, 90, 91, 167, 168, 169, 180, 365)
"""Days between visits: two on one day, and the edges of every window in use."""

NEAR = (-91, -90, -84, -31, -30, -29, -1, 0, 1, 29, 30, 31, 90, 91)
"""Days from a visit to a relapse."""

scores = st.sampled_from((*VALID_EDSS[:9], 5.0, 5.5, 6.0, 6.5))


@st.composite
def courses(draw, most_visits=14):
    """One patient: visits as (day, EDSS) by day, and days of relapses."""
    gaps = draw(st.lists(st.sampled_from(GAPS), max_size=most_visits))
    days = np.cumsum([draw(st.integers(-100, 100)), *gaps]).tolist() if gaps else []
    level = draw(scores)
    visits = []
    for day in days:
        if draw(st.booleans()):
            level = min(6.5, max(0.0, level + draw(st.sampled_from((-1.5, -1.0, -0.5, 0.5, 1.0, 1.5)))))
        visits.append((day, 1.0 if level == 0.5 else level))
    around = st.builds(lambda day, near: day + near, st.sampled_from(days or [0]), st.sampled_from(NEAR))
    return visits, sorted(draw(st.lists(around, max_size=4)))


cohorts = st.lists(courses(), max_size=5)

distances = st.builds(RelapseDistance, st.sampled_from((0, 1, 30, 31, 90)), st.sampled_from((0, 30)))
confirm_windows = st.builds(
    ConfirmWindow,
    st.sampled_from((84, 168, 365)),
    st.sampled_from((0, 7, 28)),
    st.sampled_from((None, 0, 30, 730)),
)
free_windows = st.builds(
    RelapseFreeWindow, st.sampled_from((0, 30, 90, None)), st.sampled_from((0, 30, None))
)
relations = st.builds(
    RelapseRelationRule,
    raw_after_days=st.sampled_from((0, 30, 90)),
    raw_before_days=st.sampled_from((0, 30)),
    begins=st.sampled_from(Beginning),
    at_beginning=free_windows,
    at_onset=free_windows,
    at_confirmation=free_windows,
)


@st.composite
def definitions(draw):
    """A definition with any mixture of settings, the usual ones more often."""
    window = draw(confirm_windows)
    settings = {
        "steps": draw(st.sampled_from((EDSS_STEPS_TO_5_0, EDSS_STEPS_TO_5_5))),
        "reference": draw(st.sampled_from(Reference)),
        "occurrence": draw(st.sampled_from(Occurrence)),
        "confirm_after_days": window.after_days,
        "confirm_earlier_days": window.earlier_days,
        "confirm_later_days": window.later_days,
        "further_windows": tuple(draw(st.lists(confirm_windows, max_size=2))),
        "all_visits_hold": draw(st.booleans()),
        "relapse_to_reference": draw(distances),
        "relapse_to_onset": draw(distances),
        "relapse_to_confirmation": draw(distances),
        "relation": draw(relations),
        **draw(
            st.fixed_dictionaries(
                {},
                optional={
                    "proceeds_from": st.sampled_from(ProceedFrom),
                    "slight_changes": st.sampled_from(SlightChanges),
                    "extrema": st.sampled_from(Extrema),
                    "rebases_after_relapse": st.booleans(),
                    "reference_never_falls": st.booleans(),
                    "sustained_days": st.sampled_from((0, 180, 365)),
                    "sustained_to_end": st.booleans(),
                    "last_visit_counts": st.booleans(),
                    "last_visit_within_days": st.sampled_from((None, 200)),
                },
            )
        ),
    }
    kind = draw(st.sampled_from((ConfirmedWorsening, ConfirmedImprovement, ConfirmedChange, Pira, Raw)))
    return kind(**settings)


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
