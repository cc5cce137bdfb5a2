"""The natural history as numbers, and what could happen to a patient under it."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from ranvier.kernels.compiled import borrowing, compiled
from ranvier.kernels.random_stream import Stream
from ranvier.kernels.simulated_candidates import (
    Ages,
    Marks,
    Paces,
    far_apart,
    joined,
    relapse_candidates,
    step_candidates,
)

HIGHEST_RATIO = 4.0
"""Rates under a therapy are simulated up to four times the untreated ones."""

USUAL_RELAPSES, USUAL_STEPS, MORE_RELAPSES, MORE_STEPS = range(4)
"""Places of a patient's streams of chance."""


class Sufferers(NamedTuple):
    """Patients, one number each. death_luck: the rate of death summed up that ends a life."""

    male: NDArray[np.int64]
    onset_age: NDArray[np.float64]
    primary: NDArray[np.bool_]
    relapse_pace: NDArray[np.float64]
    progression_pace: NDArray[np.float64]
    onset_points: NDArray[np.float64]
    secondary_day: NDArray[np.float64]
    death_luck: NDArray[np.float64]


class LawNumbers(NamedTuple):
    """The natural history as numbers; deaths_per_year by sex (women first) and age."""

    relapses: Ages
    deaths_per_year: NDArray[np.float64]
    death_ratio: NDArray[np.float64]
    gap_days: int
    early_days: float
    early_ratio: float
    secondary_ratio: float
    primary_ratio: float
    steps_per_year: float
    secondary_steps_per_year: float
    primary_steps_per_year: float
    walking_step_ratio: float
    bed_step_ratio: float
    peak_shape: float
    peak_scale: float
    residual_log_odds: float
    severe_log_odds: float
    older_log_odds: float
    residual_power: float
    log_recovery: float
    recovery_spread: float
    walking_peak_ratio: float


@compiled
def could_relapse(
    sufferers: Sufferers, patient: int, streams: NDArray[np.int64], law: LawNumbers, until: int, more: bool
) -> NDArray[np.float64]:
    """The candidates for relapses of a patient; with *more*, those for therapies that harm among them."""
    pace, secondary = float(sufferers.relapse_pace[patient]), float(sufferers.secondary_day[patient])
    early_end = min(law.early_days, secondary)
    paces = Paces(pace * law.early_ratio, pace, pace * law.secondary_ratio, early_end, secondary)
    if sufferers.primary[patient]:
        paces = Paces(0.0, 0.0, pace * law.primary_ratio, 0.0, 0.0)
    age = float(sufferers.onset_age[patient])
    stream = stream_of(streams, patient, USUAL_RELAPSES)
    usual = relapse_candidates(age, paces, law.relapses, until, Marks(0.0, 1.0), stream)
    usual = far_apart(usual, law.gap_days)
    if not more:
        return usual
    stream = stream_of(streams, patient, MORE_RELAPSES)
    extra = relapse_candidates(age, paces, law.relapses, until, Marks(1.0, HIGHEST_RATIO), stream)
    return joined(usual, far_apart(extra, law.gap_days), law.gap_days)


@compiled
def could_progress(
    sufferers: Sufferers, patient: int, streams: NDArray[np.int64], law: LawNumbers, until: int, more: bool
) -> NDArray[np.float64]:
    """The candidates for silent steps of a patient; with *more*, those for therapies that harm among them."""
    pace, secondary = float(sufferers.progression_pace[patient]), float(sufferers.secondary_day[patient])
    paces = Paces(0.0, pace * law.steps_per_year, pace * law.secondary_steps_per_year, 0.0, secondary)
    if sufferers.primary[patient]:
        paces = Paces(0.0, 0.0, pace * law.primary_steps_per_year, 0.0, 0.0)
    usual = step_candidates(paces, until, Marks(0.0, 1.0), stream_of(streams, patient, USUAL_STEPS))
    if not more:
        return usual
    stream = stream_of(streams, patient, MORE_STEPS)
    return joined(usual, step_candidates(paces, until, Marks(1.0, HIGHEST_RATIO), stream), 0)


@borrowing
def stream_of(streams: NDArray[np.int64], patient: int, place: int) -> Stream:
    """Where one of a patient's streams begins."""
    start = streams[patient, place]
    return int(start[0]), int(start[1]), int(start[2]), int(start[3]), int(start[4]), int(start[5])
