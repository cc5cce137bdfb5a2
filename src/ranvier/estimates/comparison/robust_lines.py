"""Least squares with a variance that does not ask for equal spread."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.special import stdtrit

from ranvier.estimates.comparison.covariates import Columns, refuse_dependent
from ranvier.estimates.inputs import Inputs

Floats = NDArray[np.float64]


@dataclass(frozen=True)
class RobustLines:
    """A fitted line. names: "intercept", then the columns. covariance: robust, HC3."""

    names: tuple[str, ...]
    coefficients: Floats
    covariance: Floats
    degrees_of_freedom: int

    def combined(self, of: dict[str, float], conf_level: float) -> tuple[float, float, float]:
        """A sum of coefficients, each times its number, with the ends of its t interval."""
        wanted = np.array([of.get(name, 0.0) for name in self.names])
        centre = float(wanted @ self.coefficients)
        std_error = float(np.sqrt(wanted @ self.covariance @ wanted))
        width = float(stdtrit(self.degrees_of_freedom, (1 + conf_level) / 2)) * std_error
        return centre, centre - width, centre + width


def fit_robust_lines(of: str, values: Floats, columns: Columns) -> RobustLines:
    """Coefficients by least squares and their robust covariance (HC3).

    Raises InputError with too few patients; Collinear for a constant or dependent column. Source: MacKinnon
    JG, White H. J Econometrics 1985;29:305-325; equals R sandwich::vcovHC(lm(), type = "HC3").
    """
    inputs = Inputs(of)
    enough = values.size > columns.values.shape[1] + 2
    hint = "leave covariates out or ask a smaller question"
    inputs.require(enough, "there must be more patients than covariates", "covariates", hint)
    inputs.finish()
    refuse_dependent(of, columns)
    centre, scale = columns.values.mean(axis=0), columns.values.std(axis=0)
    design = np.column_stack([np.ones(columns.n), (columns.values - centre) / scale])
    bread = np.linalg.inv(design.T @ design)
    found = bread @ (design.T @ values)
    leverage = np.einsum("ij,jk,ik->i", design, bread, design)
    inputs.require(
        bool((leverage < 1 - 1e-12).all()),
        "a patient alone decides a coefficient",
        "covariates",
        "merge strata of one patient",
    )
    inputs.finish()
    scores = design * ((values - design @ found) / (1 - leverage))[:, None]
    back = np.diag(np.concatenate([[1.0], 1 / scale]))
    back[0, 1:] = -centre / scale
    covariance = back @ bread @ (scores.T @ scores) @ bread @ back.T
    names = ("intercept", *columns.names)
    return RobustLines(names, back @ found, covariance, values.size - design.shape[1])
