"""One row a patient: what a simulated clinic knows of the people on its list."""

from __future__ import annotations

import numpy as np
import polars as pl
from numpy.typing import NDArray

from ranvier.simulate.frames import frame_of
from ranvier.simulate.listed import Listed
from ranvier.simulate.people import People
from ranvier.tables.patients import PATIENTS
from ranvier.vocabulary.people import Sex, VitalStatus
from ranvier.vocabulary.phenotypes import Phenotype
from ranvier.vocabulary.time import DAYS_PER_YEAR

TREATED_WORD = "cells"
COMPARATOR_WORD = "sham"
"""The clinic's own words for its groups, matched by [groups] in programme.toml."""

_DEATH_CAUSE = "other disease"


def patient_ids(n: int) -> NDArray[np.str_]:
    """S0001, S0002 and so on, long enough to sort as text."""
    width = max(4, len(str(n)))
    return np.array([f"S{number:0{width}d}" for number in range(1, n + 1)])


def patients_frame(listed: Listed, rng: np.random.Generator) -> pl.DataFrame:
    """Everyone on the list; the consecutive numbers have gaps where patients were left out."""
    people, observed, plan = listed.people, listed.observed, listed.plan
    n = len(people)
    patients = people.courses.patients
    onset = people.zero - people.start_day
    age_years = patients.onset_age_years + people.start_day / DAYS_PER_YEAR
    dead = observed.death_day < np.inf
    lost = observed.lost_day < np.inf
    phenotype = _phenotypes(people)
    told_day = np.minimum(np.ceil(30 + 400 * rng.random(n)), people.start_day + people.baseline_day)
    secondary = onset + np.ceil(
        np.where(phenotype == Phenotype.SPMS.value, people.courses.secondary_day, 0.0)
    )
    group = np.where(people.treated, TREATED_WORD, COMPARATOR_WORD)
    return frame_of(
        PATIENTS,
        {
            "patient_id": listed.ids,
            "sex": np.where(patients.female, Sex.FEMALE.value, Sex.MALE.value),
            "birth_year": _year(people.zero) - np.floor(age_years),
            "onset_date": onset,
            "diagnosis_date": onset + told_day,
            "phenotype": phenotype,
            "phenotype_from_date": secondary,
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


def _phenotypes(people: People) -> NDArray[np.str_]:
    """The phenotype on day 0."""
    found: NDArray[np.str_] = np.select(
        [people.courses.patients.primary, people.progressive],
        [Phenotype.PPMS.value, Phenotype.SPMS.value],
        Phenotype.RRMS.value,
    )
    return found


def _year(day: NDArray[np.int64]) -> NDArray[np.float64]:
    years = day.astype("datetime64[D]").astype("datetime64[Y]").astype(np.int64) + 1970
    return years.astype(np.float64)
