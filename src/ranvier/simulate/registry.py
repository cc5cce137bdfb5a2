"""One row a patient: what a simulated clinic knows of the people on its list."""

from __future__ import annotations

import numpy as np
import polars as pl
from numpy.typing import NDArray

from ranvier.simulate.course import HISTORY_DAYS, Floats
from ranvier.simulate.frames import frame_of
from ranvier.simulate.people import People
from ranvier.simulate.records import Listed
from ranvier.tables.patients import PATIENTS
from ranvier.vocabulary.people import Sex, VitalStatus
from ranvier.vocabulary.phenotypes import Phenotype
from ranvier.vocabulary.time import DAYS_PER_YEAR

TREATED_WORD = "cells"
COMPARATOR_WORD = "sham"
"""The clinic's own words for its groups, matched by [groups] in programme.toml."""

SHARE_FEMALE = 0.725
"""MSBase, 33,303 patients at first visit (seen)."""

AGE_MEAN_YEARS = 38.0
AGE_SD_YEARS = 9.0
"""Near the 36.4 and 10.9 years of MSBase at first visit, a little later at treatment (assumed)."""


_DEATH_CAUSE = "other disease"


def patient_ids(n: int) -> NDArray[np.str_]:
    """S0001, S0002 and so on, long enough to sort as text."""
    width = max(4, len(str(n)))
    return np.array([f"S{number:0{width}d}" for number in range(1, n + 1)])


def patients_frame(listed: Listed, rng: np.random.Generator) -> pl.DataFrame:
    """Everyone on the list; the consecutive numbers have gaps where patients were left out."""
    people, observed, plan = listed.people, listed.observed, listed.plan
    n = len(people)
    onset = people.zero - np.ceil(HISTORY_DAYS + 60 + rng.gamma(2.0, 1.8 * DAYS_PER_YEAR, n))
    age_years = np.clip(AGE_MEAN_YEARS + AGE_SD_YEARS * rng.standard_normal(n), 18, 65)
    dead = observed.death_day < np.inf
    lost = observed.lost_day < np.inf
    progressive_from = people.zero - np.ceil(HISTORY_DAYS * rng.random(n))
    phenotype = _phenotypes(people, rng)
    group = np.where(people.treated, TREATED_WORD, COMPARATOR_WORD)
    return frame_of(
        PATIENTS,
        {
            "patient_id": listed.ids,
            "sex": np.where(rng.random(n) < SHARE_FEMALE, Sex.FEMALE.value, Sex.MALE.value),
            "birth_year": _year(people.zero) - np.floor(age_years),
            "onset_date": onset,
            "diagnosis_date": onset + np.ceil(30 + 400 * rng.random(n)),
            "phenotype": phenotype,
            "phenotype_from_date": np.where(phenotype == Phenotype.SPMS.value, progressive_from, onset),
            "group": group if plan.has_comparator else None,
            "enrolled_date": people.zero + (0 if plan.has_comparator else people.baseline_day),
            "consecutive_number": listed.numbers,
            "last_contact_date": people.zero + observed.known_until,
            "vital_status": np.select(
                [dead, lost], [VitalStatus.DEAD.value, VitalStatus.UNKNOWN.value], VitalStatus.ALIVE.value
            ),
            "death_date": np.where(dead, people.zero + observed.death_day, np.nan),
            "death_cause": [_DEATH_CAUSE if is_dead else None for is_dead in dead],
            "site": np.full(n, "Centre 1"),
            "country": np.full(n, "Exampleland"),
        },
    )


def _phenotypes(people: People, rng: np.random.Generator) -> NDArray[np.str_]:
    """A quarter of the progressive ones without relapses before are primary progressive; assumed."""
    had_relapse = (people.true_course.relapses.onset_day <= 0).any(axis=1)
    primary = people.progressive & ~had_relapse & (rng.random(len(people)) < 0.35)
    found: NDArray[np.str_] = np.select(
        [primary, people.progressive], [Phenotype.PPMS.value, Phenotype.SPMS.value], Phenotype.RRMS.value
    )
    return found


def _year(day: NDArray[np.int64]) -> Floats:
    years = day.astype("datetime64[D]").astype("datetime64[Y]").astype(np.int64) + 1970
    return years.astype(np.float64)
