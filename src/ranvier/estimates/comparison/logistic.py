"""Logistic regression: what makes an outcome, or a treatment, more likely."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy.special import expit

from ranvier.estimates.comparison.covariates import Columns, read_covariates, refuse_dependent
from ranvier.estimates.comparison.separation import refuse_separated
from ranvier.estimates.inputs import Inputs

Floats = NDArray[np.float64]


@dataclass(frozen=True)
class LogisticModel:
    """A fitted logistic regression.

    names: "intercept", then the covariates. coefficients: (p,), logarithms of odds ratios.
    covariance: (p, p), the inverse of the information. probabilities: (n,), fitted. design: (n, p).
    """

    names: tuple[str, ...]
    coefficients: Floats
    covariance: Floats
    probabilities: Floats
    design: Floats
    log_likelihood: float
    n: int
    n_events: int

    @property
    def std_errors(self) -> Floats:
        """Of each coefficient."""
        return np.asarray(np.sqrt(np.diag(self.covariance)), np.float64)

    @property
    def logits(self) -> Floats:
        """Logarithm of the fitted odds, (n,)."""
        return np.asarray(self.design @ self.coefficients, np.float64)


def fit_logistic(
    outcome: ArrayLike, covariates: Mapping[str, ArrayLike], *, weights: ArrayLike | None = None
) -> LogisticModel:
    """How likely the outcome is, given the covariates, by greatest likelihood.

    outcome: true or false, a patient. covariates: by name, known for everybody; a category as several columns
    (`find_indicators`). weights: how often each patient counts.
    Raises InputError for faulty arguments and where only one outcome occurs; Collinear for a covariate that
    is constant or follows from the others; Separation where covariates tell the outcomes apart without error.
    Source: McCullagh P, Nelder JA. Generalized linear models, 2nd ed. 1989; equals R glm(family=binomial).
    """
    outcomes, columns, counted = _checked(outcome, covariates, weights)
    return fit_columns(outcomes, columns, counted)


def fit_columns(
    outcomes: NDArray[np.bool_], columns: Columns, weights: Floats | None = None
) -> LogisticModel:
    """The same from columns already read."""
    used = None if weights is None else weights > 0
    refuse_dependent(_OF, columns, used)
    centre, scale = columns.values.mean(axis=0), columns.values.std(axis=0)
    # Centred and scaled the equations stay well conditioned, calendar years beside shares included.
    scaled = np.vstack([np.ones(columns.n), ((columns.values - centre) / scale).T])
    fit = _newton(scaled, outcomes.astype(np.float64), weights)
    probabilities = expit(fit.logits)
    near_certain = np.minimum(probabilities, 1 - probabilities).min() < NEAR_CERTAIN
    if not fit.converged or near_certain:
        refuse_separated(_OF, outcomes, columns, used)
    back = np.diag(np.concatenate([[1.0], 1 / scale]))
    back[0, 1:] = -centre / scale
    return LogisticModel(
        names=("intercept", *columns.names),
        coefficients=back @ fit.coefficients,
        covariance=back @ np.linalg.inv(_information(scaled, probabilities, weights)) @ back.T,
        probabilities=probabilities,
        design=np.vstack([np.ones(columns.n), columns.values.T]).T,
        log_likelihood=fit.log_likelihood,
        n=columns.n,
        n_events=int(np.count_nonzero(outcomes)),
    )


#: Probabilities this near to 0 or 1 ask for the exact check of separation, which takes longer.
NEAR_CERTAIN = 1e-9
MOST_STEPS = 50
SMALLEST_STEP = 1e-9
_OF = "logistic regression"


def _checked(
    outcome: ArrayLike, covariates: Mapping[str, ArrayLike], weights: ArrayLike | None
) -> tuple[NDArray[np.bool_], Columns, Floats | None]:
    inputs = Inputs(_OF)
    outcomes = inputs.flags("outcome", outcome)
    columns = read_covariates(inputs, covariates, outcomes.size)
    counted = None
    if weights is not None:
        counted = inputs.numbers("weights", weights)
        inputs.same_length(("outcome", outcomes.size), ("weights", counted.size))
        inputs.each(
            counted >= 0, "weights must be 0 or more", "weights", "leave out patients who do not count"
        )
    used = outcomes if counted is None or counted.size != outcomes.size else outcomes[counted > 0]
    hint = "a comparison needs patients of both kinds"
    inputs.require(bool(used.any() and not used.all()), "both outcomes must occur", "outcome", hint)
    inputs.finish()
    return outcomes, columns, counted


@dataclass(frozen=True)
class _Fit:
    """Where the steps have come to. coefficients: of the scaled columns. logits: (n,), there."""

    coefficients: Floats
    logits: Floats
    log_likelihood: float
    converged: bool = False


def _newton(design: Floats, outcomes: Floats, weights: Floats | None) -> _Fit:
    """The coefficients of greatest likelihood; design: (p, n)."""
    logits = np.zeros(outcomes.size)
    fit = _Fit(np.zeros(len(design)), logits, _log_likelihood(logits, outcomes, weights))
    for _ in range(MOST_STEPS):
        step = _step(design, outcomes, weights, fit.logits)
        if step is None:
            return fit
        fit = _uphill(design, outcomes, weights, fit, step)
        if fit.converged:
            break
    return fit


def _step(design: Floats, outcomes: Floats, weights: Floats | None, logits: Floats) -> Floats | None:
    probabilities = expit(logits)
    residuals = outcomes - probabilities if weights is None else weights * (outcomes - probabilities)
    try:
        step = np.linalg.solve(_information(design, probabilities, weights), design @ residuals)
    except np.linalg.LinAlgError:
        return None
    return np.asarray(step, np.float64) if np.isfinite(step).all() else None


def _uphill(design: Floats, outcomes: Floats, weights: Floats | None, fit: _Fit, step: Floats) -> _Fit:
    """A step further, halved until the likelihood does not fall; converged where the step was small."""
    small = bool(np.abs(step).max() < SMALLEST_STEP * (1 + np.abs(fit.coefficients).max()))
    for halvings in range(20):
        further = fit.coefficients + step / 2**halvings
        logits = np.asarray(further @ design, np.float64)
        reached = _log_likelihood(logits, outcomes, weights)
        if reached >= fit.log_likelihood - 1e-9 * abs(fit.log_likelihood):
            return _Fit(further, logits, reached, small)
    return replace(fit, converged=small)


def _information(design: Floats, probabilities: Floats, weights: Floats | None) -> Floats:
    variances = probabilities * (1 - probabilities)
    if weights is not None:
        variances *= weights
    return np.asarray((design * variances) @ design.T, np.float64)


def _log_likelihood(logits: Floats, outcomes: Floats, weights: Floats | None) -> float:
    # log(1 + exp(x)) without overflow; a third of the time that numpy's logaddexp takes.
    terms = outcomes * logits - np.maximum(logits, 0) - np.log1p(np.exp(-np.abs(logits)))
    return float(terms.sum() if weights is None else terms @ weights)
