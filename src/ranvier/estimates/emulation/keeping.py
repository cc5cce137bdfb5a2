"""How probable a start or a stop was in each period: what artificial censoring is weighed by."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from ranvier.estimates.comparison.logistic import fit_logistic
from ranvier.estimates.emulation.people import Numbers
from ranvier.estimates.emulation.periods import PersonPeriods
from ranvier.estimates.inputs import Inputs

_PERIOD = "start of the period (years)"


@dataclass(frozen=True, eq=False)
class ChangeProbability:
    """For each row of the periods the probability of a start (of the untreated) or stop (of the treated).

    modelled: given what was known when the period began. marginal: the share among all in that period and
    state, which stabilises the weights.
    """

    modelled: Numbers
    marginal: Numbers

    @property
    def log_kept(self) -> Numbers:
        """Logarithm of the stabilised inverse probability of no change in the period."""
        return np.asarray(np.log1p(-self.marginal) - np.log1p(-self.modelled), np.float64)


def estimate_change_probability(periods: PersonPeriods) -> ChangeProbability:
    """Pooled logistic regressions over periods, one of starting and one of stopping.

    Terms: the covariates and, with several periods, when the period began; without covariates the share of
    each period. In a state in which nobody changes the probability is 0. Raises InputError as `fit_logistic`
    does, as with separation.
    """
    modelled, marginal = np.zeros(periods.patient.size), np.zeros(periods.patient.size)
    for state in (periods.untreated, periods.treated):
        rows = np.flatnonzero(state)
        changes = periods.changes[rows]
        if not changes.any():
            continue
        modelled[rows] = _modelled(periods, rows, changes)
        marginal[rows] = _share_each_period(periods.period[rows], changes)
    return ChangeProbability(modelled, marginal)


def estimate_start_probability(periods: PersonPeriods, rows: NDArray[np.int64]) -> ChangeProbability:
    """The probability of starting in each of *rows*, which are untreated, fitted on those rows alone."""
    changes = periods.changes[rows]
    return ChangeProbability(
        _modelled(periods, rows, changes), _share_each_period(periods.period[rows], changes)
    )


def estimate_last_start_probability(periods: PersonPeriods, before_day: int) -> Numbers:
    """For each row that is a patient's last chance to start before *before_day*, how probable the start was.

    Among those who could depart from the strategy on that day: not started before the period, and then still
    under observation, so that an effect of the treatment within the period is part of the probability.
    1 in all other rows. Raises InputError where nobody starts in that period.
    """
    found = np.ones(periods.patient.size)
    last = periods.untreated & (periods.day == before_day - periods.every_days)
    rows = np.flatnonzero(last & (periods.people.exit_day[periods.patient] > before_day))
    starts = periods.changes[rows]
    if starts.all():
        return found
    inputs = Inputs("strategies")
    hint = "choose a shorter grace period or a longer every_days"
    problem = "nobody starts in the last days of grace, so nobody can stand for those who do not"
    inputs.require(bool(starts.any()), problem, "start_day", hint)
    inputs.finish()
    found[rows] = _modelled(periods, rows, starts)
    return found


def _modelled(periods: PersonPeriods, rows: NDArray[np.int64], changes: NDArray[np.bool_]) -> Numbers:
    terms = periods.covariates(rows)
    if not terms:
        return _share_each_period(periods.period[rows], changes)
    years = periods.day[rows] / 365.25
    if np.ptp(years) > 0:
        terms[_PERIOD] = years
    return np.asarray(fit_logistic(changes, terms).probabilities, np.float64)


def _share_each_period(period: NDArray[np.int64], changes: NDArray[np.bool_]) -> Numbers:
    """The marginal must depend on the period alone, or strata would not take it out."""
    n_rows = np.maximum(np.bincount(period), 1)
    share = np.bincount(period, weights=changes) / n_rows
    # Where all change nobody is left to be weighted; a share of 1 would make sums over others infinite.
    return np.asarray(np.minimum(share, 1 - 1e-9)[period], np.float64)
