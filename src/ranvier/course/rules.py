"""Definitions in the form a kernel takes: whole ticks and days."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from ranvier.definitions.steps import StepRule
from ranvier.vocabulary.edss import EDSS_HIGHEST, TICKS_PER_POINT


def step_table(steps: StepRule) -> NDArray[np.int32]:
    """Ticks an EDSS must move, one entry for every reference score in ticks."""
    references = range(int(EDSS_HIGHEST * TICKS_PER_POINT) + 1)
    changes = [steps.change_from(ticks / TICKS_PER_POINT) for ticks in references]
    return np.array([round(change * TICKS_PER_POINT) for change in changes], np.int32)
