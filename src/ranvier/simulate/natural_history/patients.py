"""Simulated patients at the onset of their illness: sex, age, phenotype and paces."""

from __future__ import annotations

from dataclasses import dataclass, fields

import numpy as np
from numpy.typing import NDArray
from scipy.special import gammaincinv, ndtr, ndtri

from ranvier.simulate.limits import Limits
from ranvier.simulate.luck import Purpose, luck_of
from ranvier.simulate.natural_history.law import NaturalHistory
from ranvier.simulate.natural_history.patient_law import PatientLaw

Floats = NDArray[np.float64]
Flags = NDArray[np.bool_]


@dataclass(frozen=True)
class Patients:
    """Patients on the day of their first symptom, one number each.

    number: a patient's luck is that of the seed and this number, whoever else is simulated. primary: the
    illness progresses from its onset. relapse_pace, progression_pace: what the patient's rates are multiplied
    by, 1 on average. onset_points: true EDSS once the first attack has receded.
    """

    number: NDArray[np.int64]
    female: Flags
    onset_age_years: Floats
    primary: Flags
    relapse_pace: Floats
    progression_pace: Floats
    onset_points: Floats

    def __len__(self) -> int:
        return len(self.number)

    def of(self, rows: NDArray[np.intp]) -> Patients:
        """The patients in *rows*."""
        return Patients(*(getattr(self, field.name)[rows] for field in fields(self)))


def simulate_patients(n: int, law: NaturalHistory, seed: int, *, first_number: int = 0) -> Patients:
    """*n* patients at the onset of their illness, numbered from *first_number*.

    The same seed and number are the same patient. ImpossiblePlan: fewer than 0 patients.
    """
    limits = Limits("patients")
    limits.whole("n", n, 0, 10**9)
    limits.whole("first_number", first_number, 0, 2**53)
    limits.finish()
    who, number = law.patients, np.arange(first_number, first_number + n, dtype=np.int64)
    primary = luck_of(seed, Purpose.PRIMARY, number) < who.primary.value
    return Patients(
        number=number,
        female=luck_of(seed, Purpose.SEX, number) < _share_of_women(who, primary),
        onset_age_years=_onset_age(who, primary, luck_of(seed, Purpose.ONSET_AGE, number)),
        primary=primary,
        relapse_pace=_pace(who.relapse_pace_variance.value, luck_of(seed, Purpose.RELAPSE_PACE, number)),
        progression_pace=_pace(
            who.progression_pace_variance.value, luck_of(seed, Purpose.PROGRESSION_PACE, number)
        ),
        onset_points=_onset_points(who, primary, luck_of(seed, Purpose.ONSET_POINTS, number)),
    )


def _share_of_women(who: PatientLaw, primary: Flags) -> Floats:
    """Chance to be a woman, so that the share of all patients comes out."""
    share, among = who.primary.value, who.women_primary.value
    others = (who.women.value - share * among) / (1 - share) if share < 1 else among
    chances: Floats = np.where(primary, among, min(max(others, 0.0), 1.0))
    return chances


def _onset_age(who: PatientLaw, primary: Flags, luck: Floats) -> Floats:
    """Ages by a normal law cut off at both ends."""
    mean = np.where(primary, who.onset_age_primary_years.value, who.onset_age_years.value)
    spread = max(who.onset_age_sd_years.value, 1e-9)
    low, high = (
        ndtr((who.youngest_years.value - mean) / spread),
        ndtr((who.oldest_years.value - mean) / spread),
    )
    ages: Floats = mean + spread * ndtri(low + luck * (high - low))
    return ages


def _pace(variance: float, luck: Floats) -> Floats:
    """Paces by a gamma law of mean 1; all 1 where the variance is 0."""
    if variance == 0:
        return np.ones(len(luck))
    paces: Floats = gammaincinv(1 / variance, luck) * variance
    return paces


def _onset_points(who: PatientLaw, primary: Flags, luck: Floats) -> Floats:
    points, shares = (np.array(column) for column in zip(*who.onset_points, strict=True))
    below = np.cumsum(shares)[:-1]
    found: Floats = points[np.searchsorted(below, luck, side="right")]
    return found + np.where(primary, who.onset_points_primary_more.value, 0.0)
