"""The hazard ratio of every one of many simulated trials, for power, calibration and null distributions."""

from __future__ import annotations

import os
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from ranvier.estimates.inputs import Inputs, as_array
from ranvier.kernels.cox_trials import TrialFits, fit_trials

Floats = NDArray[np.float64]

ROWS_AT_A_TIME = 100_000
MOST_CORES = 8


@dataclass(frozen=True, eq=False)
class TrialRatios:
    """Log hazard ratio, treated over others, and standard error of each trial, (n_trials,).

    Both are NaN where a trial has no ratio: no event, or events in such an order that it runs to 0 or to
    infinity. n_events: of each trial, (n_trials,).
    """

    log_ratios: Floats
    std_errors: Floats
    n_events: NDArray[np.int64]

    @property
    def z(self) -> Floats:
        """Wald's statistic of each trial, standard normal where treatment does nothing; NaN without."""
        return np.asarray(self.log_ratios / self.std_errors, np.float64)

    @property
    def n_without_ratio(self) -> int:
        """Trials that have no ratio; they belong in the denominator of a power."""
        return int(np.count_nonzero(np.isnan(self.log_ratios)))


def estimate_ratios_of_trials(
    exit_day: ArrayLike, event: ArrayLike, treated: ArrayLike, *, n_cores: int | None = None
) -> TrialRatios:
    """The hazard ratio of each trial by Cox regression on one covariate, Efron ties: a row a trial.

    exit_day, event: (n_trials, n_patients), as in estimate_hazard_ratios. treated: true for the treated,
    the same shape, or (n_patients,) for all trials. n_cores: as many as the machine has if not said; the
    numbers are the same on any. Raises InputError. Source as of estimate_hazard_ratios, whose numbers each
    trial has.
    """
    exits, events, groups, n_trials = _checked(exit_day, event, treated)
    n_threads = _checked_cores(n_cores)
    n_patients = exits.size // n_trials
    n_at_a_time = max(1, ROWS_AT_A_TIME // n_patients)
    starts = range(0, n_trials, n_at_a_time)

    def fit_from(start: int) -> TrialFits:
        end = min(start + n_at_a_time, n_trials)
        rows = slice(start * n_patients, end * n_patients)
        trial = np.repeat(np.arange(end - start), n_patients)
        return fit_trials(exits[rows], events[rows], groups[rows], trial, end - start)

    with ThreadPoolExecutor(n_threads) as pool:
        found = list(pool.map(fit_from, starts))
    information = np.concatenate([fit.information for fit in found])
    with np.errstate(divide="ignore"):
        errors = np.where(information > 0, 1 / np.sqrt(information), np.nan)
    n_events = np.count_nonzero(events.reshape(n_trials, n_patients), axis=1)
    return TrialRatios(np.concatenate([fit.log_ratio for fit in found]), errors, n_events)


def _checked_cores(n_cores: int | None) -> int:
    inputs = Inputs("hazard ratios of the trials")
    known = (os.cpu_count() or 1) if n_cores is None else inputs.count("n_cores", n_cores)
    inputs.finish()
    inputs.require(known > 0, "n_cores must be 1 or more", "n_cores", "leave it out for all there are")
    inputs.finish()
    return min(known, MOST_CORES)


def _checked(
    exit_day: ArrayLike, event: ArrayLike, treated: ArrayLike
) -> tuple[NDArray[np.int64], NDArray[np.bool_], NDArray[np.bool_], int]:
    """All patients of all trials in one line each, and how many trials there are."""
    inputs = Inputs("hazard ratios of the trials")
    days, had, got = as_array(exit_day), as_array(event), as_array(treated)
    inputs.require(
        days.ndim == 2 and days.size > 0,
        "exit_day must have a row a trial and a column a patient",
        "exit_day",
        "reshape to (n_trials, n_patients)",
    )
    inputs.finish()
    inputs.require(had.shape == days.shape, "event must be shaped as exit_day", "event", _SHAPE)
    fits = got.shape in {days.shape, days.shape[1:]}
    inputs.require(fits, "treated must be shaped as exit_day or as one row of it", "treated", _SHAPE)
    inputs.finish()
    exits = inputs.days("exit_day", days.ravel())
    inputs.each(exits > 0, "exit_day must be 1 or more", "exit_day", "round event days up")
    events = inputs.flags("event", had.ravel())
    groups = inputs.flags("treated", np.broadcast_to(got, days.shape).ravel())
    inputs.finish()
    return exits, events, groups, days.shape[0]


_SHAPE = "hand over (n_trials, n_patients)"
