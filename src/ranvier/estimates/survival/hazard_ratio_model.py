"""A fitted Cox regression: each covariate's hazard ratio, and the tests of all of them."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy import stats

from ranvier.estimates.inputs import Inputs
from ranvier.estimates.printed import chi_square_words
from ranvier.estimates.result import Estimate, HasEstimates

Floats = NDArray[np.float64]

REFERENCE = "Cox DR. J R Stat Soc B 1972;34:187-220; ties: Efron B. J Am Stat Assoc 1977;72:557-565"
ROBUST_REFERENCE = "; robust variance: Lin DY, Wei LJ. J Am Stat Assoc 1989;84:1074-1078"


@dataclass(frozen=True)
class ChiSquareTest:
    """A statistic that is chi-square with *degrees_of_freedom* where nothing differs."""

    statistic: float
    degrees_of_freedom: int

    @property
    def p_value(self) -> float:
        """How often chance alone gives as large a statistic."""
        return float(stats.chi2.sf(self.statistic, self.degrees_of_freedom))

    def __str__(self) -> str:
        return chi_square_words(self.statistic, self.degrees_of_freedom, self.p_value)


@dataclass(frozen=True, eq=False)
class HazardModel(HasEstimates):
    """Hazard ratios of several covariates at once, on the log scale.

    coefficients (p,), covariance (p, p): by *names*; the covariance is robust with weights or clusters, else
    the model's own, which model_covariance always is. n: patients (clusters, or rows without them); n_rows,
    n_events: rows that count and those with the event. how: ties, strata and variance in words.
    """

    names: tuple[str, ...]
    coefficients: Floats
    covariance: Floats
    model_covariance: Floats
    log_likelihood: float
    null_log_likelihood: float
    score_statistic: float
    n: int
    n_rows: int
    n_events: int
    conf_level: float
    is_robust: bool
    definition: str
    how: str
    weights: str = ""

    @property
    def std_errors(self) -> Floats:
        """Of the coefficients, (p,)."""
        return np.sqrt(np.diag(self.covariance))

    def ratio(self, name: str) -> Estimate:
        """The hazard ratio for one unit more of *name*; raises InputError for a name that is not there."""
        inputs = Inputs("hazard ratio")
        known = ", ".join(self.names)
        inputs.require(name in self.names, f"no covariate is called {name}", "name", f"choose of: {known}")
        inputs.finish()
        place = self.names.index(name)
        centre, error = float(self.coefficients[place]), float(self.std_errors[place])
        half_width = float(stats.norm.isf((1 - self.conf_level) / 2)) * error
        return Estimate(
            estimate=_exp(centre),
            lower=_exp(centre - half_width),
            upper=_exp(centre + half_width),
            n=self.n,
            method=self.how,
            definition=f"{self.definition}, {name}",
            unit="ratio",
            n_events=self.n_events,
            conf_level=self.conf_level,
            weights=self.weights,
            reference=REFERENCE + (ROBUST_REFERENCE if self.is_robust else ""),
        )

    def estimates(self) -> tuple[Estimate, ...]:
        """The hazard ratio of each covariate."""
        return tuple(self.ratio(name) for name in self.names)

    @property
    def wald_test(self) -> ChiSquareTest:
        """All ratios 1, by their distance from it; with the robust covariance where there is one."""
        return self._test(float(self.coefficients @ np.linalg.solve(self.covariance, self.coefficients)))

    @property
    def likelihood_ratio_test(self) -> ChiSquareTest:
        """All ratios 1, by the likelihood; it takes weights for patients and knows no clusters."""
        return self._test(2 * (self.log_likelihood - self.null_log_likelihood))

    @property
    def score_test(self) -> ChiSquareTest:
        """All ratios 1, by the slope there: the log-rank test where the one covariate is the group."""
        return self._test(self.score_statistic)

    def _test(self, statistic: float) -> ChiSquareTest:
        return ChiSquareTest(statistic, len(self.names))


def _exp(value: float) -> float:
    return math.exp(value) if value < 700 else math.inf
