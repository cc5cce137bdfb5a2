"""What an endpoint leaves behind so that its number can be made again from patients drawn anew."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import polars as pl
from numpy.typing import NDArray

from ranvier.estimates.result import Bounds, Estimate

Places = NDArray[np.intp]
"""Places of rows, one row a patient; a patient who was drawn twice stands twice."""


@dataclass(frozen=True)
class Numbers:
    """One number of the treated, worst and best case, and the plain difference with its worst and best case.

    found: None where those drawn give no number. contrast: None where nobody is compared.
    """

    found: Estimate | None
    bounds: Bounds | None = None
    contrast: Estimate | None = None
    contrast_bounds: Bounds | None = None


@dataclass(frozen=True, eq=False)
class Redraw:
    """How the numbers of a finding are made again.

    patient_id: whose the rows are, in their order. again: the places of some rows in, numbers out. compares:
    whether the difference is made again too; where it is not, nothing can be said of its stability.
    """

    patient_id: pl.Series
    again: Callable[[Places], Numbers]
    compares: bool = True
