"""Windows of confirmation and distances from relapses in the form a kernel takes."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from ranvier.definitions.windows import ConfirmWindow, RelapseDistance
from ranvier.kernels.arrays import FAR_DAYS
from ranvier.kernels.confirming import ConfirmRule
from ranvier.kernels.rules import Distance


def confirm_rule(windows: Sequence[ConfirmWindow], distance: RelapseDistance) -> ConfirmRule:
    """*windows*, any of which confirms, and how far the confirming visit keeps from relapses."""
    return ConfirmRule(
        np.array([window.opens_days for window in windows], np.int32),
        np.array(
            [FAR_DAYS if window.closes_days is None else window.closes_days for window in windows], np.int32
        ),
        kernel_distance(distance),
    )


def kernel_distance(distance: RelapseDistance) -> Distance:
    """*distance* as a kernel takes it."""
    return Distance(distance.after_days, distance.before_days)
