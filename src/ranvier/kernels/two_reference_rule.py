"""A definition with two references in the form a kernel takes: whole ticks, days and codes."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from ranvier.kernels.rules import NO_RELATION

NO_EVENT = NO_RELATION
PIRA_DISTURBED = 4
"""A PIRA with a relapse during its confirmation; the others are the codes of every kernel."""

BY_A_VISIT, BY_EVERY_LATER_VISIT, BY_NOTHING = range(3)
"""What confirms a worsening."""

AT_REBASELINING, NOWHERE, EVERYWHERE, GENERAL_ALONE = range(4)
"""Where the general reference is asked; GENERAL_ALONE: everywhere, and the relapse reference nowhere."""

STANDS_ANYWHERE, STANDS_AT_LEAST, STANDS_ABOVE = range(3)
"""How an undefined worsening must stand to the relapse reference."""

FIRST_VISIT, EVENT, RESIDUAL, FALL = 1, 2, 3, 4
"""Why a visit sets a reference; 0 where it sets none."""


class Window(NamedTuple):
    """Days from a visit in which another confirms it; whether that visit alone counts."""

    opens_days: int
    closes_days: int
    last_alone: bool


class TwoReferenceRule(NamedTuple):
    """Every setting of a worsening under two references.

    steps: ticks a score must move, by reference score. window, roving_window: for the worsening and for a
    fall. distance_days: 0 where not asked for.
    """

    steps: NDArray[np.int32]
    roves: bool
    roving_is_confirmed: bool
    roving_window: Window
    confirmed_by: int
    window: Window
    is_monotonic: bool
    sustained_at_least_days: int
    last_visit_counts: bool
    distance_days: int
    from_previous_visit: bool
    backtracks: bool
    raw_before_days: int
    raw_after_days: int
    relapses_may_lie_between: bool
    tested: int
    stands: int
    ends_with_general: bool
    merges: bool
    repetition_days: int
    apart_days: int
    first_only: bool
