"""The settings of the parts of a score, one patient's course, and a rise in it; all in ticks and days."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from ranvier.kernels.confirm_rule import ConfirmRule
from ranvier.kernels.rules import Distance


class PartsRule(NamedTuple):
    """steps: ticks a score must rise, by reference score. reference_before_days: how long before a relapse
    the visit lies, at least and a day more, that the rise is measured from.
    """

    steps: NDArray[np.int32]
    baseline_distance: Distance
    raw_after_days: int
    raw_before_days: int
    reference_before_days: int
    confirm: ConfirmRule
    held_more_than_days: int


class Course(NamedTuple):
    """One patient from the first usable visit on, with the parts found so far."""

    day: NDArray[np.int32]
    score: NDArray[np.int32]
    may_confirm: NDArray[np.bool_]
    relapse_day: NDArray[np.int32]
    baseline: int
    associated: NDArray[np.int32]
    transient: NDArray[np.int32]


class Rise(NamedTuple):
    """A rise near a relapse: where, from which score, and the first later visit without it."""

    onset: int
    reference: int
    failing: int
