"""The date or score of visits that a kernel names by number."""

from __future__ import annotations

import numpy as np
import polars as pl
from numpy.typing import NDArray

from ranvier.kernels.arrays import NO_VISIT


def gathered(values: pl.Series, visit: NDArray[np.int32]) -> pl.Series:
    """The value at each visit, null for NO_VISIT."""
    rows = pl.Series(visit, dtype=pl.Int32)
    if (visit == NO_VISIT).any():
        rows = rows.replace(NO_VISIT, None)
    return values.gather(rows.cast(pl.UInt32))
