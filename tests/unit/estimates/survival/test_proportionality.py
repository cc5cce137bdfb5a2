import numpy as np
import pytest

from ranvier.estimates.inputs import InputError
from ranvier.estimates.survival.proportionality import TimeScale, estimate_proportionality

# Equality with R cox.zph is in tests/exactness/cox.py.


def cohort(rates_late, seed=2, n=4_000):
    """Treated halve the hazard for 300 days; afterwards it is *rates_late* times that of the others."""
    rng = np.random.default_rng(seed)
    treated = np.arange(n) % 2
    need = rng.exponential(size=n)  # hazard that is met until the event
    early, late = np.where(treated, 0.5, 1.0) / 600, np.where(treated, rates_late, 1.0) / 600
    days = np.where(need < 300 * early, need / early, 300 + (need - 300 * early) / late)
    event = days < 1200
    return np.ceil(np.minimum(days, 1200)).astype(int), event, {"treated": treated, "age": rng.normal(size=n)}


@pytest.mark.parametrize("scale", list(TimeScale))
def test_a_ratio_that_turns_is_seen_and_one_that_stays_is_not(scale):
    found = estimate_proportionality(*cohort(2.0), scale=scale)
    assert found.tests["treated"].p_value < 1e-6
    assert found.all_covariates.p_value < 1e-6
    assert found.tests["age"].p_value > 0.01
    steady = estimate_proportionality(*cohort(0.5), scale=scale)
    assert steady.tests["treated"].p_value > 0.01
    assert steady.all_covariates.degrees_of_freedom == 2
    assert steady.n == 4_000


@pytest.mark.parametrize("n_events", [1, 20])
def test_events_on_one_day_are_no_proof_of_a_ratio_that_stays(n_events):
    # R cox.zph stops here too: its system of equations is singular.
    days = np.array([50] * 20 + [90] * 20)
    event = (days == 50) & (np.arange(40) < n_events)
    with pytest.raises(InputError, match="one day only"):
        estimate_proportionality(days, event, {"age": np.tile(np.arange(10.0), 4)})


def test_a_covariate_that_differs_on_one_day_of_events_has_no_test_of_its_own():
    days = np.array([50] * 20 + [90] * 20)
    early = (days == 50) & (np.arange(40) % 2 == 0)
    with pytest.raises(InputError, match="early differs on the days of too few events"):
        estimate_proportionality(days, np.arange(40) % 3 == 0, {"early": early})


def test_an_unknown_clock_is_told_the_known_ones():
    with pytest.raises(InputError, match="km, identity, rank"):
        estimate_proportionality(*cohort(1.0), scale="log")
