"""The likelihood of a mixed model, each matrix written out. Slow twin of kernels/mixed_model.py."""

import math

import numpy as np


def deviance(rows, between, residual_variance, *, reml):
    """Minus twice the log likelihood at the best coefficients.

    rows: (design, score, years) of each patient.
    """
    precision, weighed, blocks = 0.0, 0.0, []
    for design, score, years in rows:
        v = matrix_of(years, between, residual_variance)
        blocks.append((np.linalg.inv(v), np.linalg.slogdet(v)[1]))
        precision = precision + design.T @ blocks[-1][0] @ design
        weighed = weighed + design.T @ blocks[-1][0] @ score
    beta = np.linalg.solve(precision, weighed)
    total, n_rows = 0.0, 0
    for (design, score, _), (inverse, log_determinant) in zip(rows, blocks, strict=True):
        rest = score - design @ beta
        total += log_determinant + rest @ inverse @ rest
        n_rows += score.size
    if reml:
        total += np.linalg.slogdet(precision)[1]
        n_rows -= beta.size
    return total + n_rows * math.log(2 * math.pi), beta, precision


def matrix_of(years, between, residual_variance):
    """How the scores of one patient vary together."""
    z = np.column_stack([np.ones(years.size), years])
    return z @ between @ z.T + residual_variance * np.eye(years.size)
