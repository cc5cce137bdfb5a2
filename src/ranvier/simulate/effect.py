"""What a simulated therapy truly does to a patient from the first dose on."""

from __future__ import annotations

import math
from dataclasses import dataclass

from ranvier.kernels.simulated_law import HIGHEST_RATIO
from ranvier.simulate.limits import Limits


@dataclass(frozen=True)
class EffectPlan:
    """The truth about a therapy, counted from each patient's first dose.

    points, sd_points: change of EDSS that it brings apart from the three ratios, and its spread between
    patients. relapse_ratio, progression_ratio: of the rates of relapses and of silent steps, 0 to 4.
    residual_ratio: of what stays of relapses that begin under it. begins_days, full_by_days: nothing before
    the first, all from the second on, straight between them, for ratios on the scale of their logarithm;
    while an effect grows or wanes a ratio of 0 counts as one in a thousand. wanes_from_days,
    wanes_half_days: from the first on, what it does halves every so many days.

    ImpossiblePlan: a value that no therapy can have.
    """

    points: float = 0.0
    sd_points: float = 0.0
    relapse_ratio: float = 1.0
    progression_ratio: float = 1.0
    residual_ratio: float = 1.0
    begins_days: int = 0
    full_by_days: int = 183
    wanes_from_days: float = math.inf
    wanes_half_days: float = 365.0

    def __post_init__(self) -> None:
        limits = Limits("effect of a therapy")
        limits.between("points", self.points, -10.0, 10.0)
        limits.between("sd_points", self.sd_points, 0.0, 10.0)
        for name in ("relapse_ratio", "progression_ratio", "residual_ratio"):
            limits.between(name, getattr(self, name), 0.0, HIGHEST_RATIO)
        limits.whole("begins_days", self.begins_days, 0, 36_525)
        limits.whole("full_by_days", self.full_by_days, 0, 36_525)
        if self.full_by_days < self.begins_days:
            limits.refuse(
                "full_by_days", "full_by_days is before begins_days", "permitted: begins_days or later"
            )
        limits.rate("wanes_from_days", self.wanes_from_days)
        limits.between("wanes_half_days", self.wanes_half_days, 1.0, math.inf)
        limits.finish()
