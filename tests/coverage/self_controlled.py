"""Self-controlled series whose ratio is known: patients differ in their rates, not in the ratio."""

from __future__ import annotations

import numpy as np

from ranvier.estimates.result import Estimate
from ranvier.estimates.self_controlled.ratios import estimate_self_controlled
from ranvier.estimates.self_controlled.records import CaseRecords
from ranvier.estimates.self_controlled.windows import RiskWindow
from tests.coverage.cases import CoverageCase

RATIO = 2.0
N_PATIENTS = 150
YEARS = 4
AFTER = RiskWindow("after", 0, 28)


def relapses_after_stress(rng: np.random.Generator) -> CaseRecords:
    """Four years, a stress a year, relapses at 0.6 a year (gamma, spread 1/2), twice as often for 29 days."""
    last_day = np.full(N_PATIENTS, YEARS * 365 - 1)
    stressed = np.repeat(np.arange(N_PATIENTS), rng.poisson(YEARS, N_PATIENTS))
    stress_day = rng.integers(0, YEARS * 365, stressed.size)
    in_window = np.zeros((N_PATIENTS, YEARS * 365 + 29), bool)
    for later in range(29):
        in_window[stressed, stress_day + later] = True
    rate = rng.gamma(2, 0.3, N_PATIENTS)[:, None] / 365 * np.where(in_window[:, : YEARS * 365], RATIO, 1.0)
    relapsed, day = np.nonzero(rng.random(rate.shape) < rate)
    return CaseRecords(
        np.arange(N_PATIENTS), np.zeros(N_PATIENTS, int), last_day, relapsed, day, stressed, stress_day
    )


def ratio(rng: np.random.Generator) -> Estimate:
    """Of the 29 days from the stress on."""
    return estimate_self_controlled(relapses_after_stress(rng), (AFTER,)).ratios["after"]


CASES = [
    CoverageCase(
        "conditional Poisson, self-controlled",
        f"{N_PATIENTS} patients, four years, relapses twice as often for 29 days after a stress",
        RATIO,
        ratio,
    )
]
