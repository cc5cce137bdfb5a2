"""Every change of the truth about simulated patients, as a table."""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum
from typing import Any, NamedTuple

import numpy as np
import polars as pl
from numpy.typing import NDArray


class Cause(StrEnum):
    """Why the truth about a patient changes."""

    RELAPSE_ONSET = "relapse onset"
    RELAPSE_RESIDUAL = "relapse residual"
    PROGRESSION = "progression"
    THERAPY = "therapy"
    DEATH = "death"


class Changes(NamedTuple):
    """Changes of one cause: the patient's row, the day, and EDSS points, one number each."""

    cause: Cause
    patient: NDArray[Any]
    day: NDArray[Any]
    points: NDArray[Any]


def changes_table(changes: Sequence[Changes]) -> pl.DataFrame:
    """One row a change, by patient and day: patient, day, points (missing for a death) and cause."""
    parts = [
        pl.DataFrame(
            {
                "patient": each.patient.astype(np.int64),
                "day": each.day.astype(np.int32),
                "points": each.points.astype(np.float32),
                "cause": [each.cause.value] * len(each.patient),
            },
            schema={"patient": pl.Int64, "day": pl.Int32, "points": pl.Float32, "cause": pl.String},
        )
        for each in changes
    ]
    table = pl.concat(parts).with_columns(pl.col("points").fill_nan(None))
    return table.sort("patient", "day", maintain_order=True)
