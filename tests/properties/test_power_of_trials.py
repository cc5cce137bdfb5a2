"""As many simulated trials show a difference as rpact's formula says should."""

from __future__ import annotations

import re

import numpy as np
import pytest

from ranvier.estimates.survival.hazard_trials import estimate_ratios_of_trials
from tests.exactness.agreement import numbers_in

DESIGNS = numbers_in("trials.csv")
N_TRIALS, RATE_PER_YEAR, YEARS, DAYS_PER_YEAR = 2_000, 0.2, 2.0, 365.25

#: Schoenfeld's formula is an approximation; 2,000 trials add 3 standard errors of at most 1.1 points.
ALLOWED = 0.015 + 3 * 0.011


@pytest.mark.parametrize("design", DESIGNS, ids=lambda design: design.case)
def test_simulated_trials_have_the_power_of_the_formula(design):
    ratio, n_patients = (float(number) for number in re.findall(r"[\d.]+", design.case))
    rng = np.random.default_rng(7)
    treated = np.arange(int(n_patients)) % 2 == 0
    rate = RATE_PER_YEAR * np.where(treated, ratio, 1.0)
    event_years = rng.exponential(1 / rate, (N_TRIALS, treated.size))
    event = event_years <= YEARS
    exit_day = np.ceil(np.minimum(event_years, YEARS) * DAYS_PER_YEAR).astype(np.int64)
    z = estimate_ratios_of_trials(exit_day, event, treated).z
    below = float(np.mean(z < -1.959964))  # one-sided 2.5 %, in favour of the treated
    assert below == pytest.approx(design.value, abs=ALLOWED)
