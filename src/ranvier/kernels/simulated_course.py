"""What happens to simulated patients from the onset of the illness: relapses, silent steps, death."""

from __future__ import annotations

import math
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from ranvier.kernels.compiled import borrowing, compiled
from ranvier.kernels.simulated_candidates import DAY, DAYS_PER_YEAR, MARK, doubled
from ranvier.kernels.simulated_effects import PROGRESSION_RATIO, Given, given_points, given_ratio
from ranvier.kernels.simulated_law import LawNumbers, Sufferers, could_progress, could_relapse
from ranvier.kernels.simulated_relapse import (
    HIGHEST_POINTS,
    N_RELAPSE_COLUMNS,
    RESIDUAL,
    WALKING_POINTS,
    takes_place,
    write_relapse,
)

STEP_POINTS = 0.5
DEATH_BANDS_FROM = 6
HALF_STEP = 0.25  # ratios of death are published by the step written down, the nearest to the true score
BED_POINTS = 8.0  # restricted to bed or chair


class Happened(NamedTuple):
    """What happened to patients, one after the other: how many rows each has, and the rows."""

    n_relapses: NDArray[np.int64]
    relapses: NDArray[np.float64]
    n_steps: NDArray[np.int64]
    step_days: NDArray[np.float64]
    death_day: NDArray[np.float64]


class Life(NamedTuple):
    """One patient: what could happen, and where to write what does."""

    patient: int
    onset_age: float
    could_relapse: NDArray[np.float64]
    could_progress: NDArray[np.float64]
    relapses: NDArray[np.float64]
    step_days: NDArray[np.float64]


class Reached(NamedTuple):
    """How far a life has come: EDSS points apart from therapies, candidates met, and what took place."""

    points: float
    relapses_met: int
    steps_met: int
    n_relapses: int
    n_steps: int


@compiled
def follow_patients(
    until_day: NDArray[np.int64],
    sufferers: Sufferers,
    streams: NDArray[np.int64],
    law: LawNumbers,
    given: Given,
) -> Happened:
    """What happens to each patient until the day wanted or death."""
    n = len(until_day)
    n_relapses, n_steps, death_day = np.zeros(n, np.int64), np.zeros(n, np.int64), np.empty(n)
    relapses, step_days = np.empty((4 * n + 8, N_RELAPSE_COLUMNS)), np.empty((8 * n + 8, 1))
    relapse_end = step_end = 0
    for patient in range(n):
        until = int(until_day[patient])
        attacks = could_relapse(sufferers, patient, streams, law, until, given.more_relapses)
        steps = could_progress(sufferers, patient, streams, law, until, given.more_steps)
        while relapse_end + len(attacks) > len(relapses):
            relapses = doubled(relapses)
        while step_end + len(steps) > len(step_days):
            step_days = doubled(step_days)
        age = float(sufferers.onset_age[patient])
        life = Life(patient, age, attacks, steps, relapses[relapse_end:], step_days[step_end:, 0])
        death_day[patient], reached = live(life, until, sufferers, law, given)
        n_relapses[patient], n_steps[patient] = reached.n_relapses, reached.n_steps
        relapse_end += reached.n_relapses
        step_end += reached.n_steps
    return Happened(n_relapses, relapses[:relapse_end], n_steps, step_days[:step_end, 0].copy(), death_day)


@borrowing
def live(
    life: Life, until: int, sufferers: Sufferers, law: LawNumbers, given: Given
) -> tuple[float, Reached]:
    """The day of death, infinite for those alive at the end, and how far the life has come by then.

    Deaths are decided year of age by year of age, by the lasting EDSS at the beginning of each.
    """
    day, year = 0.0, int(life.onset_age)
    luck_left = float(sufferers.death_luck[life.patient])
    reached = Reached(float(sufferers.onset_points[life.patient]), 0, 0, 0, 0)
    while day < until:
        birthday = min((year + 1 - life.onset_age) * DAYS_PER_YEAR, until)
        points = reached.points + given_points(given, life.patient, day)
        risk = death_rate(int(sufferers.male[life.patient]), year, points, law)
        risk *= (birthday - day) / DAYS_PER_YEAR
        if risk >= luck_left:
            death = max(1.0, math.ceil(day + (birthday - day) * luck_left / risk))
            return death, happen_until(death, life, reached, law, given)
        reached = happen_until(birthday, life, reached, law, given)
        luck_left -= risk
        day = birthday
        year += 1
    return math.inf, reached


@borrowing
def death_rate(male: int, year: int, points: float, law: LawNumbers) -> float:
    """Deaths a year at an age and a lasting EDSS."""
    year = min(year, law.deaths_per_year.shape[1] - 1)
    band = min(max(int(points + HALF_STEP) - DEATH_BANDS_FROM, 0), len(law.death_ratio) - 1)
    return float(law.deaths_per_year[male, year]) * float(law.death_ratio[band])


@borrowing
def happen_until(end: float, life: Life, reached: Reached, law: LawNumbers, given: Given) -> Reached:
    """Meets the candidates up to a day, that day included, in order; a relapse before a step of its day."""
    relapse_day = next_day(life.could_relapse, reached.relapses_met)
    step_day = next_day(life.could_progress, reached.steps_met)
    while min(relapse_day, step_day) <= end:
        day = min(relapse_day, step_day)
        level = reached.points + given_points(given, life.patient, day)
        level = min(max(level, 0.0), HIGHEST_POINTS)
        if relapse_day <= step_day:
            reached = meet_relapse(level, life, reached, law, given)
            relapse_day = next_day(life.could_relapse, reached.relapses_met)
        else:
            reached = meet_step(level, life, reached, law, given)
            step_day = next_day(life.could_progress, reached.steps_met)
    return reached


@borrowing
def next_day(candidates: NDArray[np.float64], place: int) -> float:
    """The day of a candidate; infinite past the last."""
    return float(candidates[place, DAY]) if place < len(candidates) else math.inf


@borrowing
def meet_relapse(level: float, life: Life, reached: Reached, law: LawNumbers, given: Given) -> Reached:
    """How far the life has come after the next candidate for a relapse."""
    candidate = life.could_relapse[reached.relapses_met]
    points, n_relapses = reached.points, reached.n_relapses
    if takes_place(candidate, life.patient, given):
        row = life.relapses[n_relapses]
        write_relapse(candidate, row, level, (life.patient, life.onset_age), law, given)
        points += float(row[RESIDUAL])
        n_relapses += 1
    return Reached(points, reached.relapses_met + 1, reached.steps_met, n_relapses, reached.n_steps)


@borrowing
def meet_step(level: float, life: Life, reached: Reached, law: LawNumbers, given: Given) -> Reached:
    """How far the life has come after the next candidate for a silent step; the scale ends at 9.5."""
    candidate = life.could_progress[reached.steps_met]
    points, n_steps = reached.points, reached.n_steps
    ratio = given_ratio(given, life.patient, float(candidate[DAY]), PROGRESSION_RATIO)
    if level >= BED_POINTS:
        ratio *= law.bed_step_ratio
    elif level >= WALKING_POINTS:
        ratio *= law.walking_step_ratio
    if float(candidate[MARK]) < ratio and level + STEP_POINTS <= HIGHEST_POINTS:
        life.step_days[n_steps] = float(candidate[DAY])
        points += STEP_POINTS
        n_steps += 1
    return Reached(points, reached.relapses_met, reached.steps_met + 1, reached.n_relapses, n_steps)
