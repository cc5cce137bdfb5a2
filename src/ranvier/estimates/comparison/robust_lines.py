"""Least squares with a variance that does not ask for equal spread."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.special import stdtrit

from ranvier.estimates.comparison.covariates import Columns, refuse_dependent
from ranvier.estimates.inputs import Inputs

Floats = NDArray[np.float64]

NO_SCATTER = "no interval: these patients lie on the line without any scatter"


@dataclass(frozen=True)
class RobustLines:
    """A fitted line. coefficients: of the intercept, then of the columns. covariance: robust, HC3.

    unexplained: the covariance if the line explained nothing, beside which rounding is told from scatter.
    """

    coefficients: Floats
    covariance: Floats
    unexplained: Floats
    degrees_of_freedom: int

    def combined(self, of: Sequence[float], conf_level: float) -> tuple[float, float, float]:
        """A sum of the first columns' coefficients, each times its number, with the ends of its t interval.

        The ends are NaN where the patients it rests on lie on the line without any scatter.
        """
        wanted = np.zeros(self.coefficients.size)
        wanted[1 : len(of) + 1] = of
        centre = float(wanted @ self.coefficients)
        variance = float(wanted @ self.covariance @ wanted)
        if variance <= _ROUNDING * float(wanted @ self.unexplained @ wanted):
            return centre, math.nan, math.nan
        width = float(stdtrit(self.degrees_of_freedom, (1 + conf_level) / 2)) * math.sqrt(variance)
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
    residuals = (values - design @ found) / (1 - leverage)
    back = np.diag(np.concatenate([[1.0], 1 / scale]))
    back[0, 1:] = -centre / scale
    turn = back @ bread
    covariance, unexplained = (
        turn @ ((design * np.square(each)[:, None]).T @ design) @ turn.T for each in (residuals, values)
    )
    return RobustLines(back @ found, covariance, unexplained, values.size - design.shape[1])


_ROUNDING = 1e-20  # of a variance
