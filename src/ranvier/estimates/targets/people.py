"""Who falls ill, and how long they live."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from ranvier.estimates.rates.life_table import us_life_table
from ranvier.estimates.targets.counted import Figures, curve_of_days, median_years, percent
from ranvier.simulate.natural_history.courses import Courses
from ranvier.simulate.targets.studies import SimulatedStudies
from ranvier.vocabulary.time import DAYS_PER_YEAR

Floats = NDArray[np.float64]


def find_people_figures(studies: SimulatedStudies) -> Figures:
    """Age, sex and kind of onset, and the years that are lived."""
    courses = studies.untreated
    patients = courses.patients
    age = patients.onset_age_years.astype(np.float64)
    died = np.isfinite(courses.death_day)
    last_day = np.where(died, courses.death_day, courses.until_day)
    return {
        "onset_age": float(age.mean()),
        "onset_age_spread": float(age.std(ddof=1)),
        "women": percent(patients.female),
        "primary_progressive": percent(patients.primary),
        "primary_onset_age": float(studies.primary.patients.onset_age_years.mean()),
        "primary_women": percent(studies.primary.patients.female),
        "death_age": median_years(curve_of_days(age * DAYS_PER_YEAR + last_day, died)),
        "years_with_disease": median_years(curve_of_days(last_day, died)),
        "life_lost": _life_lost(courses, last_day),
    }


def _life_lost(courses: Courses, last_day: Floats) -> float:
    """Mean years that people of the same age and sex have left, less those that the patients had."""
    patients = courses.patients
    expected = np.where(
        patients.female,
        expected_years(0, patients.onset_age_years),
        expected_years(1, patients.onset_age_years),
    )
    return float((expected - last_day / DAYS_PER_YEAR).mean())


def expected_years(sex: int, age: Floats) -> Floats:
    """Years of life left at each age by the life table; sex: 0 female, 1 male."""
    table = us_life_table()
    rate = table.rate_per_year[table.sex == sex]
    chance_of_year = np.exp(-rate)
    lived = -np.expm1(-rate) / rate  # mean years lived of the year that is begun
    left = np.zeros(len(rate) + 1)
    left[-1] = 1 / rate[-1]  # all ages beyond the last, at its rate
    for year in range(len(rate) - 1, -1, -1):
        left[year] = lived[year] + chance_of_year[year] * left[year + 1]
    return np.interp(age, np.arange(len(left)), left)
