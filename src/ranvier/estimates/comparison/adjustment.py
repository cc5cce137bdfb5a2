"""Groups made alike by weights: the probability of treatment, the weights, and what they leave."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy.special import ndtri

from ranvier.estimates.comparison.balance import Balance, weigh_balance
from ranvier.estimates.comparison.positivity import (
    Positivity,
    PositivityLimits,
    refuse_too_thin,
    weigh_positivity,
)
from ranvier.estimates.comparison.propensity import Propensity, estimate_propensity
from ranvier.estimates.comparison.weights import GroupWeights, WeightTarget, weigh_groups
from ranvier.estimates.inputs import chosen
from ranvier.estimates.result import Estimate

Floats = NDArray[np.float64]


@dataclass(frozen=True)
class Weighting:
    """How groups are made alike.

    target: for whom the comparison speaks. truncate_above: the share of weights left as they are, larger
    ones are cut to that quantile. limits: below which effective share the comparison is flagged or refused.
    """

    target: WeightTarget = WeightTarget.OVERLAP
    stabilised: bool = False
    truncate_above: float = 1.0
    limits: PositivityLimits = field(default_factory=PositivityLimits)

    def __post_init__(self) -> None:
        object.__setattr__(self, "target", chosen("weights", "target", self.target, WeightTarget))


@dataclass(frozen=True)
class Adjustment:
    """The weights of a comparison and how they were made."""

    propensity: Propensity
    weights: GroupWeights
    positivity: Positivity
    balance: Balance

    def influence(self, per_weight: Floats) -> Floats:
        """How much each patient moves an estimate, the estimated probability of treatment included.

        per_weight: (n,), the derivative of the estimate by the weight of each patient. The sum of squares is
        the estimate's variance (M-estimation). Source: Lunceford JK, Davidian M. Stat Med 2004;23:2937-2960.
        """
        model = self.propensity.model
        pull = (per_weight * self.weights.slopes) @ model.design
        residual = self.weights.treated - self.propensity.scores
        return np.asarray(
            self.weights.weights * per_weight + residual * (model.design @ (model.covariance @ pull)),
            np.float64,
        )

    def std_error(self, per_weight: Floats) -> float:
        """Of an estimate with those derivatives, times n / (n − 1) as R survey has it."""
        influence = self.influence(per_weight)
        return float(np.sqrt(np.square(influence).sum() * influence.size / (influence.size - 1)))


@dataclass(frozen=True)
class AdjustedContrast:
    """Treated minus comparator (or the ratio) after weighting, with all that tells whether to believe it.

    contrast: the answer. treated, comparator: the weighted levels that it compares.
    """

    contrast: Estimate
    treated: float
    comparator: float
    balance: Balance
    positivity: Positivity
    weights: GroupWeights


def adjust(
    of: str, treated: ArrayLike, covariates: Mapping[str, ArrayLike], weighting: Weighting
) -> Adjustment:
    """Weights by the estimated probability of treatment; raises NoOverlap where too few patients remain."""
    propensity = estimate_propensity(treated, covariates)
    weights = weigh_groups(
        propensity.treated,
        propensity.scores,
        weighting.target,
        stabilised=weighting.stabilised,
        truncate_above=weighting.truncate_above,
    )
    positivity = weigh_positivity(propensity.scores, weights, limits=weighting.limits)
    refuse_too_thin(of, positivity, weights)
    balance = weigh_balance(propensity.treated, covariates, weights.weights)
    return Adjustment(propensity, weights, positivity, balance)


def weighting_of(target: WeightTarget | Weighting) -> Weighting:
    """A target alone asks for its weights without truncation."""
    return target if isinstance(target, Weighting) else Weighting(target)


def half_width(std_error: float, conf_level: float) -> float:
    """Half the width of an interval by the normal distribution."""
    return float(ndtri((1 + conf_level) / 2)) * std_error


#: What the interval of a weighted contrast takes into account.
SANDWICH = "M-estimation variance that accounts for the estimated probability of treatment"
SANDWICH_SOURCE = "Lunceford JK, Davidian M. Stat Med 2004;23:2937-2960"
