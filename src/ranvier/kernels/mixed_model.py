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
    """Sums of each patient's rows, the patients last so that each sum lies together.

    zz (2, 2, patients): Z'Z. zd (2, p + 1, patients): Z' times the columns of X and then y. dd: the same
    columns crossed over all rows. n_rows: of all patients.
    """

    zz: Floats
    zd: Floats
    dd: Floats
    n_rows: int


class Profile(NamedTuple):
    """The likelihood at one G, the rest at its best.

    deviance: minus twice the log likelihood. slope (2, 2): its derivative in each entry of G. xvx: X'V^-1 X.
    beta: coefficients. squares: y'V^-1 y after beta. rest (2, patients): Z'V^-1 (y - X beta).
    """

    deviance: float
    slope: Floats
    xvx: Floats
    beta: Floats
    squares: float
    rest: Floats


def patient_sums(design: Floats, score: Floats, years: Floats, starts: NDArray[np.int64]) -> PatientSums:
    """The sums of rows that lie patient by patient; *starts* are the first rows of the patients."""
    columns = np.vstack([design.T, score])
    zd = np.stack(
        [np.add.reduceat(columns, starts, axis=1), np.add.reduceat(columns * years, starts, axis=1)]
    )
    n, once, twice = (np.add.reduceat(years**power, starts) for power in (0, 1, 2))
    return PatientSums(np.array([[n, once], [once, twice]]), zd, columns @ columns.T, score.size)


def profile(sums: PatientSums, g: Floats, *, reml: bool) -> Profile:
    """The likelihood at *g*; a deviance of infinity where the numbers do not allow one.

    The derivatives follow from dV^-1 = -V^-1 Z dG Z'V^-1 (Harville DA. J Am Stat Assoc 1977;72:320-338).
    """
    inverse, log_determinants = _inverse(np.eye(2)[:, :, None] + _times(sums.zz, g))
    zv = _times_columns(inverse, sums.zd)
    shrunk = _times_columns(g, zv)
    crossed = sums.dd - sums.zd[0] @ shrunk[0].T - sums.zd[1] @ shrunk[1].T
    xvx, xvy = crossed[:-1, :-1], crossed[:-1, -1]
    beta: Floats = np.asarray(np.linalg.solve(xvx, xvy), np.float64)
    squares = float(crossed[-1, -1] - beta @ xvy)
    rest = np.stack([part[-1] - beta @ part[:-1] for part in zv])
    degrees = sums.n_rows - (beta.size if reml else 0)
    if squares <= 0:
        return Profile(math.inf, np.zeros((2, 2)), xvx, beta, squares, rest)
    deviance = log_determinants + degrees * (1 + math.log(2 * math.pi * squares / degrees))
    slope = np.tensordot(inverse, sums.zz, axes=([1, 2], [0, 2])) - degrees / squares * (rest @ rest.T)
    if reml:
        deviance += float(np.linalg.slogdet(xvx)[1])
        inverted = np.linalg.inv(xvx)
        slope -= [[np.sum(inverted * (a[:-1] @ b[:-1].T)) for b in zv] for a in zv]
    return Profile(deviance, slope, xvx, beta, squares, rest)


def patient_scores(
    sums: PatientSums, g: Floats, found: Profile, design_by_residual: Floats, starts: NDArray[np.int64]
) -> Floats:
    """X'V^-1 (y - X beta) of each patient, (patients, p): what each pulls at the coefficients.

    design_by_residual: each row of X times y - X beta of that row.
    """
    shrunk = g @ found.rest
    touched = sums.zd[0, :-1] * shrunk[0] + sums.zd[1, :-1] * shrunk[1]
    scores: Floats = np.add.reduceat(design_by_residual, starts, axis=0) - touched.T
    return scores


def _inverse(matrices: Floats) -> tuple[Floats, float]:
    """The inverse of each 2 by 2 matrix, and the sum of the logarithms of their determinants."""
    (a, b), (c, d) = matrices
    determinant = a * d - b * c
    return np.array([[d, -b], [-c, a]]) / determinant, float(np.log(determinant).sum())


def _times(each: Floats, one: Floats) -> Floats:
    """Each 2 by 2 matrix times one."""
    return np.array([[row[0] * one[0, j] + row[1] * one[1, j] for j in (0, 1)] for row in each])


def _times_columns(matrix: Floats, columns: Floats) -> Floats:
    """A 2 by 2 matrix, or each patient's own, times each patient's 2 by p columns."""
    return np.stack([row[0] * columns[0] + row[1] * columns[1] for row in matrix])
