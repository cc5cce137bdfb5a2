"""How likely each patient was to be treated, given what was known before."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from ranvier.estimates.comparison.covariates import read_covariates
from ranvier.estimates.comparison.logistic import LogisticModel, fit_columns
from ranvier.estimates.inputs import Inputs


@dataclass(frozen=True)
class Propensity:
    """The probability of having been treated. scores: (n,). treated: (n,). model: how they were made."""

    scores: NDArray[np.float64]
    treated: NDArray[np.bool_]
    model: LogisticModel

    @property
    def logits(self) -> NDArray[np.float64]:
        """Logarithm of the odds of treatment, (n,)."""
        return self.model.logits


def estimate_propensity(treated: ArrayLike, covariates: Mapping[str, ArrayLike]) -> Propensity:
    """The probability of treatment of each patient, by logistic regression on the covariates.

    treated: true or false, a patient. covariates: what was known before treatment, by name.
    Raises InputError when a group is empty or a value missing, Collinear and Separation as `fit_logistic`.
    Source: Rosenbaum PR, Rubin DB. Biometrika 1983;70:41-55.
    """
    inputs = Inputs("probability of treatment")
    flags = inputs.flags("treated", treated)
    columns = read_covariates(inputs, covariates, flags.size)
    hint = "a comparison needs patients of both kinds"
    both = bool(flags.any() and not flags.all())
    inputs.require(both, "there must be treated patients and comparators", "treated", hint)
    inputs.finish()
    model = fit_columns(flags, columns)
    return Propensity(model.probabilities, flags, model)
