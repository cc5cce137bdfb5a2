"""Cox's partial likelihood with Efron's ties at given coefficients: value, slope, information, residuals.

Nothing is kept of a risk set but sums by slot. The squares of the covariates are summed over rows, not over
risk sets, because a row's share in them is the hazard added up while it is at risk. Rows are taken a block
at a time, so that a block's numbers stay near the processor: a million rows take half the time
(benchmarks/cox.py). Blocks have one order, so the sums do too.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from ranvier.kernels.cox_slots import (
    EventTerms,
    RiskSlots,
    by_slot,
    efron_terms,
    no_changes,
    note_changes,
    sums_from_changes,
    sums_over_slots,
)

Floats = NDArray[np.float64]

BLOCK = 8_192


class CoxRows(NamedTuple):
    """The rows at risk, with covariates (n_covariates, n_rows) and weights (n_rows,), and the terms.

    of_events: weighted sum of the covariates of those with the event, (n_covariates,).
    """

    slots: RiskSlots
    terms: EventTerms
    covariates: Floats
    weight: Floats
    of_events: Floats


class CoxAt(NamedTuple):
    """The likelihood at some coefficients.

    risk: weight times relative hazard of each row. hazard: of each term. at_risk, tied: risk times covariate,
    summed over those at risk and over those with the event in each slot, (n_covariates, n_slots).
    """

    log_likelihood: float
    risk: Floats
    hazard: Floats
    at_risk: Floats
    tied: Floats


def cox_rows(slots: RiskSlots, covariates: Floats, weight: Floats) -> CoxRows:
    """The rows of *slots* with their *covariates* and *weight*."""
    of_events = covariates[:, slots.event] @ weight[slots.event]
    return CoxRows(slots, efron_terms(slots, weight), covariates, weight, of_events)


def cox_at(rows: CoxRows, coefficients: Floats) -> CoxAt:
    """The partial likelihood of *rows* at *coefficients*; not finite where they are too large."""
    slots, terms = rows.slots, rows.terms
    n_covariates, n_rows = rows.covariates.shape
    risk = np.empty(n_rows)
    changes = no_changes(slots, 1 + n_covariates)
    with np.errstate(over="ignore", invalid="ignore", divide="ignore"):
        for block in _blocks(rows):
            covariates = rows.covariates[:, block]
            risk[block] = rows.weight[block] * np.exp(coefficients @ covariates)
            note_changes(slots, changes[0], risk[block], block)
            for covariate, change in zip(covariates, changes[1:], strict=True):
                note_changes(slots, change, risk[block] * covariate, block)
        at_risk = sums_from_changes(slots, changes)
        tied = _sums_of_events(rows, risk)
        left = at_risk[0][terms.slot] - terms.fraction * tied[0][terms.slot]
        value = float(coefficients @ rows.of_events - terms.weight @ np.log(left))
        return CoxAt(value, risk, terms.weight / left, at_risk[1:], tied[1:])


def slope(rows: CoxRows, at: CoxAt, scale: Floats | None = None) -> Floats:
    """The slope of the log likelihood, each slot's share times its *scale*, (n_covariates,)."""
    slots, of_events, hazard = rows.slots, rows.of_events, at.hazard
    if scale is not None:
        event_weight = rows.weight[slots.event] * scale[slots.event_slot]
        of_events = rows.covariates[:, slots.event] @ event_weight
        hazard = hazard * scale[rows.terms.slot]
    met, missed = _in_slots(rows, hazard)
    return np.asarray(of_events - (at.at_risk @ met - at.tied @ missed), np.float64)


def information(rows: CoxRows, at: CoxAt, scale: Floats | None = None) -> Floats:
    """Minus the curvature of the log likelihood, each slot's share times its *scale*, (n, n) covariates."""
    hazard = at.hazard if scale is None else at.hazard * scale[rows.terms.slot]
    met = _met_by_rows(rows, hazard)
    n_covariates = rows.covariates.shape[0]
    squares = np.zeros((n_covariates, n_covariates))
    for block in _blocks(rows):
        covariates = rows.covariates[:, block]
        squares += (covariates * (at.risk[block] * met[block])) @ covariates.T
    return np.asarray(squares - _squared_means(rows, at, hazard), np.float64)


def score_residuals(rows: CoxRows, at: CoxAt) -> Floats:
    """What each row adds to the slope, its weight included, (n_covariates, n_rows).

    Source: Therneau TM, Grambsch PM, Fleming TR. Biometrika 1990;77:147-160, with Efron's ties.
    """
    slots = rows.slots
    event, event_slot = slots.event, slots.event_slot
    met = _met_by_rows(rows, at.hazard)
    # The mean covariate of a term is (at_risk - fraction * tied) times hazard over the term's weight.
    over_weight = at.hazard / rows.terms.weight
    share, share_missed = _in_slots(rows, over_weight / _n_tied(rows)[rows.terms.slot])
    square, square_missed = _in_slots(rows, at.hazard * over_weight)
    square_twice_missed = _in_slots(rows, at.hazard * over_weight * rows.terms.fraction)[1]
    residuals = np.empty_like(rows.covariates)
    each = zip(rows.covariates, at.at_risk, at.tied, residuals, strict=True)
    for covariate, at_risk, tied, residual in each:
        of_means = sums_over_slots(slots, at_risk * square - tied * square_missed)
        of_means[event] -= (at_risk * square_missed - tied * square_twice_missed)[event_slot]
        residual[:] = at.risk * (of_means - covariate * met)
        own_mean = at_risk * share - tied * share_missed
        residual[event] += rows.weight[event] * (covariate[event] - own_mean[event_slot])
    return residuals


def _blocks(rows: CoxRows) -> Iterator[slice]:
    """Never fewer rows than there are slots, whose sums each block goes through."""
    size = max(BLOCK, rows.slots.slot_day.size)
    return (slice(start, start + size) for start in range(0, rows.weight.size, size))


def _n_tied(rows: CoxRows) -> NDArray[np.int64]:
    return np.bincount(rows.terms.slot, minlength=rows.slots.slot_day.size).astype(np.int64)


def _sums_of_events(rows: CoxRows, risk: Floats) -> Floats:
    """Risk, and risk times each covariate, of those with the event in each slot."""
    event, event_slot = rows.slots.event, rows.slots.event_slot
    of_events = risk[event]
    products = (of_events * covariate[event] for covariate in rows.covariates)
    sums = [by_slot(rows.slots, event_slot, values) for values in (of_events, *products)]
    return np.stack(sums)


def _in_slots(rows: CoxRows, values: Floats) -> tuple[Floats, Floats]:
    """*values*, one a term, added up in each slot, whole and times the fraction that has left by then."""
    slots, terms = rows.slots, rows.terms
    return by_slot(slots, terms.slot, values), by_slot(slots, terms.slot, values * terms.fraction)


def _met_by_rows(rows: CoxRows, hazard: Floats) -> Floats:
    """*hazard*, one a term, added up over the terms at which each row is at risk."""
    met, missed = _in_slots(rows, hazard)
    met_by_rows = sums_over_slots(rows.slots, met)
    met_by_rows[rows.slots.event] -= missed[rows.slots.event_slot]
    return met_by_rows


def _squared_means(rows: CoxRows, at: CoxAt, hazard: Floats) -> Floats:
    """The products of the mean covariates at each term, added up with the terms' weights.

    A mean is (at_risk - fraction * tied) / left; so three sums a slot stand for all its terms.
    """
    square = hazard * at.hazard / rows.terms.weight
    both, one_left = _in_slots(rows, square)
    two_left = _in_slots(rows, square * rows.terms.fraction)[1]
    mixed = (at.at_risk * one_left) @ at.tied.T
    of_risk = (at.at_risk * both) @ at.at_risk.T
    return np.asarray(of_risk - mixed - mixed.T + (at.tied * two_left) @ at.tied.T, np.float64)
