"""Definitions in the form a kernel takes: whole ticks, days and codes."""

from __future__ import annotations

import math
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

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
from ranvier.definitions.windows import RelapseDistance, RelapseFreeWindow
from ranvier.definitions.worsening import ConfirmedWorsening
from ranvier.errors import RanvierError
from ranvier.kernels import rules as code
from ranvier.kernels.arrays import FAR_DAYS
from ranvier.tables.arrays import scores_of_ticks
from ranvier.vocabulary.measures import EDSS, Measure
from ranvier.vocabulary.steps import StepRule

_ROUNDING_TICKS = 1e-6
"""Far below a tick, far above the rounding error of a change computed in floating point."""

_EXTREMA = {
    Extrema.KEEP: code.KEEP_EXTREMA,
    Extrema.SKIP_STRICT: code.SKIP_STRICT_EXTREMA,
    Extrema.SKIP_ALL: code.SKIP_ALL_EXTREMA,
}
_BEGINS = {
    Beginning.REFERENCE: code.FROM_REFERENCE,
    Beginning.VISIT_BEFORE: code.FROM_VISIT_BEFORE,
    Beginning.LAST_LOWER: code.FROM_LAST_LOWER,
}


def change_rule(definition: ConfirmedChange) -> code.ChangeRule:
    """*definition* for the kernel; every array and number of one type, so that it compiles once."""
    reference, slight = definition.reference, definition.slight_changes
    return code.ChangeRule(
        steps=step_table(definition.steps, definition.measure),
        window_opens=np.array([window.opens_days for window in definition.windows], np.int32),
        window_closes=np.array([_days_or_far(window.closes_days) for window in definition.windows], np.int32),
        all_visits_hold=definition.all_visits_hold,
        wanted=wanted_events(definition),
        roves_after_improvement=reference in (Reference.ROVING, Reference.ROVING_IMPROVEMENT),
        roves_after_worsening=reference in (Reference.ROVING, Reference.ROVING_WORSENING),
        proceeds_from_onset=definition.proceeds_from is ProceedFrom.ONSET,
        rebases_on_slight_improvement=slight in (SlightChanges.IMPROVEMENT, SlightChanges.BOTH),
        rebases_on_slight_worsening=slight in (SlightChanges.WORSENING, SlightChanges.BOTH),
        extrema=_EXTREMA[definition.extrema],
        rebases_after_relapse=definition.rebases_after_relapse,
        reference_never_falls=definition.reference_never_falls,
        reference_distance=_distance(definition.relapse_to_reference),
        onset_distance=_distance(definition.relapse_to_onset),
        confirm_distance=_distance(definition.relapse_to_confirmation),
        sustained_days=FAR_DAYS if definition.sustained_to_end else definition.sustained_days,
        impute_within_days=_impute_within_days(definition),
        relapse=_relapse_rule(definition.relation),
    )


def check_needs_no_search(definition: ConfirmedChange) -> None:
    """Raises RanvierError where *definition* needs more than EDSS scores: another measure, or a seed."""
    if definition.measure.name != EDSS.name:
        raise RanvierError(
            f"time at risk and many definitions at once need the EDSS, not {definition.measure}",
            where="the definition, measure",
            hint="take its events with find_events",
        )
    if definition.last_visit_counts and definition.last_visit_probability < 1:
        raise RanvierError(
            "a last visit that counts by chance needs a seed, which only find_events takes",
            where=f"last_visit_probability = {definition.last_visit_probability}",
            hint="let it count always or never here",
        )


def wanted_events(definition: ConfirmedChange) -> int:
    """The kernel's code for the events that *definition* asks for."""
    if definition.occurrence is Occurrence.EVERY:
        return code.EVERY
    if isinstance(definition, Pira):
        return code.FIRST_PIRA
    if isinstance(definition, Raw):
        return code.FIRST_RAW
    if isinstance(definition, ConfirmedWorsening):
        return code.FIRST_WORSENING
    if isinstance(definition, ConfirmedImprovement):
        return code.FIRST_IMPROVEMENT
    return code.FIRST_ANY


@lru_cache(maxsize=32)
def step_table(steps: StepRule, measure: Measure = EDSS) -> NDArray[np.int32]:
    """Ticks a score must move, one entry for every reference in ticks of disability, and at least one tick.

    The table is kept, since that of a timed test has 300,001 entries: it is shared, and not to be changed.
    """
    every_tick = np.arange(
        round((measure.highest - measure.lowest) * measure.ticks_per_unit) + 1, dtype=np.int32
    )
    return np.array(
        [_least_ticks(steps.change_from(score), measure) for score in scores_of_ticks(every_tick, measure)],
        np.int32,
    )


def _least_ticks(change: float, measure: Measure) -> int:
    ticks = change * measure.ticks_per_unit
    return max(1, math.ceil(ticks - _ROUNDING_TICKS))


def _days_or_far(days: int | None) -> int:
    return FAR_DAYS if days is None else days


def _impute_within_days(definition: ConfirmedChange) -> int:
    return _days_or_far(definition.last_visit_within_days) if definition.last_visit_counts else -1


def _distance(distance: RelapseDistance) -> code.Distance:
    return code.Distance(distance.after_days, distance.before_days)


def _relapse_rule(relation: RelapseRelationRule) -> code.RelapseRule:
    return code.RelapseRule(
        raw_after_days=relation.raw_after_days,
        raw_before_days=relation.raw_before_days,
        begins=_BEGINS[relation.begins],
        at_beginning=_window(relation.at_beginning),
        at_onset=_window(relation.at_onset),
        at_confirmation=_window(relation.at_confirmation),
    )


def _window(window: RelapseFreeWindow) -> code.Window:
    before, after = window.before_days, window.after_days
    return code.Window(code.OPEN if before is None else before, code.OPEN if after is None else after)
