"""The likelihood of a mixed model with a random intercept and slope, from a few sums of each patient.

In a patient with rows Z = (1, years) the scores vary as V = I + Z G Z', in units of the residual variance.
All that the likelihood needs of V are the sums Z'Z, Z'X and Z'y of each patient, so that a step of the search
takes the same time for eight visits as for eighty.
"""

from __future__ import annotations

import math
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]


class PatientSums(NamedTuple):
    """Sums of each patient's rows.

    zz (patients, 2, 2): Z'Z. zd (patients, 2, p + 1): Z' times the columns of X and then y. dd: the same
    columns crossed over all rows. n_rows: of all patients.
    """

    zz: Floats
    zd: Floats
    dd: Floats
    n_rows: int


class Profile(NamedTuple):
    """The likelihood at one G, the rest at its best.

    deviance: minus twice the log likelihood. slope (2, 2): its derivative in each entry of G. xvx: X'V^-1 X.
    beta: coefficients. squares: y'V^-1 y after beta. zv (patients, 2, p + 1): Z'V^-1 times X and y.
    """

    deviance: float
    slope: Floats
    xvx: Floats
    beta: Floats
    squares: float
    zv: Floats


def patient_sums(design: Floats, score: Floats, years: Floats, starts: NDArray[np.int64]) -> PatientSums:
    """The sums of rows that lie patient by patient; *starts* are the first rows of the patients."""
    columns = np.column_stack([design, score])
    ones_and_years = np.column_stack([np.ones_like(years), years])
    zz = np.add.reduceat(ones_and_years[:, :, None] * ones_and_years[:, None, :], starts, axis=0)
    zd = np.stack(
        [
            np.add.reduceat(columns, starts, axis=0),
            np.add.reduceat(columns * years[:, None], starts, axis=0),
        ],
        axis=1,
    )
    return PatientSums(zz, zd, columns.T @ columns, len(columns))


def profile(sums: PatientSums, g: Floats, *, reml: bool) -> Profile:
    """The likelihood at *g*; a deviance of infinity where the numbers do not allow one.

    The derivatives follow from dV^-1 = -V^-1 Z dG Z'V^-1 (Harville DA. J Am Stat Assoc 1977;72:320-338).
    """
    inverse, log_determinants = _inverse(np.eye(2) + sums.zz @ g)
    zv = inverse @ sums.zd
    crossed = sums.dd - np.einsum("nij,nik->jk", sums.zd, g @ zv, optimize=True)
    xvx, xvy = crossed[:-1, :-1], crossed[:-1, -1]
    beta = np.linalg.solve(xvx, xvy)
    squares = float(crossed[-1, -1] - beta @ xvy)
    degrees = sums.n_rows - (beta.size if reml else 0)
    if squares <= 0:
        return Profile(math.inf, np.zeros((2, 2)), xvx, beta, squares, zv)
    deviance = log_determinants + degrees * (1 + math.log(2 * math.pi * squares / degrees))
    residual = zv[:, :, -1] - zv[:, :, :-1] @ beta
    slope = np.sum(inverse @ sums.zz, axis=0) - degrees / squares * (residual.T @ residual)
    if reml:
        deviance += float(np.linalg.slogdet(xvx)[1])
        by_row = zv[:, :, :-1].transpose(1, 0, 2)
        slope -= np.einsum("anp,pq,bnq->ab", by_row, np.linalg.inv(xvx), by_row, optimize=True)
    return Profile(deviance, slope, xvx, beta, squares, zv)


def patient_scores(
    sums: PatientSums, g: Floats, found: Profile, design_by_residual: Floats, starts: NDArray[np.int64]
) -> Floats:
    """X'V^-1 (y - X beta) of each patient, (patients, p): what each pulls at the coefficients.

    design_by_residual: each row of X times y - X beta of that row.
    """
    residual = found.zv[:, :, -1] - found.zv[:, :, :-1] @ found.beta
    shrunk = np.einsum("nip,ni->np", sums.zd[:, :, :-1], residual @ g)
    scores: Floats = np.add.reduceat(design_by_residual, starts, axis=0) - shrunk
    return scores


def _inverse(matrices: Floats) -> tuple[Floats, float]:
    """The inverse of each 2 by 2 matrix, and the sum of the logarithms of their determinants."""
    determinant = matrices[:, 0, 0] * matrices[:, 1, 1] - matrices[:, 0, 1] * matrices[:, 1, 0]
    turned = np.empty_like(matrices)
    turned[:, 0, 0], turned[:, 1, 1] = matrices[:, 1, 1], matrices[:, 0, 0]
    turned[:, 0, 1], turned[:, 1, 0] = -matrices[:, 0, 1], -matrices[:, 1, 0]
    return turned / determinant[:, None, None], float(np.log(determinant).sum())
