"""The cohorts that published figures are compared with: whom they follow, how treated, how observed."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from ranvier.definitions.rater_noise import Basis, NoiseBand, RaterNoise, ScoreError
from ranvier.simulate.effect import EffectPlan
from ranvier.simulate.luck import Purpose, luck_of
from ranvier.simulate.natural_history.courses import Courses, simulate_courses
from ranvier.simulate.natural_history.law import UNTREATED, NaturalHistory
from ranvier.simulate.natural_history.numbers import Treatment
from ranvier.simulate.natural_history.patients import Patients, simulate_patients
from ranvier.simulate.parameters import Parameter, Status
from ranvier.simulate.targets.old_clinic import simulate_old_clinic
from ranvier.simulate.targets.records import VisitDays, regular_visits, simulate_record, years
from ranvier.tables.cohort import Cohort

Floats = NDArray[np.float64]

DRUG_RELAPSE_RATIO = Parameter(
    0.66,
    "relapse rate under the drugs of a register, against none",
    Status.ASSUMED,
    "as under interferon (E01), the first drug of most; 0.32 under natalizumab (E13)",
)
DRUG_PROGRESSION_RATIO = Parameter(
    0.5,
    "rate of silent progression in the years of drugs, against untreated cohorts of earlier decades",
    Status.ASSUMED,
    "0.76 under ocrelizumab in primary progressive MS (E11), and 3 to 7% less risk a calendar year (S29)",
)
DRUGS = EffectPlan(
    relapse_ratio=DRUG_RELAPSE_RATIO.value, progression_ratio=DRUG_PROGRESSION_RATIO.value, full_by_days=90
)
"""What the drugs of a register do, all of them taken together."""

TRIAL_RELAPSE_RATIO = Parameter(
    0.45,
    "relapse rate in five years of a trial of a strong drug, against none",
    Status.ASSUMED,
    "two years at 0.66 under interferon (E01), then 0.32 as under natalizumab (E13)",
)
TRIAL_DRUGS = replace(DRUGS, relapse_ratio=TRIAL_RELAPSE_RATIO.value)
"""What the drugs of a trial do in which interferon is followed by a stronger one."""


def _part_of_rater_noise(part: float, reason: str) -> RaterNoise:
    """RaterNoise with *part* of its chances."""
    bands = RaterNoise().bands
    return RaterNoise(
        tuple(
            NoiseBand(band.highest_edss, part * band.chance_each_way, Basis.JUDGEMENT, reason)
            for band in bands
        )
    )


SAME_RATER = _part_of_rater_noise(
    0.5, "half the chances between two raters: one rater within 1.0, two within 1.5, Goodkin 1992 (S141)"
)
"""The error of one rater who sees the same patients again and again, as in a clinic."""

SOME_RATERS = _part_of_rater_noise(
    0.81, "between one rater and two: in a register raters change now and then"
)
"""The error in a register of many years."""

ANY_RATER = RaterNoise()
"""The error where raters change, as between the centres of a trial."""

_LIFE_YEARS = 70
_REGISTER_YEARS = (5.0, 18.6)  # shortest and longest follow-up: a mean of 11.8, S223
_FIRST_VISIT_YEARS = (0.5, 11.5)  # from onset: a mean of 6, the 36.4 − 30.1 years of S25 and S236
_TREATED_SHARE_OF_A_REGION = 0.41  # S228


@dataclass(frozen=True)
class SimulatedStudies:
    """Cohorts made when they are first asked for, and kept; the same seed makes the same cohorts.

    law: of everybody. same_rater, some_raters, any_rater: the error of a score in one clinic, in a register
    and in a trial of many centres. n_patients: of the untreated cohort; the others follow in proportion.
    """

    seed: int
    law: NaturalHistory = UNTREATED
    same_rater: ScoreError = SAME_RATER
    some_raters: ScoreError = SOME_RATERS
    any_rater: ScoreError = ANY_RATER
    n_patients: int = 16_000

    @cached_property
    def untreated(self) -> Courses:
        """Patients of any phenotype whom no drug reaches, from onset to death."""
        patients = simulate_patients(self.n_patients, self.law, self.seed)
        return simulate_courses(patients, self.law, self.seed, until_day=years(_LIFE_YEARS))

    @cached_property
    def relapsing(self) -> Courses:
        """Those of them with a relapsing onset."""
        return self.untreated.of(np.flatnonzero(~self.untreated.patients.primary))

    @cached_property
    def primary(self) -> Courses:
        """Untreated patients with a primary progressive onset, half as many as the untreated cohort has."""
        found = self._others(2, 8 * self.n_patients)
        rows = np.flatnonzero(found.primary)[: self.n_patients // 2]
        return simulate_courses(found.of(rows), self.law, self.seed, until_day=years(_LIFE_YEARS))

    @cached_property
    def untreated_record(self) -> Cohort:
        """The untreated cohort seen once a year from half a year after onset for 45 years, nobody lost."""
        return self._yearly(self.untreated, 45)

    @cached_property
    def clinic_record(self) -> Cohort:
        """The untreated cohort of an old clinic: 20 years, some yearly visits, others because of relapses."""
        planned = self._yearly_visits(self.untreated, 20)
        return simulate_old_clinic(self.untreated, planned, self.seed, self.same_rater)

    @cached_property
    def primary_record(self) -> Cohort:
        """The primary progressive patients seen once a year for 30 years."""
        return self._yearly(self.primary, 30)

    @cached_property
    def region_record(self) -> Cohort:
        """Patients of any phenotype of a region where two in five get a drug, seen yearly for 40 years."""
        patients = self._others(4, self.n_patients // 2)
        chance = luck_of(self.seed, Purpose.LEAVING, patients.number)
        start = np.where(chance < _TREATED_SHARE_OF_A_REGION, self._first_visit_day(patients), np.inf)
        return self._yearly(self.under_drugs(patients, start, 50), 40, noise=self.some_raters)

    @cached_property
    def register(self) -> Courses:
        """Patients with a relapsing onset who get a drug at the first visit to a register."""
        everybody = self._others(3, self.n_patients)
        patients = everybody.of(np.flatnonzero(~everybody.primary))
        return self.under_drugs(patients, self._first_visit_day(patients), 31)

    @cached_property
    def register_record(self) -> Cohort:
        """The register: visits every six months for 5 to 18.6 years, from the first visit on."""
        courses = self.register
        number = courses.patients.number
        first = self._first_visit_day(courses.patients)
        shortest, longest = _REGISTER_YEARS
        length = shortest + (longest - shortest) * luck_of(self.seed, Purpose.VISIT_MISSED, number)
        last = np.minimum(np.floor(first + years(1) * length), courses.death_day - 1)
        visits = regular_visits(first, last, years(0.5), number, self.seed)
        return simulate_record(courses, visits, self.seed, self.some_raters)

    def under_drugs(
        self, patients: Patients, start_day: Floats, n_years: int, effect: EffectPlan = DRUGS
    ) -> Courses:
        """*patients* with the drugs of a register from a day on, in days from onset; infinite for nobody."""
        treatment = Treatment(start_day=start_day, effect=effect)
        until_day = years(n_years)
        return simulate_courses(patients, self.law, self.seed, until_day=until_day, treatments=(treatment,))

    def _yearly(self, courses: Courses, n_years: int, noise: ScoreError | None = None) -> Cohort:
        visits = self._yearly_visits(courses, n_years)
        return simulate_record(courses, visits, self.seed, noise or self.same_rater)

    def _yearly_visits(self, courses: Courses, n_years: int) -> VisitDays:
        """Visits once a year from half a year after onset until death."""
        first = np.full(len(courses.patients.number), float(years(0.5)))
        last = np.minimum(first + years(n_years), courses.death_day - 1)
        return regular_visits(first, last, years(1), courses.patients.number, self.seed)

    def _first_visit_day(self, patients: Patients) -> Floats:
        low, high = _FIRST_VISIT_YEARS
        chance = luck_of(self.seed, Purpose.VISIT_DAY, patients.number, -1)
        return np.floor(years(1) * (low + (high - low) * chance))

    def _others(self, cohort: int, n: int) -> Patients:
        """*n* patients whose numbers no other cohort has."""
        return simulate_patients(n, self.law, self.seed, first_number=cohort * 10_000_000)
