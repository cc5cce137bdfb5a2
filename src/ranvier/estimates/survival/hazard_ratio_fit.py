"""The coefficients at which Cox's partial likelihood is largest, or a refusal that says why."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from ranvier.errors import RanvierError
from ranvier.estimates.inputs import InputError
from ranvier.estimates.survival.hazard_ratio_rows import ScaledRows
from ranvier.kernels.cox import CoxAt, CoxRows, cox_at, information, slope

Floats = NDArray[np.float64]

MOST_STEPS = 60
LARGEST_LAST_STEP = 1e-6
"""In standard deviations of a covariate; the step after it would be its square."""

LEAST_INFORMATION_LEFT = 1e-7
"""Of that at ratios of 1. A coefficient that runs to infinity loses all of it; a true one never so much."""

LARGEST_RISK = 1e60
"""Of one row beside a mean one. Where a covariate separates neighbours, it is passed within a few steps."""

LEAST_SHARE_OF_ITS_OWN = 1e-11
"""Of a covariate's information that the covariates before it do not hold."""


class NoHazardRatio(InputError):
    """The numbers are sound, but no hazard ratio follows from them."""

    def __init__(self, problem: str, *, where: str, hint: str) -> None:
        super().__init__(
            [RanvierError(problem, where=where, hint=hint)],
            headline="The hazard ratio cannot be estimated from these numbers",
        )


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
    coefficients = np.zeros(len(names))
    null = at = cox_at(rows, coefficients)
    slope_here, information_here = slope(rows, at), information(rows, at)
    refuse_collinear(information_here, names)
    at_null = (slope_here, information_here)
    for _ in range(MOST_STEPS):
        refuse_endless(information_here, at_null[1], names)
        step = np.asarray(np.linalg.solve(information_here, slope_here), np.float64)
        coefficients, at = _rising(rows, coefficients, step, at)
        if at.risk.max() > LARGEST_RISK:
            raise _endless(coefficients, names)
        slope_here, information_here = slope(rows, at), information(rows, at)
        if np.abs(step).max() < LARGEST_LAST_STEP:
            break
    else:
        raise _endless(step, names)
    refuse_endless(information_here, at_null[1], names)
    return HazardFit(
        coefficients=coefficients,
        covariance=np.asarray(np.linalg.inv(information_here), np.float64),
        at=at,
        null_log_likelihood=null.log_likelihood,
        score_statistic=float(at_null[0] @ np.linalg.solve(at_null[1], at_null[0])),
    )


def refuse_collinear(at_null: Floats, names: tuple[str, ...]) -> None:
    """Raise NoHazardRatio for a covariate that does not differ, or that others make up."""
    spread = np.diag(at_null)
    for name, own in zip(names, spread, strict=True):
        if not own > LEAST_SHARE_OF_ITS_OWN * max(1.0, float(spread.max())):
            raise NoHazardRatio(
                f"{name} does not differ among those at risk on the days of events",
                where=name,
                hint="leave it out, or compare with patients in whom it differs",
            )
    related = at_null / np.sqrt(np.outer(spread, spread))
    for last in range(1, len(names)):
        parts = np.linalg.solve(related[:last, :last], related[:last, last])
        if 1 - parts @ related[:last, last] < LEAST_SHARE_OF_ITS_OWN:
            makers = [name for name, part in zip(names, parts, strict=False) if abs(part) > 1e-6]
            raise NoHazardRatio(
                f"{names[last]} follows from {' and '.join(makers)}, so they cannot be told apart",
                where=", ".join([*makers, names[last]]),
                hint="leave one of them out; of groups, leave out the one that the others are compared with",
            )


def refuse_endless(here: Floats, at_null: Floats, names: tuple[str, ...]) -> None:
    """Raise NoHazardRatio where a ratio grows without end: in its direction no information is left."""
    root = np.linalg.inv(np.linalg.cholesky(at_null))
    left, directions = np.linalg.eigh(root @ here @ root.T)
    if left[0] > LEAST_INFORMATION_LEFT:
        return
    raise _endless(root.T @ directions[:, 0], names)


def _endless(direction: Floats, names: tuple[str, ...]) -> NoHazardRatio:
    """The refusal that names the covariates which make up most of *direction*."""
    parts = np.abs(direction)
    running = [name for name, part in zip(names, parts, strict=True) if part > 0.1 * parts.max()]
    separates = "separate" if len(running) > 1 else "separates"
    return NoHazardRatio(
        f"the hazard ratio runs to 0 or to infinity: {' and '.join(running)} {separates} those "
        "with the event from those without",
        where=", ".join(running),
        hint="leave it out, join small groups, or compare shares with exact intervals",
    )


def _rising(rows: CoxRows, start: Floats, step: Floats, before: CoxAt) -> tuple[Floats, CoxAt]:
    """The end of the step, halved while the likelihood falls by more than its last digits."""
    least = before.log_likelihood - 1e-11 * (1 + abs(before.log_likelihood))
    for halving in range(30):
        end = start + step / 2**halving
        at = cox_at(rows, end)
        if np.isfinite(at.log_likelihood) and at.log_likelihood >= least:
            return end, at
    return start, before
