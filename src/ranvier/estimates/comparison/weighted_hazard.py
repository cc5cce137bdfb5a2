"""Hazard ratio of treated to comparators made alike by weights."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from numpy.typing import ArrayLike

from ranvier.estimates.comparison.adjustment import Weighting, adjust, weighting_of
from ranvier.estimates.comparison.balance import Balance
from ranvier.estimates.comparison.positivity import Positivity
from ranvier.estimates.comparison.weights import GroupWeights, WeightTarget
from ranvier.estimates.inputs import Inputs
from ranvier.estimates.result import Estimate
from ranvier.estimates.survival.hazard_ratio import estimate_hazard_ratios


@dataclass(frozen=True)
class AdjustedHazardRatio:
    """The hazard ratio after weighting, with all that tells whether to believe it."""

    contrast: Estimate
    balance: Balance
    positivity: Positivity
    weights: GroupWeights


def estimate_adjusted_hazard_ratio(
    exit_day: ArrayLike,
    event: ArrayLike,
    treated: ArrayLike,
    covariates: Mapping[str, ArrayLike],
    *,
    entry_day: ArrayLike | None = None,
    target: WeightTarget | Weighting = WeightTarget.OVERLAP,
    conf_level: float = 0.95,
) -> AdjustedHazardRatio:
    """Hazard of the treated divided by that of comparators made alike by weights (Cox, ties by Efron).

    The variance is robust and takes the weights as known, which makes the interval too wide rather than too
    narrow where the covariates bear on the event. Raises as `estimate_adjusted_difference`, and
    NoHazardRatio. Source: Austin PC. Stat Med 2016;35:5642-5655; equals R survival::coxph(weights, robust).
    """
    inputs = Inputs("adjusted hazard ratio")
    days, flags = inputs.days("exit_day", exit_day), inputs.flags("treated", treated)
    inputs.same_length(("exit_day", days.size), ("treated", flags.size))
    inputs.finish()
    adjusted = adjust("adjusted hazard ratio", flags, covariates, weighting_of(target))
    model = estimate_hazard_ratios(
        exit_day,
        event,
        {"treated": flags.astype(float)},
        entry_day=entry_day,
        weights=adjusted.weights.weights,
        conf_level=conf_level,
        definition="hazard ratio, treated to comparator",
    )
    ratio = model.ratio("treated")
    contrast = replace(
        ratio,
        definition="hazard ratio, treated to comparator",
        method=f"{ratio.method}; weights taken as known",
        weights=adjusted.weights.label,
        reference=f"{ratio.reference}; {adjusted.weights.target.reference}",
    )
    return AdjustedHazardRatio(contrast, adjusted.balance, adjusted.positivity, adjusted.weights)
