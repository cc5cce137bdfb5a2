"""Who gets what from when: ordinary drugs, and the clinic's therapy."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from ranvier.simulate.luck import Purpose, luck_of
from ranvier.simulate.natural_history.numbers import Treatment
from ranvier.simulate.people import NO_DRUG, Arrivals
from ranvier.simulate.plan import ClinicPlan

Floats = NDArray[np.float64]
Rows = NDArray[np.intp]

DRUG_FROM_DAYS, DRUG_WITHIN_DAYS = 120.0, 700.0
"""Who takes an ordinary drug early begins it from day 120 after the first symptom on, within 700 days;
assumed."""

LATER_FROM_DAYS, LATER_WITHIN_DAYS = 120.0, 1500.0
"""Who takes one later begins it from day 120 after day 0 on, within 1,500 days; assumed."""


MANY_PATIENTS = 10_000


@dataclass(frozen=True)
class DrugTaken:
    """Which ordinary drug each patient takes, -1 for none, and from which day after the first symptom."""

    drug: Rows
    day: Floats

    def of(self, rows: Rows) -> DrugTaken:
        """What the patients in *rows* take."""
        return DrugTaken(self.drug[rows], self.day[rows])


def drugs_before(number: NDArray[np.int64], plan: ClinicPlan, seed: int) -> DrugTaken:
    """The drugs of those who take one from soon after their diagnosis on."""
    takes = luck_of(seed, Purpose.TAKES_DRUG, number) < plan.dmt_share
    day = np.floor(DRUG_FROM_DAYS + DRUG_WITHIN_DAYS * luck_of(seed, Purpose.DRUG_DAY, number))
    return DrugTaken(np.where(takes, _which(number, plan, seed), NO_DRUG), np.where(takes, day, np.nan))


def with_later_drugs(arrivals: Arrivals, plan: ClinicPlan, seed: int) -> DrugTaken:
    """The same and, of those without one by day 0, the drugs that some begin after it; days from day 0."""
    number = arrivals.number
    taken = arrivals.drug_day <= 0  # false for NaN
    later = ~taken & (luck_of(seed, Purpose.LATER_DRUG, number) < plan.new_dmt_share)
    day = np.floor(LATER_FROM_DAYS + LATER_WITHIN_DAYS * luck_of(seed, Purpose.LATER_DRUG_DAY, number))
    drug = np.where(taken, arrivals.drug, np.where(later, _which(number, plan, seed), NO_DRUG))
    return DrugTaken(drug, np.where(taken, arrivals.drug_day, np.where(later, day, np.nan)))


def drug_treatments(plan: ClinicPlan, taken: DrugTaken) -> tuple[Treatment, ...]:
    """The ordinary drugs as treatments; days from the first symptom."""
    return tuple(
        Treatment(np.where(taken.drug == place, taken.day, np.inf), drug.effect)
        for place, drug in enumerate(plan.drugs.each())
        if (taken.drug == place).any()
    )


def therapy(arrivals: Arrivals, plan: ClinicPlan, treated: NDArray[np.bool_]) -> Treatment:
    """The clinic's therapy from day 0 on, for those who are *treated*."""
    return Treatment(np.where(treated, arrivals.start_day.astype(np.float64), np.inf), plan.effect)


def _which(number: NDArray[np.int64], plan: ClinicPlan, seed: int) -> Rows:
    found: Rows = np.floor(luck_of(seed, Purpose.WHICH_DRUG, number) * len(plan.drugs.each())).astype(np.intp)
    return found


def threads_for(n_patients: int) -> int:
    """How many threads follow so many patients: a few are followed by plain Python, which gains nothing."""
    return 2 if n_patients >= MANY_PATIENTS else 1
