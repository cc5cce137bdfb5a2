"""Everything that could happen to a patient: relapses and silent steps with the luck that decides on them.

A candidate happens if its mark is below the ratio of its rate under therapy to its rate without; without
therapy the ratio is 1. Candidates with marks from 1 on are there for therapies that harm. Candidates depend
neither on what is given nor on what came of earlier ones: the same patient has two fates by one luck.
"""

from __future__ import annotations

import math
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from ranvier.kernels.compiled import borrowing, compiled
from ranvier.kernels.random_stream import Stream, next_uniform

DAYS_PER_YEAR = 365.25

DAY, MARK, PEAK_LUCK, RESIDUAL_LUCK, PART_LUCK, RECOVERY_LUCK = range(6)
"""Columns of a candidate; a silent step has the first two."""

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


class Marks(NamedTuple):
    """Marks are even between two numbers; candidates are as many times as frequent as these lie apart."""

    lowest: float
    highest: float


@compiled
def relapse_candidates(
    onset_age: float, paces: Paces, ages: Ages, until_day: int, marks: Marks, stream: Stream
) -> NDArray[np.float64]:
    """Relapses that a patient could have, after day 0 and in order of their days; a row each."""
    rows = np.empty((16, N_COLUMNS))
    n_rows = 0
    day = 0.0
    while day < until_day:
        pace, end_day = pace_on(day, paces)
        luck, stream = next_uniform(stream)
        age = onset_age + day / DAYS_PER_YEAR
        need = -math.log(luck) / (pace * (marks.highest - marks.lowest)) if pace > 0.0 else math.inf
        day = (age_after(age, need, ages) - onset_age) * DAYS_PER_YEAR
        if day >= end_day:  # past the stretch: chance begins anew in the next
            day = end_day
        elif day <= until_day:
            if n_rows == len(rows):
                rows = doubled(rows)
            rows[n_rows, DAY] = math.ceil(day)
            stream = draw_relapse(rows[n_rows], marks, stream)
            n_rows += 1
    return rows[:n_rows]


@borrowing
def draw_relapse(row: NDArray[np.float64], marks: Marks, stream: Stream) -> Stream:
    """Writes the luck of a relapse; returns the stream after it."""
    mark, stream = next_uniform(stream)
    peak, stream = next_uniform(stream)
    residual, stream = next_uniform(stream)
    part, stream = next_uniform(stream)
    radius, stream = next_uniform(stream)
    angle, stream = next_uniform(stream)
    row[MARK] = marks.lowest + mark * (marks.highest - marks.lowest)
    row[PEAK_LUCK] = peak
    row[RESIDUAL_LUCK] = residual
    row[PART_LUCK] = part
    # two even numbers make a standard normal one (Box and Muller)
    row[RECOVERY_LUCK] = math.sqrt(-2.0 * math.log(radius)) * math.cos(2.0 * math.pi * angle)
    return stream


@compiled
def step_candidates(paces: Paces, until_day: int, marks: Marks, stream: Stream) -> NDArray[np.float64]:
    """Silent steps that a patient could have, in order of their days; a row each."""
    rows = np.empty((16, 2))
    n_rows = 0
    day = 0.0
    while day < until_day:
        pace, end_day = pace_on(day, paces)
        luck, stream = next_uniform(stream)
        rate = pace * (marks.highest - marks.lowest)
        day = day - math.log(luck) / rate * DAYS_PER_YEAR if rate > 0.0 else math.inf
        if day >= end_day:
            day = end_day
        elif day <= until_day:
            if n_rows == len(rows):
                rows = doubled(rows)
            mark, stream = next_uniform(stream)
            rows[n_rows, DAY] = math.ceil(day)
            rows[n_rows, MARK] = marks.lowest + mark * (marks.highest - marks.lowest)
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
def age_after(age: float, need: float, ages: Ages) -> float:
    """The age by which the rate since *age* has summed up to *need*; infinite where it never does."""
    last = len(ages.per_year) - 1
    year = min(int(age), last)
    summed = float(ages.until_birthday[year]) + (age - year) * float(ages.per_year[year]) + need
    while year < last and ages.until_birthday[year + 1] < summed:
        year += 1
    rate = float(ages.per_year[year])
    return year + (summed - float(ages.until_birthday[year])) / rate if rate > 0.0 else math.inf


@compiled
def doubled(rows: NDArray[np.float64]) -> NDArray[np.float64]:
    """The rows with as many empty ones behind them."""
    longer = np.empty((2 * len(rows), rows.shape[1]))
    longer[: len(rows)] = rows
    return longer


@compiled
def far_apart(rows: NDArray[np.float64], gap_days: int) -> NDArray[np.float64]:
    """Candidates without those that begin less than so many days after day 0 or after the last one kept."""
    n_kept, last = 0, 0.0
    for row in range(len(rows)):
        if rows[row, DAY] - last >= gap_days:
            last = float(rows[row, DAY])
            rows[n_kept] = rows[row]
            n_kept += 1
    return rows[:n_kept]


@compiled
def joined(usual: NDArray[np.float64], more: NDArray[np.float64], gap_days: int) -> NDArray[np.float64]:
    """Both kinds of candidates by day; of *more* only those at least *gap_days* from the usual.

    Both are in order already. On the same day the usual ones come first.
    """
    rows = np.empty((len(usual) + len(more), usual.shape[1]))
    n_rows, place = 0, 0
    for extra in range(len(more)):
        while place < len(usual) and usual[place, DAY] <= more[extra, DAY]:
            rows[n_rows] = usual[place]
            n_rows, place = n_rows + 1, place + 1
        after = place == 0 or more[extra, DAY] - usual[place - 1, DAY] >= gap_days
        before = place == len(usual) or usual[place, DAY] - more[extra, DAY] >= gap_days
        if after and before:
            rows[n_rows] = more[extra]
            n_rows += 1
    for left in range(place, len(usual)):
        rows[n_rows] = usual[left]
        n_rows += 1
    return rows[:n_rows]
