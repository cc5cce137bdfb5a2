"""What happens to simulated patients from the onset of the illness: relapses, silent steps, death."""

from __future__ import annotations

import math
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from ranvier.kernels.compiled import borrowing, compiled
from ranvier.kernels.random_stream import Stream
from ranvier.kernels.simulated_candidates import (
    DAY,
    DAYS_PER_YEAR,
    EARLY_DAYS,
    MARK,
    PART_LUCK,
    PEAK_LUCK,
    RECOVERY_LUCK,
    RESIDUAL_LUCK,
    Ages,
    Paces,
    doubled,
    relapse_candidates,
    step_candidates,
)
from ranvier.kernels.simulated_effects import Given, given_points, given_ratio

HIGHEST_POINTS = 9.5
STEP_POINTS = 0.5
WALKING_POINTS = 6.0
SEVERE_POINTS = 2.0
OLDER_YEARS = 30.0

ONSET, PEAK, RESIDUAL, RECOVERY = range(4)
"""Columns of a relapse that took place."""


class Sufferers(NamedTuple):
    """Patients, one number each. death_luck: rate of death summed up that ends a life."""

    male: NDArray[np.int64]
    onset_age: NDArray[np.float64]
    primary: NDArray[np.bool_]
    relapse_pace: NDArray[np.float64]
    progression_pace: NDArray[np.float64]
    onset_points: NDArray[np.float64]
    secondary_day: NDArray[np.float64]
    death_luck: NDArray[np.float64]
    until_day: NDArray[np.int64]


class LawNumbers(NamedTuple):
    """The natural history as numbers."""

    relapses: Ages
    deaths_per_year: NDArray[np.float64]
    death_ratio: NDArray[np.float64]
    gap_days: int
    early_ratio: float
    secondary_ratio: float
    primary_ratio: float
    steps_per_year: float
    secondary_steps_per_year: float
    primary_steps_per_year: float
    walking_step_ratio: float
    peak_shape: float
    peak_scale: float
    residual_log_odds: float
    severe_log_odds: float
    older_log_odds: float
    residual_power: float
    log_recovery: float
    recovery_spread: float
    walking_peak_ratio: float


class Happened(NamedTuple):
    """What happened to patients, one after the other: how many rows each has, and the rows."""

    n_relapses: NDArray[np.int64]
    relapses: NDArray[np.float64]
    n_steps: NDArray[np.int64]
    steps: NDArray[np.int64]
    death_day: NDArray[np.float64]


@compiled
def follow_patients(
    days_wanted: NDArray[np.int64],
    sufferers: Sufferers,
    streams: NDArray[np.int64],
    law: LawNumbers,
    given: Given,
) -> Happened:
    """What happens to each patient until the day wanted or death."""
    n = len(days_wanted)
    n_relapses, n_steps = np.zeros(n, np.int64), np.zeros(n, np.int64)
    relapses, steps = np.empty((4 * n + 8, 4)), np.empty((8 * n + 8, 1))
    death_day = np.empty(n)
    relapse_end = step_end = 0
    for patient in range(n):
        could = could_relapse(sufferers, patient, streams, law)
        could_step = could_progress(sufferers, patient, streams, law)
        while relapse_end + len(could) > len(relapses):
            relapses = doubled(relapses)
        while step_end + len(could_step) > len(steps):
            steps = doubled(steps)
        death_day[patient], n_relapses[patient], n_steps[patient] = live(
            sufferers, patient, (could, could_step), (relapses[relapse_end:], steps[step_end:]), law, given
        )
        relapse_end += n_relapses[patient]
        step_end += n_steps[patient]
    return Happened(
        n_relapses, relapses[:relapse_end], n_steps, steps[:step_end, 0].astype(np.int64), death_day
    )


@borrowing
def stream_of(streams: NDArray[np.int64], patient: int, purpose: int) -> Stream:
    """Where a patient's stream for a purpose begins."""
    return (
        int(streams[patient, purpose, 0]),
        int(streams[patient, purpose, 1]),
        int(streams[patient, purpose, 2]),
        int(streams[patient, purpose, 3]),
        int(streams[patient, purpose, 4]),
        int(streams[patient, purpose, 5]),
    )


@compiled
def could_relapse(
    sufferers: Sufferers, patient: int, streams: NDArray[np.int64], law: LawNumbers
) -> NDArray[np.float64]:
    """The candidates for relapses of a patient."""
    pace = float(sufferers.relapse_pace[patient])
    secondary = float(sufferers.secondary_day[patient])
    early_end = min(EARLY_DAYS, secondary)
    paces = Paces(pace * law.early_ratio, pace, pace * law.secondary_ratio, early_end, secondary)
    if sufferers.primary[patient]:
        paces = Paces(0.0, 0.0, pace * law.primary_ratio, 0.0, 0.0)
    until = int(sufferers.until_day[patient])
    age = float(sufferers.onset_age[patient])
    stream = stream_of(streams, patient, 0)
    return relapse_candidates(age, paces, law.relapses, until, law.gap_days, stream)


@compiled
def could_progress(
    sufferers: Sufferers, patient: int, streams: NDArray[np.int64], law: LawNumbers
) -> NDArray[np.float64]:
    """The candidates for silent steps of a patient."""
    pace = float(sufferers.progression_pace[patient])
    secondary = float(sufferers.secondary_day[patient])
    paces = Paces(0.0, pace * law.steps_per_year, pace * law.secondary_steps_per_year, 0.0, secondary)
    if sufferers.primary[patient]:
        paces = Paces(0.0, 0.0, pace * law.primary_steps_per_year, 0.0, 0.0)
    return step_candidates(paces, int(sufferers.until_day[patient]), stream_of(streams, patient, 1))


@borrowing
def live(
    sufferers: Sufferers,
    patient: int,
    could: tuple[NDArray[np.float64], NDArray[np.float64]],
    happened: tuple[NDArray[np.float64], NDArray[np.float64]],
    law: LawNumbers,
    given: Given,
) -> tuple[float, int, int]:
    """One patient, year of age by year of age: day of death, and how many relapses and steps took place."""
    onset_age, until = float(sufferers.onset_age[patient]), float(sufferers.until_day[patient])
    luck_left = float(sufferers.death_luck[patient])
    lasting = float(sufferers.onset_points[patient])
    place, step_place, n_relapses, n_steps = 0, 0, 0, 0
    day, year = 0.0, int(onset_age)
    while day < until:
        birthday = min((year + 1 - onset_age) * DAYS_PER_YEAR, until)
        hazard = death_rate(sufferers, patient, year, lasting + given_points(given, patient, day), law)
        hazard *= (birthday - day) / DAYS_PER_YEAR
        end = birthday
        if hazard >= luck_left:
            end = max(1.0, math.ceil(day + (birthday - day) * luck_left / hazard))
        luck_left -= hazard
        while True:
            next_relapse = could[0][place, DAY] if place < len(could[0]) else math.inf
            next_step = could[1][step_place, DAY] if step_place < len(could[1]) else math.inf
            when = min(next_relapse, next_step)
            if when > end:
                break
            level = min(max(lasting + given_points(given, patient, when), 0.0), HIGHEST_POINTS)
            if next_relapse <= next_step:
                row = happened[0][n_relapses]
                if relapse(could[0][place], row, level, onset_age, patient, law, given):
                    lasting += row[RESIDUAL]
                    n_relapses += 1
                place += 1
            else:
                if is_step(could[1][step_place], level, patient, law, given):
                    lasting += STEP_POINTS
                    happened[1][n_steps, 0] = when
                    n_steps += 1
                step_place += 1
        if luck_left <= 0.0:
            return end, n_relapses, n_steps
        day = birthday
        year += 1
    return math.inf, n_relapses, n_steps


@borrowing
def death_rate(sufferers: Sufferers, patient: int, year: int, points: float, law: LawNumbers) -> float:
    """Deaths a year at an age and a lasting EDSS."""
    year = min(year, law.deaths_per_year.shape[1] - 1)
    band = min(max(int(points) - 6, 0), 3)
    return float(law.deaths_per_year[sufferers.male[patient], year]) * float(law.death_ratio[band])


@borrowing
def relapse(
    candidate: NDArray[np.float64],
    row: NDArray[np.float64],
    level: float,
    onset_age: float,
    patient: int,
    law: LawNumbers,
    given: Given,
) -> bool:
    """Writes the relapse of a candidate if it takes place; says whether it does."""
    day = float(candidate[DAY])
    if candidate[MARK] >= given_ratio(given, patient, day, 0):
        return False
    peak = law.peak_scale * (-math.log(float(candidate[PEAK_LUCK]))) ** (1.0 / law.peak_shape)
    log_odds = law.residual_log_odds
    if peak >= SEVERE_POINTS:
        log_odds += law.severe_log_odds
    if onset_age + day / DAYS_PER_YEAR >= OLDER_YEARS:
        log_odds += law.older_log_odds
    if level >= WALKING_POINTS:
        peak *= law.walking_peak_ratio
    peak = min(peak, HIGHEST_POINTS - level)
    residual = 0.0
    if candidate[RESIDUAL_LUCK] < 1.0 / (1.0 + math.exp(-log_odds)):
        part = float(candidate[PART_LUCK]) ** law.residual_power
        residual = min(peak, peak * part * given_ratio(given, patient, day, 2))
    row[ONSET] = day
    row[PEAK] = peak
    row[RESIDUAL] = residual
    row[RECOVERY] = math.exp(law.log_recovery + law.recovery_spread * float(candidate[RECOVERY_LUCK]))
    return True


@borrowing
def is_step(
    candidate: NDArray[np.float64], level: float, patient: int, law: LawNumbers, given: Given
) -> bool:
    """Whether a candidate for a silent step takes place at a lasting level."""
    if level + STEP_POINTS > HIGHEST_POINTS:
        return False
    ratio = given_ratio(given, patient, float(candidate[DAY]), 1)
    if level >= WALKING_POINTS:
        ratio *= law.walking_step_ratio
    return bool(candidate[MARK] < ratio)
