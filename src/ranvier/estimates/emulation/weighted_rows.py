"""The rows an emulated trial is analysed by: start-stop times, weights, and whose they are."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from ranvier.estimates.emulation.people import Days, Numbers
from ranvier.estimates.emulation.periods import PersonPeriods


@dataclass(frozen=True, eq=False)
class WeightedRows:
    """Many rows a patient: at risk on the days after entry_day up to and with exit_day.

    patient: place of the patient, the cluster of the robust variance. stratum: trial. copy: the trial or
    clone of the patient a row was cut from. All days count from time zero of the trial.
    """

    patient: Days
    stratum: Days
    copy: Days
    treated: NDArray[np.bool_]
    entry_day: Days
    exit_day: Days
    event: NDArray[np.bool_]
    weights: Numbers
    covariates: Mapping[str, Numbers]

    @property
    def n_patients(self) -> int:
        """Patients with a row."""
        return int(np.unique(self.patient).size)

    @property
    def n_patients_with_event(self) -> int:
        """Patients with the event, each counted once though it can belong to several of their rows."""
        return int(np.unique(self.patient[self.event]).size)


@dataclass(frozen=True)
class WeightSummary:
    """How unequal the weights are: of the rows, which are the larger the more a row stands for others.

    truncated_at: the largest weight allowed, infinite without a limit. effective_n: (sum)² / sum of squares.
    """

    mean: float
    largest: float
    effective_n: float
    n_truncated: int
    truncated_at: float


def summarise_weights(weights: Numbers, truncated_at: float) -> WeightSummary:
    """The mean, the largest, and how many equally weighted rows would say as much."""
    return WeightSummary(
        mean=float(weights.mean()),
        largest=float(weights.max()),
        effective_n=float(weights.sum() ** 2 / (weights**2).sum()),
        n_truncated=int((weights >= truncated_at).sum()) if np.isfinite(truncated_at) else 0,
        truncated_at=truncated_at,
    )


def truncated(weights: Numbers, share: float) -> tuple[Numbers, float]:
    """Weights above the quantile 1 - *share* set to it, and that quantile; a share of 0 leaves all."""
    if not share:
        return weights, float("inf")
    most = float(np.quantile(weights, 1 - share))
    return np.minimum(weights, most), most


@dataclass(frozen=True, eq=False)
class Pieces:
    """Copies of a patient's follow-up cut where periods end: which copy, and its period counted from 0."""

    copy: Days
    step: Days
    entry_day: Days
    exit_day: Days
    is_last: NDArray[np.bool_]


def cut_into_periods(end_day: Days, is_cut: NDArray[np.bool_], every_days: int) -> Pieces:
    """Each copy from day 0 to *end_day* in pieces of *every_days*; in one piece where it is not to be cut."""
    n_pieces = np.where(is_cut, -(-end_day // every_days), 1)
    n_pieces = np.where(end_day > 0, n_pieces, 0)
    copy = np.repeat(np.arange(end_day.size), n_pieces)
    before = np.cumsum(n_pieces) - n_pieces
    step = np.arange(copy.size) - before[copy]
    is_last = step == n_pieces[copy] - 1
    entry_day = step * every_days
    exit_day = np.where(is_last, end_day[copy], entry_day + every_days)
    return Pieces(copy, step, entry_day, exit_day, is_last)


def running_log_kept(periods: PersonPeriods, log_kept: Numbers) -> Numbers:
    """Sum of *log_kept* over the patient's periods before each row."""
    before = np.concatenate([[0.0], np.cumsum(log_kept)])[:-1]
    return np.asarray(
        before - before[np.minimum(periods.first_row[periods.patient], before.size - 1)], np.float64
    )
