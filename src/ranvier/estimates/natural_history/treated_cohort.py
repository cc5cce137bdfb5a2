"""Treated patients from baseline to outcome, and the rules by which visits become the two."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

import numpy as np
from numpy.typing import ArrayLike, NDArray

from ranvier.estimates.inputs import Inputs
from ranvier.estimates.natural_history.panel import Panel
from ranvier.estimates.natural_history.states import States
from ranvier.vocabulary.time import DAYS_PER_YEAR

Floats = NDArray[np.float64]
Places = NDArray[np.int64]


@dataclass(frozen=True, eq=False)
class TreatedCohort:
    """One entry a patient: state at baseline, state at the outcome, years between the two, covariates.

    states: what the numbers of the states stand for; where it is given it must fit the untreated course.
    """

    baseline_state: ArrayLike
    outcome_state: ArrayLike
    followup_years: ArrayLike
    covariates: Mapping[str, ArrayLike] = field(default_factory=dict)
    states: States = ()


class CourseOutcome(StrEnum):
    """Which visit is a patient's outcome where it is wanted at one time after baseline."""

    LAST_SEEN = "last seen"  # the last visit up to then, compared with what is expected at that visit
    SEEN_THEN = "seen then"  # the visit nearest to then within the window; others are left out
    CARRIED = "carried forward"  # the last visit up to then, compared with what is expected then


class Improvement(StrEnum):
    """What becomes of scores that are followed by lower ones."""

    AS_SEEN = "as seen"
    LOWERED_BEFORE = "no improvement"  # a score is never above a later one: the earlier is lowered


def find_treated_cohort(
    panel: Panel,
    *,
    horizon_years: float,
    outcome: CourseOutcome = CourseOutcome.LAST_SEEN,
    improvement: Improvement = Improvement.AS_SEEN,
    window_years: float = 0.5,
) -> TreatedCohort:
    """Baseline and outcome of each patient with a later visit: the first visit, and one by *horizon_years*.

    The first visit of the panel is the baseline; its covariates hold. window_years: on either side of the
    horizon, within which a visit counts as then. Raises InputError, also where nobody has an outcome.
    """
    inputs = Inputs("outcome of the treated")
    horizon = inputs.amount("horizon_years", horizon_years)
    window = inputs.amount("window_years", window_years)
    outcome = inputs.choice("outcome", outcome, CourseOutcome)
    improvement = inputs.choice("improvement", improvement, Improvement)
    inputs.finish()
    first = panel.offset[:-1]
    years = (panel.day - np.repeat(panel.day[first], np.diff(panel.offset))) / DAYS_PER_YEAR
    state = _lowered(panel) if improvement is Improvement.LOWERED_BEFORE else panel.state
    chosen = _chosen(panel, years, outcome, horizon, window)
    has_outcome = chosen >= 0
    inputs.require(bool(has_outcome.any()), "no patient has an outcome", "day", "choose an earlier horizon")
    inputs.finish()
    begins, ends = first[has_outcome], chosen[has_outcome]
    followed = np.full(ends.size, horizon) if outcome is CourseOutcome.CARRIED else years[ends]
    kept = {name: values[begins] for name, values in panel.covariates.items()}
    return TreatedCohort(state[begins], state[ends], followed, kept, panel.states)


def _chosen(panel: Panel, years: Floats, outcome: CourseOutcome, horizon: float, window: float) -> Places:
    """Each patient's visit of the outcome, −1 for none."""
    chosen = np.full(panel.n_patients, -1, np.int64)
    for patient, (first, end) in enumerate(zip(panel.offset[:-1], panel.offset[1:], strict=True)):
        visits = np.arange(first + 1, end)
        apart = np.abs(years[visits] - horizon)
        if outcome is CourseOutcome.SEEN_THEN:
            near = visits[apart <= window]
            if near.size:
                chosen[patient] = near[np.argmin(np.abs(years[near] - horizon))]
        elif (up_to := visits[years[visits] <= horizon + window]).size:
            chosen[patient] = up_to[-1]
    return chosen


def _lowered(panel: Panel) -> Places:
    state = panel.state.copy()
    for first, end in zip(panel.offset[:-1], panel.offset[1:], strict=True):
        state[first:end] = np.minimum.accumulate(state[first:end][::-1])[::-1]
    return state
