"""The natural history, patients and treatments as the arrays that the kernels loop over."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from ranvier.kernels.random_stream import FIRST_MODULUS, SECOND_MODULUS
from ranvier.kernels.simulated_candidates import Ages
from ranvier.kernels.simulated_effects import PROGRESSION_RATIO, RELAPSE_RATIO, Given
from ranvier.kernels.simulated_law import LawNumbers, Sufferers
from ranvier.simulate.effect import EffectPlan
from ranvier.simulate.luck import Purpose, luck_of, normal_luck_of
from ranvier.simulate.natural_history.law import NaturalHistory
from ranvier.simulate.natural_history.patients import Patients
from ranvier.simulate.natural_history.progression_law import SILENT_STEP_POINTS, ProgressionLaw
from ranvier.simulate.natural_history.relapse_law import EARLY_YEARS, LEAST_GAP_DAYS
from ranvier.tables.life_table import read_life_table
from ranvier.vocabulary.time import DAYS_PER_YEAR

Floats = NDArray[np.float64]

YEARS_OF_AGE = 101
STREAMS = (Purpose.RELAPSES, Purpose.STEPS, Purpose.MORE_RELAPSES, Purpose.MORE_STEPS)
"""In the order in which the kernels count a patient's streams; the last two serve therapies that harm."""


@dataclass(frozen=True)
class Treatment:
    """Who gets what from when.

    start_day: day of each patient's first dose, counted from the onset of the illness, infinite for those
    who never get it. effect: the truth about it.
    """

    start_day: Floats
    effect: EffectPlan


def law_numbers(law: NaturalHistory) -> LawNumbers:
    """The natural history as numbers."""
    relapses, attack, progression, deaths = law.relapses, law.attack, law.progression, law.deaths
    age = np.arange(YEARS_OF_AGE) + 0.5
    rate = relapses.per_year_at_30.value * (1 - relapses.fall_per_5_years.value) ** ((age - 30) / 5)
    table = read_life_table()
    ratios = (deaths.ratio_below_7, deaths.ratio_7, deaths.ratio_8, deaths.ratio_9)
    chance = attack.residual_chance.value
    return LawNumbers(
        relapses=_ages(rate),
        deaths_per_year=np.stack([table.female_per_year, table.male_per_year]),
        death_ratio=np.array([ratio.value for ratio in ratios]),
        gap_days=LEAST_GAP_DAYS,
        early_days=EARLY_YEARS * DAYS_PER_YEAR,
        early_ratio=relapses.early_ratio.value,
        secondary_ratio=relapses.secondary_ratio.value,
        primary_ratio=relapses.primary_ratio.value,
        steps_per_year=progression.points_per_year.value / SILENT_STEP_POINTS,
        secondary_steps_per_year=progression.secondary_points_per_year.value / SILENT_STEP_POINTS,
        primary_steps_per_year=progression.primary_points_per_year.value / SILENT_STEP_POINTS,
        walking_step_ratio=progression.walking_ratio.value,
        bed_step_ratio=progression.bed_ratio.value,
        peak_shape=attack.peak_shape.value,
        peak_scale=attack.peak_scale_points.value,
        residual_log_odds=math.log(chance / (1 - chance)),
        severe_log_odds=math.log(attack.severe_odds_ratio.value),
        older_log_odds=math.log(attack.older_odds_ratio.value),
        residual_power=attack.residual_power.value,
        log_recovery=math.log(attack.recovery_days.value),
        recovery_spread=attack.recovery_spread.value,
        walking_peak_ratio=attack.walking_ratio.value,
    )


def sufferers_of(patients: Patients, law: NaturalHistory, seed: int) -> Sufferers:
    """The patients, with the luck that decides on secondary progression and on death."""
    return Sufferers(
        male=(~patients.female).astype(np.int64),
        onset_age=patients.onset_age_years,
        primary=patients.primary,
        relapse_pace=patients.relapse_pace,
        progression_pace=patients.progression_pace,
        onset_points=patients.onset_points,
        secondary_day=_secondary_day(patients, law.progression, seed),
        death_luck=-np.log(luck_of(seed, Purpose.DEATH, patients.number)),
    )


def sufferers_in(sufferers: Sufferers, rows: slice) -> Sufferers:
    """The patients of some rows."""
    columns: dict[str, Any] = {name: column[rows] for name, column in sufferers._asdict().items()}
    return Sufferers(**columns)


def streams_of(patients: Patients, seed: int, given: Given) -> NDArray[np.int64]:
    """Where each patient's streams of chance begin: patients by purposes by six whole numbers."""
    purposes = STREAMS if given.more_relapses or given.more_steps else STREAMS[:2]
    modulus = np.repeat([FIRST_MODULUS, SECOND_MODULUS], 3) - 1
    starts = [
        np.floor(luck_of(seed, purpose, patients.number[:, None], np.arange(6)) * modulus)
        for purpose in purposes
    ]
    return np.stack(starts, axis=1).astype(np.int64) + 1


def given_to(patients: Patients, treatments: Sequence[Treatment], seed: int) -> Given:
    """Treatments as numbers, with the points that each brings to each patient."""
    numbers = np.array([_effect_numbers(each.effect) for each in treatments], np.float64)
    numbers = numbers.reshape(len(treatments), len(_EFFECT_COLUMNS))
    points = [
        each.effect.points
        + each.effect.sd_points * normal_luck_of(seed, Purpose.THERAPY, patients.number, place)
        for place, each in enumerate(treatments)
    ]
    shape = (len(treatments), len(patients))
    starts = [np.broadcast_to(np.asarray(each.start_day, np.float64), shape[1:]) for each in treatments]
    return Given(
        numbers=numbers,
        start_day=np.nan_to_num(np.array(starts).reshape(shape), nan=np.inf),
        points=np.array(points, np.float64).reshape(shape),
        more_relapses=bool((numbers[:, RELAPSE_RATIO] > 1).any()),
        more_steps=bool((numbers[:, PROGRESSION_RATIO] > 1).any()),
    )


def given_in(given: Given, rows: slice | NDArray[np.intp]) -> Given:
    """The treatments of some patients."""
    start_day, points = given.start_day[:, rows], given.points[:, rows]
    return given._replace(start_day=np.ascontiguousarray(start_day), points=np.ascontiguousarray(points))


_EFFECT_COLUMNS = (
    "begins_days",
    "full_by_days",
    "wanes_from_days",
    "wanes_half_days",
    "relapse_ratio",
    "progression_ratio",
    "residual_ratio",
)
"""In the order of the columns of kernels/simulated_effects.py."""


def _effect_numbers(effect: EffectPlan) -> list[float]:
    return [float(getattr(effect, name)) for name in _EFFECT_COLUMNS]


def _ages(rate: Floats) -> Ages:
    return Ages(rate, np.concatenate([[0.0], np.cumsum(rate)[:-1]]))


def _secondary_day(patients: Patients, law: ProgressionLaw, seed: int) -> Floats:
    """Day on which secondary progression begins; infinite where it never does, and in primary progression."""
    age = np.arange(YEARS_OF_AGE) + 0.5
    off = (age - law.secondary_age_years.value) / law.secondary_spread_years.value
    summed = np.concatenate([[0.0], np.cumsum(law.secondary_per_year.value * np.exp(-0.5 * off**2))])
    birthdays = np.arange(YEARS_OF_AGE + 1.0)
    onset = patients.onset_age_years
    luck = -np.log(luck_of(seed, Purpose.SECONDARY, patients.number))
    reached = np.interp(onset, birthdays, summed) + luck / np.where(
        patients.female, law.secondary_women_ratio.value, 1.0
    )
    begins = np.interp(reached, summed, birthdays, right=np.inf) - onset
    day: Floats = np.where(patients.primary, np.inf, np.ceil(begins * DAYS_PER_YEAR))
    return day
