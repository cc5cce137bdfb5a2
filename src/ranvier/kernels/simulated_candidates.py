"""Everything that could happen to a patient: relapses and silent steps with the luck that decides on them.

A candidate happens if its mark is below the ratio of its rate under therapy to its rate without; without
therapy the ratio is 1. Candidates do not depend on what is given or on what came of earlier ones.
"""

from __future__ import annotations

import math
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from ranvier.kernels.compiled import borrowing, compiled
from ranvier.kernels.random_stream import Stream, next_uniform

DAYS_PER_YEAR = 365.25
EARLY_DAYS = 730.5

DAY, MARK, PEAK_LUCK, RESIDUAL_LUCK, PART_LUCK, RECOVERY_LUCK = range(6)
"""Columns of a candidate."""

N_COLUMNS = 6


class Ages(NamedTuple):
    """A rate by year of age: of each year, and summed up to each birthday."""

    per_year: NDArray[np.float64]
    until_birthday: NDArray[np.float64]


class Paces(NamedTuple):
    """A patient's rates in three stretches of the illness, and the days on which the first two end."""

    first: float
    second: float
    third: float
    first_end_day: float
    second_end_day: float


@compiled
def relapse_candidates(
    onset_age: float, paces: Paces, ages: Ages, until_day: int, gap_days: int, stream: Stream
) -> NDArray[np.float64]:
    """Relapses of one patient in order of their days, `gap_days` apart and after day 0; a row each."""
    rows = np.empty((16, N_COLUMNS))
    n_rows = 0
    day, last = 0.0, 0
    spent = summed_until(onset_age, ages)
    while day < until_day:
        pace, end_day = pace_on(day, paces)
        luck, stream = next_uniform(stream)
        spent = spent - math.log(luck) / pace if pace > 0 else math.inf
        next_day = (age_when(spent, ages) - onset_age) * DAYS_PER_YEAR
        if next_day >= end_day:  # past the stretch: chance begins anew in the next
            day = end_day
            spent = summed_until(onset_age + day / DAYS_PER_YEAR, ages)
            continue
        day = next_day
        whole_day = math.ceil(day)
        if whole_day - last < gap_days or whole_day > until_day:
            continue
        last = whole_day
        if n_rows == len(rows):
            rows = doubled(rows)
        rows[n_rows, DAY] = whole_day
        stream = draw_relapse(rows, n_rows, stream)
        n_rows += 1
    return rows[:n_rows]


@borrowing
def draw_relapse(rows: NDArray[np.float64], row: int, stream: Stream) -> Stream:
    """Writes the marks of a relapse; returns the stream after them."""
    mark, stream = next_uniform(stream)
    peak, stream = next_uniform(stream)
    residual, stream = next_uniform(stream)
    part, stream = next_uniform(stream)
    radius, stream = next_uniform(stream)
    angle, stream = next_uniform(stream)
    rows[row, MARK] = mark
    rows[row, PEAK_LUCK] = peak
    rows[row, RESIDUAL_LUCK] = residual
    rows[row, PART_LUCK] = part
    rows[row, RECOVERY_LUCK] = math.sqrt(-2.0 * math.log(radius)) * math.cos(2.0 * math.pi * angle)
    return stream


@compiled
def step_candidates(paces: Paces, until_day: int, stream: Stream) -> NDArray[np.float64]:
    """Silent steps of one patient in order of their days; a row each: day and mark."""
    rows = np.empty((16, 2))
    n_rows = 0
    day = 0.0
    while day < until_day:
        pace, end_day = pace_on(day, paces)
        luck, stream = next_uniform(stream)
        day = day - math.log(luck) / pace * DAYS_PER_YEAR if pace > 0 else math.inf
        if day >= end_day:
            day = end_day
            continue
        mark, stream = next_uniform(stream)
        whole_day = math.ceil(day)
        if whole_day > until_day:
            continue
        if n_rows == len(rows):
            rows = doubled(rows)
        rows[n_rows, DAY] = whole_day
        rows[n_rows, MARK] = mark
        n_rows += 1
    return rows[:n_rows]


@borrowing
def pace_on(day: float, paces: Paces) -> tuple[float, float]:
    """The pace on a day, and the day on which that stretch ends."""
    if day < paces.first_end_day:
        return paces.first, paces.first_end_day
    if day < paces.second_end_day:
        return paces.second, paces.second_end_day
    return paces.third, math.inf


@borrowing
def summed_until(age: float, ages: Ages) -> float:
    """The rate summed from birth to an age in years."""
    year = min(int(age), len(ages.per_year) - 1)
    return float(ages.until_birthday[year]) + (age - year) * float(ages.per_year[year])


@borrowing
def age_when(summed: float, ages: Ages) -> float:
    """The age in years at which the rate summed from birth is *summed*; infinite where it never is."""
    last = len(ages.per_year) - 1
    if summed == math.inf:
        return math.inf
    year = int(np.searchsorted(ages.until_birthday, summed)) - 1
    year = min(max(year, 0), last)
    rate = float(ages.per_year[year])
    if rate <= 0.0:
        return math.inf
    return year + (summed - float(ages.until_birthday[year])) / rate


@compiled
def doubled(rows: NDArray[np.float64]) -> NDArray[np.float64]:
    """The rows with as many empty ones behind them."""
    longer = np.empty((2 * len(rows), rows.shape[1]))
    longer[: len(rows)] = rows
    return longer
