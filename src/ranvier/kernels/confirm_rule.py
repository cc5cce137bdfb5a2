"""Which visit is late enough, and clear enough of relapses, to confirm what an earlier one shows."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from ranvier.kernels.arrays import NO_VISIT
from ranvier.kernels.compiled import borrowing
from ranvier.kernels.confirmation import lies_in_a_window
from ranvier.kernels.rules import Distance


class ConfirmRule(NamedTuple):
    """opens, closes: first and last day of each window, from onset. distance: of the confirming visit."""

    opens: NDArray[np.int32]
    closes: NDArray[np.int32]
    distance: Distance


@borrowing
def is_clear(day: int, relapse_days: NDArray[np.int32], distance: Distance) -> bool:
    """Whether *day* keeps its distance from every relapse; one on that day is 0 days away on both sides."""
    for onset_day in relapse_days:
        if 0 <= day - onset_day < distance.after_days or 0 <= onset_day - day < distance.before_days:
            return False
    return True


@borrowing
def first_confirming_visit(
    day: NDArray[np.int32],
    may_confirm: NDArray[np.bool_],
    relapse_days: NDArray[np.int32],
    onset: int,
    rule: ConfirmRule,
) -> int:
    """The first visit after *onset* that lies in a window, is clear of relapses and may confirm.

    may_confirm: one entry a visit; without entries every visit may.
    """
    for visit in range(onset + 1, len(day)):
        is_let = len(may_confirm) == 0 or may_confirm[visit]
        in_window = is_let and lies_in_a_window(day[visit] - day[onset], rule.opens, rule.closes)
        if in_window and is_clear(day[visit], relapse_days, rule.distance):
            return visit
    return NO_VISIT
