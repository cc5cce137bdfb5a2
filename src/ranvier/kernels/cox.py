"""Cox's partial likelihood with Efron's ties at given coefficients: value, slope, information, residuals.

Nothing is kept of a risk set but its sums by slot; the squares of the covariates are summed over rows, not
over risk sets, because a row's share in them is the hazard added up while it is at risk.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from ranvier.kernels.cox_slots import (
    EventTerms,
    RiskSlots,
    by_slot,
    sums_at_risk,
    sums_of_events,
    sums_over_slots,
)

Floats = NDArray[np.float64]


class CoxRows(NamedTuple):
    """The rows at risk, with covariates (n_covariates, n_rows) and weights (n_rows,), and the terms."""

    slots: RiskSlots
    terms: EventTerms
    covariates: Floats
    weight: Floats


class CoxAt(NamedTuple):
    """The likelihood at some coefficients.

    risk: weight times relative hazard of each row. hazard: of each term. mean: covariates among those at
    risk, (n_covariates, n_terms).
    """

    log_likelihood: float
    risk: Floats
    hazard: Floats
    mean: Floats


def cox_at(rows: CoxRows, coefficients: Floats) -> CoxAt:
    """The partial likelihood of *rows* at *coefficients*; not finite where they are too large."""
    slots, terms = rows.slots, rows.terms
    with np.errstate(over="ignore", invalid="ignore", divide="ignore"):
        log_risk = coefficients @ rows.covariates
        risk = rows.weight * np.exp(log_risk)
        at_risk = _of_terms(rows, risk)
        hazard = terms.weight / at_risk
        mean = np.stack([_of_terms(rows, risk * covariate) for covariate in rows.covariates]) / at_risk
        of_events = rows.weight[slots.event] @ log_risk[slots.event]
        value = float(of_events - terms.weight @ np.log(at_risk))
    return CoxAt(value, risk, hazard, mean)


def slope(rows: CoxRows, at: CoxAt) -> Floats:
    """The slope of the log likelihood, (n_covariates,)."""
    event = rows.slots.event
    of_events = rows.covariates[:, event] @ rows.weight[event]
    return np.asarray(of_events - at.mean @ rows.terms.weight, np.float64)


def information(rows: CoxRows, at: CoxAt, scale: Floats | None = None) -> Floats:
    """Minus the curvature of the log likelihood, each term times its *scale*, square in the covariates."""
    scale = np.ones(at.hazard.size) if scale is None else scale
    exposure = at.risk * _hazard_met(rows, at.hazard * scale)
    squares = (rows.covariates * exposure) @ rows.covariates.T
    return np.asarray(squares - (at.mean * (rows.terms.weight * scale)) @ at.mean.T, np.float64)


def score_residuals(rows: CoxRows, at: CoxAt) -> Floats:
    """What each row adds to the slope, its weight included, (n_covariates, n_rows).

    Source: Therneau TM, Grambsch PM, Fleming TR. Biometrika 1990;77:147-160, with Efron's ties.
    """
    met = _hazard_met(rows, at.hazard)
    slots, terms = rows.slots, rows.terms
    n_slots = slots.slot_day.size
    n_tied = np.bincount(terms.slot, minlength=n_slots)
    residuals = np.empty_like(rows.covariates)
    for covariate, mean, residual in zip(rows.covariates, at.mean, residuals, strict=True):
        residual[:] = at.risk * (_hazard_met(rows, at.hazard * mean) - covariate * met)
        mean_of_slot = np.bincount(terms.slot, weights=mean, minlength=n_slots) / n_tied
        own = covariate[slots.event] - mean_of_slot[slots.event_slot]
        residual[slots.event] += rows.weight[slots.event] * own
    return residuals


def _of_terms(rows: CoxRows, values: Floats) -> Floats:
    """The sum of *values* over those at risk at each term: Efron lets a part of the tied events leave."""
    slots, terms = rows.slots, rows.terms
    at_risk, tied = sums_at_risk(slots, values), sums_of_events(slots, values)
    return np.asarray(at_risk[terms.slot] - terms.fraction * tied[terms.slot], np.float64)


def _hazard_met(rows: CoxRows, hazard: Floats) -> Floats:
    """*hazard*, one a term, added up over the terms at which each row is at risk."""
    slots, terms = rows.slots, rows.terms
    met = sums_over_slots(slots, by_slot(slots, terms.slot, hazard))
    missed = by_slot(slots, terms.slot, hazard * terms.fraction)
    met[slots.event] -= missed[slots.event_slot]
    return met
