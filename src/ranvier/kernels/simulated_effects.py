"""What treatments do to a patient on a day: points of EDSS, and ratios of rates."""

from __future__ import annotations

import math
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from ranvier.kernels.compiled import borrowing

BEGINS, FULL_BY, WANES_FROM, WANES_HALF, RELAPSE_RATIO, PROGRESSION_RATIO, RESIDUAL_RATIO = range(7)
"""Columns of a treatment."""

LEAST_PASSING_RATIO = 0.001
"""What a ratio of 0 counts as while an effect grows or wanes."""


class Given(NamedTuple):
    """Treatments, one row each: numbers of each, and of each patient the day of the first dose and points.

    more_relapses, more_steps: whether any of them makes relapses or silent steps more frequent.
    """

    numbers: NDArray[np.float64]
    start_day: NDArray[np.float64]
    points: NDArray[np.float64]
    more_relapses: bool
    more_steps: bool


@borrowing
def share_of_effect(given: Given, treatment: int, since_days: float) -> float:
    """How much of its full effect a treatment has so many days after the first dose, 0 to 1."""
    begins, full_by = float(given.numbers[treatment, BEGINS]), float(given.numbers[treatment, FULL_BY])
    if since_days < begins:
        return 0.0
    share = (since_days - begins) / (full_by - begins) if since_days < full_by else 1.0
    waning = since_days - float(given.numbers[treatment, WANES_FROM])
    if waning > 0.0:
        share *= math.exp(-math.log(2.0) * waning / float(given.numbers[treatment, WANES_HALF]))
    return share


@borrowing
def given_points(given: Given, patient: int, day: float) -> float:
    """Points that all treatments of a patient add to the EDSS on a day."""
    points = 0.0
    for treatment in range(len(given.numbers)):
        since = day - float(given.start_day[treatment, patient])
        if since >= 0.0:
            points += float(given.points[treatment, patient]) * share_of_effect(given, treatment, since)
    return points


@borrowing
def given_ratio(given: Given, patient: int, day: float, column: int) -> float:
    """The product of one of the ratios over all treatments of a patient on a day."""
    ratio = 1.0
    for treatment in range(len(given.numbers)):
        since = day - float(given.start_day[treatment, patient])
        if since >= 0.0:
            share = share_of_effect(given, treatment, since)
            full = float(given.numbers[treatment, column])
            ratio *= full if share == 1.0 else max(full, LEAST_PASSING_RATIO) ** share
    return ratio
