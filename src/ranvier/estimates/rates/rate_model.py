"""Rate ratios of covariates from a negative binomial regression, and what else the fit says."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy.special import ndtri

from ranvier.estimates.inputs import Inputs
from ranvier.estimates.rates.count_fit import CountFit, Counts, fit_counts
from ranvier.estimates.rates.rate_inputs import INTERCEPT, checked_counts, fit_refused
from ranvier.estimates.rates.relapse_rate import LAWLESS
from ranvier.estimates.rates.scaled_design import scaled_design
from ranvier.estimates.result import Estimate, HasEstimates

Numbers = NDArray[np.float64]


@dataclass(frozen=True)
class RateModel(HasEstimates):
    """Logarithms of rates as a sum of covariates, fitted to counts that spread more than Poisson counts.

    names: the intercept first. coefficients, covariance: of the logarithm of the rate; covariance is robust
    where weights or clusters were given, model_covariance takes the spread as known. theta: a patient's count
    has variance m + m² / theta; infinite where counts spread no more than Poisson counts, and then its
    standard error is not known. n: patients (clusters, or rows without them).
    """

    names: tuple[str, ...]
    coefficients: Numbers
    covariance: Numbers
    model_covariance: Numbers
    theta: float
    theta_std_error: float
    log_likelihood: float
    n: int
    n_events: int
    person_years: float
    conf_level: float
    definition: str
    weights: str = ""
    robust: bool = False

    @property
    def std_errors(self) -> Numbers:
        """Of the coefficients."""
        errors: Numbers = np.sqrt(np.diag(self.covariance))
        return errors

    @property
    def spread(self) -> float:
        """1 / theta: 0 where counts spread no more than Poisson counts."""
        return 1 / self.theta

    def ratio(self, name: str) -> Estimate:
        """The rate at one more of *name* over the rate without it, the other covariates equal.

        Raises InputError for a name that is no covariate.
        """
        inputs = Inputs("ratio of rates")
        known = self.names[1:]
        hint = f"choose of: {', '.join(known)}"
        inputs.require(name in known, f"no covariate is called {name}", "name", hint)
        inputs.finish()
        place = self.names.index(name)
        estimate, half = self.coefficients[place], -ndtri((1 - self.conf_level) / 2) * self.std_errors[place]
        return Estimate(
            estimate=_exp(estimate),
            lower=_exp(estimate - half),
            upper=_exp(estimate + half),
            n=self.n,
            method=self._method(),
            definition=f"{self.definition}: {name}",
            unit="ratio",
            n_events=self.n_events,
            conf_level=self.conf_level,
            weights=self.weights,
            reference=LAWLESS,
        )

    def estimates(self) -> tuple[Estimate, ...]:
        """The ratio of rates of each covariate."""
        return tuple(self.ratio(name) for name in self.names if name != INTERCEPT)

    def _method(self) -> str:
        kind = "Poisson regression" if math.isinf(self.theta) else "negative binomial regression"
        return f"{kind}, years as offset, {'robust' if self.robust else 'Wald'} interval"


def estimate_rate_ratios(
    counts: ArrayLike,
    person_years: ArrayLike,
    covariates: Mapping[str, ArrayLike],
    *,
    weights: ArrayLike | None = None,
    cluster: ArrayLike | None = None,
    conf_level: float = 0.95,
    definition: str = "ratio of rates",
) -> RateModel:
    """The rate of events at one more of a covariate over the rate without it, by negative binomial counts.

    counts, person_years, each covariate: one number a patient (or a stretch of one), shape (n,); rows without
    person-time do not count. weights: at least 0. cluster: whose rows belong together. With weights or
    clusters the variance is the sandwich without correction for small samples, summed within clusters; theta
    is taken as known in both. Raises InputError where counts cannot be fitted: a group without events, a
    constant or collinear covariate, fewer than 10 patients (clusters, or rows without them).
    Source: S130; equals R MASS::glm.nb with its standard errors (which take theta as known), and
    sandwich::vcovCL of type HC0 without cadjust.
    """
    given = checked_counts(counts, person_years, covariates, weights, cluster, conf_level)
    scaled, back = scaled_design(given.counts.design)
    scaled_counts = replace(given.counts, design=scaled)
    fit = fit_counts(scaled_counts)
    if not fit.converged:
        raise fit_refused()
    own: Numbers = np.linalg.inv(fit.information).astype(np.float64)
    robust = given.is_weighted or given.cluster is not None
    covariance = _sandwich(scaled_counts, fit, given.cluster) if robust else own
    theta, theta_std_error = _theta(fit)
    return RateModel(
        names=(INTERCEPT, *covariates),
        coefficients=back @ fit.coefficients,
        covariance=back @ covariance @ back.T,
        model_covariance=back @ own @ back.T,
        theta=theta,
        theta_std_error=theta_std_error,
        log_likelihood=fit.log_likelihood,
        n=given.n_patients,
        n_events=int(given.counts.count.sum()),
        person_years=float(np.exp(given.counts.offset).sum()),
        conf_level=float(conf_level),
        definition=definition,
        weights="as given" if given.is_weighted else "",
        robust=robust,
    )


def _theta(fit: CountFit) -> tuple[float, float]:
    if fit.spread == 0:
        return math.inf, math.nan
    return 1 / fit.spread, 1 / (fit.spread**2 * math.sqrt(-fit.spread_bend))


def _sandwich(counts: Counts, fit: CountFit, cluster: NDArray[np.int64] | None) -> Numbers:
    residuals = counts.weights * (counts.count - fit.mean) / (1 + fit.spread * fit.mean)
    scores = counts.design * residuals[:, np.newaxis]
    if cluster is not None:
        summed = np.zeros((int(cluster.max()) + 1, scores.shape[1]))
        np.add.at(summed, cluster, scores)
        scores = summed
    bread = np.linalg.inv(fit.information)
    covariance: Numbers = bread @ (scores.T @ scores) @ bread
    return covariance


def _exp(value: float) -> float:
    return math.exp(value) if value < 700 else math.inf
