"""One simulated relapse: whether it takes place, its height, what stays, and how fast the rest recedes."""

from __future__ import annotations

import math

import numpy as np
from numpy.typing import NDArray

from ranvier.kernels.compiled import borrowing
from ranvier.kernels.simulated_candidates import (
    DAY,
    DAYS_PER_YEAR,
    MARK,
    PART_LUCK,
    PEAK_LUCK,
    RECOVERY_LUCK,
    RESIDUAL_LUCK,
)
from ranvier.kernels.simulated_effects import RELAPSE_RATIO, RESIDUAL_RATIO, Given, given_ratio
from ranvier.kernels.simulated_law import LawNumbers

HIGHEST_POINTS = 9.5
"""Death is simulated apart from the EDSS, so nobody alive is above 9.5."""

WALKING_POINTS = 6.0
"""From here on walking aids decide (the scale itself)."""

SEVERE_POINTS, OLDER_YEARS = 2.0, 30.0
"""A relapse is severe from so many points on, and a patient older from so many years on (source S207)."""

ONSET, PEAK, RESIDUAL, RECOVERY = range(4)
"""Columns of a relapse that took place."""

N_RELAPSE_COLUMNS = 4


@borrowing
def takes_place(candidate: NDArray[np.float64], patient: int, given: Given) -> bool:
    """Whether a candidate for a relapse becomes one."""
    ratio = given_ratio(given, patient, float(candidate[DAY]), RELAPSE_RATIO)
    return bool(candidate[MARK] < ratio)


@borrowing
def write_relapse(
    candidate: NDArray[np.float64],
    row: NDArray[np.float64],
    level: float,
    who: tuple[int, float],
    law: LawNumbers,
    given: Given,
) -> None:
    """Writes a relapse that begins at a level of EDSS; *who*: the patient, and the age at onset."""
    patient, onset_age = who
    day = float(candidate[DAY])
    height = law.peak_scale * (-math.log(float(candidate[PEAK_LUCK]))) ** (1.0 / law.peak_shape)
    peak = height * law.walking_peak_ratio if level >= WALKING_POINTS else height
    peak = min(peak, HIGHEST_POINTS - level)
    age = onset_age + day / DAYS_PER_YEAR
    residual = 0.0
    if float(candidate[RESIDUAL_LUCK]) < residual_chance(height, age, law):
        part = float(candidate[PART_LUCK]) ** law.residual_power
        residual = min(peak, peak * part * given_ratio(given, patient, day, RESIDUAL_RATIO))
    row[ONSET] = day
    row[PEAK] = peak
    row[RESIDUAL] = residual
    row[RECOVERY] = math.exp(law.log_recovery + law.recovery_spread * float(candidate[RECOVERY_LUCK]))


@borrowing
def residual_chance(height: float, age: float, law: LawNumbers) -> float:
    """Chance that something stays of a relapse, by its height and by age."""
    log_odds = law.residual_log_odds
    if height >= SEVERE_POINTS:
        log_odds += law.severe_log_odds
    if age >= OLDER_YEARS:
        log_odds += law.older_log_odds
    return 1.0 / (1.0 + math.exp(-log_odds))
