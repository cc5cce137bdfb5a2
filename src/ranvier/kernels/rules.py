"""A definition in the form a kernel takes: whole ticks, days and codes."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

WORSE, BETTER = 1, -1
"""The direction of a change, as the sign of a rising score."""

EVERY, FIRST_ANY, FIRST_WORSENING, FIRST_IMPROVEMENT, FIRST_PIRA, FIRST_RAW = range(6)
"""Which events of a patient are wanted."""

NO_RELATION, RAW, PIRA, UNDEFINED = range(4)
"""How a worsening relates to relapses."""

KEEP_EXTREMA, SKIP_STRICT_EXTREMA, SKIP_ALL_EXTREMA = range(3)
"""Which single peaks and dips cannot be a reference."""

FROM_REFERENCE, FROM_VISIT_BEFORE, FROM_LAST_LOWER = range(3)
"""The visit where the relapse-free stretch of a PIRA begins."""

OPEN = -1
"""Stands for the end of a window that joins the neighbouring one."""


class Distance(NamedTuple):
    """Days a visit keeps from the latest and from the next relapse."""

    after_days: int
    before_days: int


class Window(NamedTuple):
    """Days before and after a visit; OPEN joins the window of the next visit."""

    before_days: int
    after_days: int


class RelapseRule(NamedTuple):
    """When a worsening is relapse-associated (raw), and where relapses are not allowed in a PIRA."""

    raw_after_days: int
    raw_before_days: int
    begins: int
    at_beginning: Window
    at_onset: Window
    at_confirmation: Window


class ChangeRule(NamedTuple):
    """Every setting of a confirmed change.

    steps: ticks a score must move, by reference score. window_opens, window_closes: days from onset.
    sustained_days, impute_within_days: 0 and -1 where not asked for.
    """

    steps: NDArray[np.int32]
    window_opens: NDArray[np.int32]
    window_closes: NDArray[np.int32]
    all_visits_hold: bool
    wanted: int
    roves_after_improvement: bool
    roves_after_worsening: bool
    proceeds_from_onset: bool
    rebases_on_slight_improvement: bool
    rebases_on_slight_worsening: bool
    extrema: int
    rebases_after_relapse: bool
    reference_never_falls: bool
    reference_distance: Distance
    onset_distance: Distance
    confirm_distance: Distance
    sustained_days: int
    impute_within_days: int
    relapse: RelapseRule
