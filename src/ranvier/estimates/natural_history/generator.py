"""The rates a year behind a matrix of transition probabilities: whether there are any, and the nearest."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.linalg import logm
from scipy.optimize import least_squares

from ranvier.kernels.matrix_exponential import exponentials

Floats = NDArray[np.float64]

ROUNDING = 1e-9
"""A rate this little below 0 is the rounding of the logarithm."""

MOST_SKEWED = 1e8
"""Condition of the eigenvectors beyond which they say nothing."""


@dataclass(frozen=True)
class Generator:
    """Rates a year (k, k), rows summing to 0, and how well they give back the matrix.

    is_exact: the matrix is the exponential of these rates. largest_error: between a cell of the matrix and
    its cell under the rates. why: in one sentence, how the rates were found and what stood in the way.
    """

    rates: Floats
    is_exact: bool
    largest_error: float
    why: str


def find_generator(probabilities: Floats, period_years: float = 1.0) -> Generator:
    """The rates a year that give *probabilities* (k, k) after *period_years*, else the nearest such rates.

    The principal logarithm where it has no negative rate; otherwise rates of least squared error over the
    cells. Necessary conditions after Israel RB, Rosenthal JS, Wei JZ. Math Finance 2001;11:245-265.
    """
    why_not = no_generator_because(probabilities)
    logarithm = _principal(probabilities)
    if not why_not and logarithm is not None:
        if _off_diagonal(logarithm).min(initial=0.0) >= -ROUNDING:
            rates = _with_rows_of_zero(np.maximum(logarithm, 0)) / period_years
            return _told(probabilities, rates, period_years, "the principal logarithm of the matrix")
        why_not = "the principal logarithm of the matrix has a negative rate"
    if logarithm is None and not why_not:
        why_not = "the matrix has no real logarithm"
    start = np.zeros_like(probabilities) if logarithm is None else logarithm
    rates = _nearest(probabilities, _with_rows_of_zero(np.maximum(start, 0))) / period_years
    return _told(probabilities, rates, period_years, f"the nearest rates, because {why_not}", is_exact=False)


def no_generator_because(probabilities: Floats) -> str:
    """Why no rates at all can give the matrix, or nothing where none of the known reasons holds."""
    determinant = float(np.linalg.det(probabilities))
    if determinant <= 0:
        return "its determinant is not above 0"
    if determinant > float(np.prod(np.diag(probabilities))) * (1 + ROUNDING):
        return "its determinant exceeds the product of its diagonal"
    reached = np.linalg.matrix_power((probabilities > 0).astype(np.float64), len(probabilities)) > 0
    if (reached & (probabilities == 0)).any():
        return "a state that can be reached over others has probability 0"
    return ""


def nearest_rates(probabilities: Floats) -> Floats:
    """Quick rates for many matrices (m, k, k): logarithms by eigenvalues, with negative rates set to 0.

    Where there is no such logarithm, the chances of leaving stand for the rates.
    """
    eigenvalues, vectors = np.linalg.eig(probabilities)
    has_logarithm = (np.abs(eigenvalues) > ROUNDING).all(axis=1) & (np.linalg.cond(vectors) < MOST_SKEWED)
    found = probabilities.copy()
    logs = np.log(eigenvalues[has_logarithm].astype(np.complex128))
    sides = vectors[has_logarithm]
    found[has_logarithm] = ((sides * logs[:, None, :]) @ np.linalg.inv(sides)).real
    found = np.maximum(found, 0) * ~np.eye(probabilities.shape[1], dtype=bool)
    diagonal = np.arange(probabilities.shape[1])
    found[:, diagonal, diagonal] = -found.sum(axis=2)
    return found


def _principal(probabilities: Floats) -> Floats | None:
    eigenvalues = np.linalg.eigvals(probabilities)
    if (np.abs(eigenvalues) < ROUNDING).any() or ((eigenvalues.real <= 0) & (eigenvalues.imag == 0)).any():
        return None
    logarithm = np.asarray(logm(probabilities))
    if np.abs(logarithm.imag).max() > ROUNDING:
        return None
    return np.asarray(logarithm.real, np.float64)


def _off_diagonal(matrix: Floats) -> Floats:
    return matrix[~np.eye(len(matrix), dtype=bool)]


def _with_rows_of_zero(rates: Floats) -> Floats:
    off = rates - np.diag(np.diag(rates))
    return np.asarray(off - np.diag(off.sum(axis=1)), np.float64)


def _nearest(probabilities: Floats, start: Floats) -> Floats:
    is_off = ~np.eye(len(probabilities), dtype=bool)

    def errors(rates: Floats) -> Floats:
        matrix = np.zeros_like(probabilities)
        matrix[is_off] = rates
        found = exponentials(_with_rows_of_zero(matrix)[None], np.ones(1))[0]
        return np.asarray((found - probabilities).ravel(), np.float64)

    first = np.clip(start[is_off], 1e-6, 50.0)
    fit = least_squares(errors, first, bounds=(0, 100), xtol=1e-12, ftol=1e-12, gtol=1e-12)
    nearest = np.zeros_like(probabilities)
    nearest[is_off] = np.where(fit.x < 1e-8, 0.0, fit.x)
    return _with_rows_of_zero(nearest)


def _told(
    probabilities: Floats, rates: Floats, period_years: float, why: str, *, is_exact: bool = True
) -> Generator:
    back = exponentials(rates[None], np.array([period_years]))[0]
    return Generator(rates, is_exact, float(np.abs(back - probabilities).max()), why)
