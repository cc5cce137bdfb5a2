"""What a course may carry beyond its scores: steps from another score, visits that may not confirm."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray


class CourseExtras(NamedTuple):
    """One entry a visit, or a patient; an array without entries asks for nothing.

    step_score: whole ticks of the score from which a visit's step is taken, where it is not its own.
    may_confirm: whether a visit may confirm a change. last_counts: one entry a patient, whether a worsening
    at the last visit counts, where the rule lets it count at all.
    """

    step_score: NDArray[np.int32]
    may_confirm: NDArray[np.bool_]
    last_counts: NDArray[np.bool_]


NO_EXTRAS = CourseExtras(np.empty(0, np.int32), np.empty(0, np.bool_), np.empty(0, np.bool_))
"""Every visit may confirm, steps are taken from the scores themselves, and the rule alone decides."""
