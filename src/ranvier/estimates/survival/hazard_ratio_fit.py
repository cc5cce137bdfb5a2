"""The coefficients at which Cox's partial likelihood is largest."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from ranvier.estimates.survival.hazard_ratio_refusals import (
    endless,
    inverse_root,
    refuse_alike,
    refuse_endless,
    refuse_extreme,
)
from ranvier.estimates.survival.hazard_ratio_rows import ScaledRows
from ranvier.kernels.cox import CoxAt, CoxRows, cox_at, information, slope

Floats = NDArray[np.float64]

MOST_STEPS = 60
MOST_HALVINGS = 30
LARGEST_LAST_STEP = 1e-6
"""In standard deviations of a covariate; the step after it would be its square."""


@dataclass(frozen=True, eq=False)
class HazardFit:
    """The likelihood at its largest, in the scale of its rows; score_statistic tests coefficients of 0."""

    coefficients: Floats
    covariance: Floats
    at: CoxAt
    null_log_likelihood: float
    score_statistic: float


def fit_hazards(scaled: ScaledRows, names: tuple[str, ...]) -> HazardFit:
    """The fit by Newton's steps, each halved until the likelihood rises; raises NoHazardRatio."""
    rows = scaled.rows
    null = cox_at(rows, np.zeros(len(names)))
    slope_at_null, at_null = slope(rows, null), information(rows, null)
    refuse_alike(at_null, float(rows.terms.weight.sum()), names)
    coefficients, at, here = _largest(rows, null, slope_at_null, at_null, names)
    return HazardFit(
        coefficients=coefficients,
        covariance=np.asarray(np.linalg.inv(here), np.float64),
        at=at,
        null_log_likelihood=null.log_likelihood,
        score_statistic=float(slope_at_null @ np.linalg.solve(at_null, slope_at_null)),
    )


def _largest(
    rows: CoxRows, null: CoxAt, slope_at_null: Floats, at_null: Floats, names: tuple[str, ...]
) -> tuple[Floats, CoxAt, Floats]:
    """The coefficients, the likelihood and the information at its largest, searched from ratios of 1."""
    root = inverse_root(at_null)
    coefficients, at, slope_here, here = np.zeros(len(names)), null, slope_at_null, at_null
    for _ in range(MOST_STEPS):
        step = np.asarray(np.linalg.solve(here, slope_here), np.float64)
        coefficients, at = _rising(rows, coefficients, step, at)
        refuse_extreme(at, coefficients, names)
        slope_here, here = slope(rows, at), information(rows, at)
        refuse_endless(here, root, names)
        if np.abs(step).max() < LARGEST_LAST_STEP:
            return coefficients, at, here
    raise endless(step, names)


def _rising(rows: CoxRows, start: Floats, step: Floats, before: CoxAt) -> tuple[Floats, CoxAt]:
    """The end of the step, halved while the likelihood falls by more than its last digits."""
    least = before.log_likelihood - 1e-11 * (1 + abs(before.log_likelihood))
    for halving in range(MOST_HALVINGS):
        end = start + step / 2**halving
        at = cox_at(rows, end)
        if np.isfinite(at.log_likelihood) and at.log_likelihood >= least:
            return end, at
    return start, before
