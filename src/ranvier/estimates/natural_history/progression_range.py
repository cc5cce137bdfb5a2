"""The treated-to-expected ratio under several rules, because one rule can turn it round."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass

from numpy.typing import ArrayLike

from ranvier.estimates.natural_history.progression_ratio import (
    UTILITY_TARGET_PERCENT,
    ProgressionRatio,
    estimate_progression_ratio,
)
from ranvier.estimates.natural_history.treated_cohort import TreatedCohort
from ranvier.estimates.natural_history.untreated import UntreatedCourse


@dataclass(frozen=True)
class ProgressionRange:
    """The same ratio under several rules: each by its name, and the lowest and highest."""

    by_rule: Mapping[str, ProgressionRatio]

    @property
    def lowest_percent(self) -> float:
        """The lowest ratio of those known; NaN if none is."""
        return min((r.ratio.estimate for r in self.by_rule.values() if r.ratio.is_known), default=math.nan)

    @property
    def highest_percent(self) -> float:
        """The highest ratio of those known; NaN if none is."""
        return max((r.ratio.estimate for r in self.by_rule.values() if r.ratio.is_known), default=math.nan)


def estimate_progression_range(
    cohorts: Mapping[str, TreatedCohort],
    untreated: UntreatedCourse,
    *,
    seed: int,
    values: ArrayLike | None = None,
    target_percent: float = UTILITY_TARGET_PERCENT,
    conf_level: float = 0.95,
) -> ProgressionRange:
    """The progression ratio under each rule for baseline and missing visits, the same draws under each.

    cohorts: by the name of the rule, such as those of `find_treated_cohort`. Raises InputError.
    """
    return ProgressionRange(
        {
            name: estimate_progression_ratio(
                cohort,
                untreated,
                seed=seed,
                values=values,
                target_percent=target_percent,
                conf_level=conf_level,
            )
            for name, cohort in cohorts.items()
        }
    )
