"""Covariates on one scale while they are fitted, so that calendar years cost no digits."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Numbers = NDArray[np.float64]


def scaled_design(design: Numbers) -> tuple[Numbers, Numbers]:
    """Columns from their mean in standard deviations, and the matrix that takes coefficients back.

    design: the intercept first. With the matrix *back*, coefficients of the design are back @ those of the
    scaled one, and their covariance is back @ covariance @ back.T.
    """
    columns = design[:, 1:]
    centre = columns.mean(axis=0)
    from_centre = columns - centre
    largest = np.abs(from_centre).max(axis=0, initial=0.0)  # before squares, which may overflow
    from_centre /= largest
    spread = np.sqrt((from_centre**2).mean(axis=0))
    scaled = np.column_stack([design[:, 0], from_centre / spread])
    back = np.diag(np.concatenate([[1.0], 1 / spread / largest]))
    back[0, 1:] = -centre / spread / largest
    return scaled, back
