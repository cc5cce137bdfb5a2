"""Steps, windows and distances in the form every kernel takes: whole ticks and days."""

from __future__ import annotations

import math
from collections.abc import Sequence
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from ranvier.definitions.windows import ConfirmWindow, RelapseDistance
from ranvier.kernels.arrays import FAR_DAYS
from ranvier.kernels.confirm_rule import ConfirmRule
from ranvier.kernels.rules import Distance
from ranvier.tables.arrays import scores_of_ticks
from ranvier.vocabulary.measures import EDSS, Measure
from ranvier.vocabulary.steps import StepRule

_ROUNDING_TICKS = 1e-6
"""Far below a tick, far above the rounding error of a change computed in floating point."""


def confirm_rule(windows: Sequence[ConfirmWindow], distance: RelapseDistance) -> ConfirmRule:
    """*windows*, any of which confirms, and how far the confirming visit keeps from relapses."""
    return ConfirmRule(
        np.array([window.opens_days for window in windows], np.int32),
        np.array([days_or_far(window.closes_days) for window in windows], np.int32),
        kernel_distance(distance),
    )


def kernel_distance(distance: RelapseDistance) -> Distance:
    """*distance* as a kernel takes it."""
    return Distance(distance.after_days, distance.before_days)


def days_or_far(days: int | None) -> int:
    """*days*, or more than any record has where there is no limit."""
    return FAR_DAYS if days is None else days


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
