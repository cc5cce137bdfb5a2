"""Treated minus comparator from two models, of which one needs to be right."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
from numpy.typing import ArrayLike, NDArray

from ranvier.estimates.comparison.adjustment import (
    AdjustedContrast,
    Adjustment,
    Weighting,
    adjust,
    half_width,
)
from ranvier.estimates.comparison.positivity import PositivityLimits
from ranvier.estimates.comparison.refusals import Collinear, refuse
from ranvier.estimates.comparison.weights import WeightTarget
from ranvier.estimates.inputs import Inputs
from ranvier.estimates.result import Estimate

Floats = NDArray[np.float64]


def estimate_doubly_robust_difference(
    outcome: ArrayLike,
    treated: ArrayLike,
    covariates: Mapping[str, ArrayLike],
    *,
    limits: PositivityLimits | None = None,
    conf_level: float = 0.95,
    definition: str = "difference of means, treated minus comparator, for everyone",
    unit: str = "EDSS points",
) -> AdjustedContrast:
    """Mean outcome if everyone were treated minus that if nobody were (augmented inverse probability).

    A linear model of the outcome in each group and a logistic one of the treatment: the answer is right when
    either is. The interval holds for both models estimated. Raises as `estimate_adjusted_difference`.
    Source: Robins JM, Rotnitzky A, Zhao LP. J Am Stat Assoc 1994;89:846-866; Lunceford JK, Davidian M.
    Stat Med 2004;23:2937-2960.
    """
    inputs = Inputs(_OF)
    values, flags = inputs.numbers("outcome", outcome), inputs.flags("treated", treated)
    inputs.same_length(("outcome", values.size), ("treated", flags.size))
    conf_level = inputs.conf_level(conf_level)
    inputs.finish()
    weighting = Weighting(WeightTarget.EVERYONE, limits=limits or PositivityLimits())
    adjusted = adjust(_OF, flags, covariates, weighting)
    ours, our_influence = _level(values, flags, adjusted)
    theirs, their_influence = _level(values, ~flags, adjusted)
    influence = our_influence - their_influence
    std_error = float(np.sqrt(np.square(influence).sum() * values.size / (values.size - 1)))
    width = half_width(std_error, conf_level)
    contrast = Estimate(
        estimate=ours - theirs,
        lower=ours - theirs - width,
        upper=ours - theirs + width,
        n=values.size,
        method="augmented inverse probability, M-estimation variance for both models",
        definition=definition,
        unit=unit,
        conf_level=conf_level,
        weights=adjusted.weights.label,
        reference="Robins JM, Rotnitzky A, Zhao LP. J Am Stat Assoc 1994;89:846-866",
    )
    return AdjustedContrast(contrast, ours, theirs, adjusted.balance, adjusted.positivity, adjusted.weights)


_OF = "doubly robust difference"


def _level(values: Floats, group: NDArray[np.bool_], adjusted: Adjustment) -> tuple[float, Floats]:
    """Mean if everyone were in *group*, and how much each patient moves it."""
    model, n = adjusted.propensity.model, values.size
    design, scores = model.design, adjusted.propensity.scores
    treated = adjusted.weights.treated
    weights = np.where(group, adjusted.weights.weights, 0.0)
    bread, coefficients = _least_squares(values[group], design[group])
    fitted = design @ coefficients
    parts = fitted + weights * (values - fitted)
    level = float(parts.mean())
    of_outcome = design @ (bread @ ((1 - weights) @ design)) * np.where(group, values - fitted, 0.0)
    slopes = np.where(group, adjusted.weights.slopes, 0.0) * (values - fitted)
    of_treatment = design @ (model.covariance @ (slopes @ design)) * (treated - scores)
    return level, np.asarray((parts - level + of_outcome + of_treatment) / n, np.float64)


def _least_squares(values: Floats, design: Floats) -> tuple[Floats, Floats]:
    gram = design.T @ design
    if np.linalg.matrix_rank(design) < design.shape[1]:
        problem = "within a group a covariate is constant or follows from the others"
        refuse(Collinear, _OF, problem, where="covariates", hint="leave it out, or use overlap weights")
    bread = np.linalg.inv(gram)
    return np.asarray(bread, np.float64), np.asarray(
        np.linalg.lstsq(design, values, rcond=None)[0], np.float64
    )
