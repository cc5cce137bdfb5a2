"""How much of a relapse's rise in EDSS has gone after a time."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from ranvier.errors import RanvierError
from ranvier.vocabulary.time import days_from_months


@dataclass(frozen=True)
class RelapseRecovery:
    """The rise at the height of a relapse, and the part of it that has gone by months after its onset.

    rise_points: mean EDSS rise at the height, 1.10 (AFFIRM placebo arm, Lublin 2014; source S10 of
    docs/reference/sources.md, second hand). months, recovered: 4, 38, 67 and 79% by 1, 3, 6 and 12 months
    (CombiRx, 240 relapses, Koch MW et al. Mult Scler 2023;29:1776-1785; source S17, second hand). The paper
    counts relapses that had recovered; here each relapse is taken to have recovered by that part, which is a
    choice. Between these times recovery runs in straight lines, from nothing at onset; after the last it
    stands still.
    """

    rise_points: float = 1.10
    months: tuple[float, ...] = (1, 3, 6, 12)
    recovered: tuple[float, ...] = (0.04, 0.38, 0.67, 0.79)

    def __post_init__(self) -> None:
        rising = all(
            list(row) == sorted(set(row)) and row[0] > 0 for row in (self.months, self.recovered) if row
        )
        good = len(self.months) == len(self.recovered) > 0 and rising and self.recovered[-1] <= 1
        if not good or not 0 <= self.rise_points < math.inf:
            raise RanvierError(
                "a recovery needs as many shares from 0 to 1 as months, both rising, and a rise of 0 or more",
                where="RelapseRecovery",
                hint="such as months=(1, 3), recovered=(0.04, 0.38)",
            )

    def recovered_by(self, days_since_onset: NDArray[np.float64]) -> NDArray[np.float64]:
        """The part of the rise that has gone so many days after onset."""
        days = [0.0, *(float(days_from_months(month)) for month in self.months)]
        return np.interp(days_since_onset, days, [0.0, *self.recovered])
