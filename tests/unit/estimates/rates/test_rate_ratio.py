import math

import pytest

from ranvier.estimates.inputs import InputError
from ranvier.estimates.rates.incidence import Incidence
from ranvier.estimates.rates.rate_ratio import estimate_ratio_of_rates
from tests.oracles.read import assert_limits, read_oracle

RATIOS = read_oracle("counts.json")["ratios"]


@pytest.mark.parametrize("case", RATIOS, ids=lambda case: f"{case['treated']} {case['comparator']}")
def test_ratio_equals_r_poisson_test(case):
    groups = [Incidence(*case[group], n_patients=50) for group in ("treated", "comparator")]
    ratio = estimate_ratio_of_rates(*groups, case["conf_level"])
    assert_limits(ratio, case)
    assert (ratio.n, ratio.unit) == (100, "ratio")


def test_without_any_event_every_ratio_is_possible():
    ratio = estimate_ratio_of_rates(Incidence(0, 10, 5), Incidence(0, 20, 5))
    assert not ratio.is_known
    assert (ratio.lower, ratio.upper) == (0, math.inf)


def test_without_person_time_in_a_group_the_ratio_is_not_known():
    assert not estimate_ratio_of_rates(Incidence(0, 0, 0), Incidence(3, 20, 5)).is_known


def test_faults_name_their_group():
    with pytest.raises(InputError, match="n_events_comparator"):
        estimate_ratio_of_rates(Incidence(0, 1, 0), Incidence(-3, 20, 5))
