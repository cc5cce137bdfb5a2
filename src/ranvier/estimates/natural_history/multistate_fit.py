"""The parameters of greatest likelihood and their covariance, or why there are none."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize

Floats = NDArray[np.float64]
Likelihood = Callable[[Floats], tuple[float, Floats]]

STEP = 1e-3
"""Of the four differences of the slope: they leave out terms of its fourth power."""

FINAL_STEPS = 40
NEAR, SETTLED = 0.1, 1e-8
"""Largest steps of a log rate: below the first the same information serves again, at the second it ends."""

LARGEST_SPREAD = 10.0
"""A standard error of a log rate above this says that the visits hold no information on the rate."""


class Fit(NamedTuple):
    """The parameters, their covariance, the log likelihood; the parameter that stands in the way, or −1."""

    parameters: Floats
    covariance: Floats
    log_likelihood: float
    undetermined: int
    has_converged: bool


def fit_parameters(likelihood: Likelihood, start: Floats) -> Fit:
    """Climbs from *start* by BFGS, ends by Newton steps; the covariance inverts the observed information."""
    n = start.size

    def downhill(parameters: Floats) -> tuple[float, Floats]:
        value, slope = likelihood(parameters)
        return (-value, -slope) if np.isfinite(value) else (1e300, np.zeros(n))

    found = minimize(downhill, start, jac=True, method="BFGS", options={"gtol": 1e-3, "maxiter": 500})
    parameters = np.asarray(found.x, np.float64)
    value, slope = likelihood(parameters)
    information = _information(likelihood, parameters)
    for _ in range(FINAL_STEPS):
        stuck = _undetermined(information)
        if stuck >= 0:
            return Fit(parameters, np.full((n, n), np.nan), value, stuck, False)
        step = np.asarray(np.linalg.solve(information, slope), np.float64)
        parameters, value, slope, has_risen = _climbed(likelihood, parameters, step, value)
        length = np.abs(step).max()
        if not has_risen:
            break
        # While steps are small the information of the last place serves: each is far shorter than the last.
        if length > NEAR or length < SETTLED:
            information = _information(likelihood, parameters)
        if length < SETTLED:
            covariance = np.asarray(np.linalg.inv(information), np.float64)
            return Fit(parameters, covariance, value, -1, True)
    return Fit(parameters, np.full((n, n), np.nan), value, -1, False)


def _climbed(
    likelihood: Likelihood, parameters: Floats, step: Floats, value: float
) -> tuple[Floats, float, Floats, bool]:
    """The parameters after as much of *step* as does not lower the likelihood beyond rounding."""
    least = value - 1e-9 * max(1.0, abs(value))
    for _ in range(20):
        reached, slope = likelihood(parameters + step)
        if reached >= least:
            return parameters + step, reached, slope, True
        step = step / 2
    return parameters, value, slope, False


def _information(likelihood: Likelihood, parameters: Floats) -> Floats:
    """Minus the second derivatives, from four differences of the slope a parameter."""
    rows = []
    for place in range(parameters.size):
        move = np.zeros(parameters.size)
        move[place] = STEP
        near = likelihood(parameters + move)[1] - likelihood(parameters - move)[1]
        far = likelihood(parameters + 2 * move)[1] - likelihood(parameters - 2 * move)[1]
        rows.append(-(8 * near - far) / (12 * STEP))
    found = np.array(rows)
    return np.asarray((found + found.T) / 2, np.float64)


def _undetermined(information: Floats) -> int:
    """The parameter with the largest part in a direction without information, or −1."""
    if not np.isfinite(information).all():
        return 0
    eigenvalues, vectors = np.linalg.eigh(information)
    if eigenvalues[0] > LARGEST_SPREAD**-2:
        return -1
    return int(np.abs(vectors[:, 0]).argmax())
