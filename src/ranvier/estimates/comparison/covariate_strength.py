"""How strongly each measured covariate goes with treatment and outcome, and what it alone could explain."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from ranvier.estimates.comparison.covariates import read_covariates
from ranvier.estimates.inputs import Inputs

Flags = NDArray[np.bool_]


@dataclass(frozen=True)
class CovariateStrength:
    """One covariate's associations as risk ratios of 1 or more, and the factor by which it could mislead.

    level: what makes a patient one who has it; nothing for a yes or no. treatment_ratio: how much oftener one
    group has it. outcome_ratio: how much oftener who has it has the outcome, at the same treatment. why: if
    not known.
    """

    name: str
    level: str
    treatment_ratio: float
    outcome_ratio: float
    why: str = ""

    @property
    def is_known(self) -> bool:
        """Whether both associations could be counted."""
        return math.isfinite(self.bound)

    @property
    def bound(self) -> float:
        """The most by which this covariate alone could move a risk ratio (bounding factor)."""
        product = self.treatment_ratio * self.outcome_ratio
        return product / (self.treatment_ratio + self.outcome_ratio - 1)

    @property
    def words(self) -> str:
        """The covariate with its associations and its bound."""
        if not self.is_known:
            return f"{self.name}: not known: {self.why}"
        return (
            f"{f'{self.name} {self.level}'.strip()} (with treatment {self.treatment_ratio:.2f}, with outcome "
            f"{self.outcome_ratio:.2f}), could explain a ratio of {self.bound:.2f}"
        )


def weigh_covariates(
    treated: ArrayLike, outcome: ArrayLike, covariates: Mapping[str, ArrayLike]
) -> tuple[CovariateStrength, ...]:
    """How strongly each covariate goes with treatment and with the outcome, in the order given.

    treated, outcome: (patients,) true or false. covariates: a number a patient each; one of two values is
    taken as it is, another is split above its median. The outcome's ratio is Mantel and Haenszel's over the
    two groups. Raises InputError for missing or constant covariates and when a group is empty.
    Source of the bound: Ding P, VanderWeele TJ. Epidemiology 2016;27:368-377.
    """
    inputs = Inputs("strength of covariates")
    in_treated, with_outcome = inputs.flags("treated", treated), inputs.flags("outcome", outcome)
    inputs.same_length(("treated", in_treated.size), ("outcome", with_outcome.size))
    columns = read_covariates(inputs, covariates, in_treated.size)
    both = 0 < np.count_nonzero(in_treated) < in_treated.size
    inputs.require(bool(both), "both groups must have patients", "treated", "compare two groups")
    named = list(zip(columns.names, columns.values.T, strict=False))
    for name, values in named:
        varies = values.size == 0 or values.min() < values.max()
        inputs.require(bool(varies), f"{name} must differ between patients", name, "leave it out")
    inputs.finish()
    return tuple(_strength(name, values, in_treated, with_outcome) for name, values in named)


def _strength(name: str, values: NDArray[np.float64], treated: Flags, outcome: Flags) -> CovariateStrength:
    has, level = _split(values)
    treatment_ratio = _treatment_ratio(has, treated)
    outcome_ratio = _outcome_ratio(has, treated, outcome)
    known = math.isfinite(treatment_ratio) and math.isfinite(outcome_ratio)
    why = "" if known else "a group has nobody with it, or no outcome"
    return CovariateStrength(
        name, level, treatment_ratio if known else math.nan, outcome_ratio if known else math.nan, why
    )


def _split(values: NDArray[np.float64]) -> tuple[Flags, str]:
    lowest, highest = float(values.min()), float(values.max())
    two_values = bool(np.all((values == lowest) | (values == highest)))
    if two_values:
        return values == highest, "" if (lowest, highest) == (0, 1) else f"of {highest:g}"
    median = float(np.median(values))
    cut = median if median < highest else float(values[values < highest].max())
    return values > cut, f"above {cut:g}"


def _treatment_ratio(has: Flags, treated: Flags) -> float:
    """The larger of the ratios for those who have it and those who do not, whichever group has more."""
    shares = [float(has[group].mean()) for group in (treated, ~treated)]
    return max(_at_least_one(*shares), _at_least_one(*(1 - share for share in shares)))


def _outcome_ratio(has: Flags, treated: Flags, outcome: Flags) -> float:
    """Mantel and Haenszel's ratio of risks, those who have it over the others, within treatment groups."""
    above = below = 0.0
    for group in (treated, ~treated):
        with_it, without = group & has, group & ~has
        n = np.count_nonzero(group)
        above += np.count_nonzero(with_it & outcome) * np.count_nonzero(without) / n
        below += np.count_nonzero(without & outcome) * np.count_nonzero(with_it) / n
    return _at_least_one(above, below)


def _at_least_one(one: float, other: float) -> float:
    smaller, larger = min(one, other), max(one, other)
    return larger / smaller if smaller > 0 else math.inf
