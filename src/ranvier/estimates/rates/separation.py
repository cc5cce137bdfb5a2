"""Whether covariates tell apart patients of whom none had an event, so that no finite fit exists."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from scipy.linalg import null_space
from scipy.optimize import linprog

_BARELY = 1e-7


def separated_columns(design: NDArray[np.float64], has_event: NDArray[np.bool_]) -> list[int]:
    """Columns along which the likelihood of counts rises for ever; none where a finite fit exists.

    design: a column a coefficient. has_event: the rows with a count above 0. A direction in which rows with
    events stay where they are and no other row rises, but one falls, sends its rate to 0.
    """
    scales = np.abs(design).max(axis=0)
    scaled = design / np.where(scales > 0, scales, 1.0)
    # The null space of the triangle of its QR is that of the rows, without a square matrix of all rows.
    free = null_space(np.linalg.qr(scaled[has_event], mode="r"))
    if free.shape[1] == 0:
        return []
    others = np.unique(scaled[~has_event] @ free, axis=0)
    # The direction that lets the rows without events fall furthest, each of its parts at most 1.
    found = linprog(others.sum(axis=0), A_ub=others, b_ub=np.zeros(len(others)), bounds=(-1, 1))
    if not found.success or found.fun > -_BARELY:
        return []
    direction = np.abs(free @ found.x)
    return [int(place) for place in np.flatnonzero(direction > _BARELY * direction.max())]
