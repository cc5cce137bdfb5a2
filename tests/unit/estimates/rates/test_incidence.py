import json
import math
from dataclasses import asdict

import numpy as np
import pytest

from ranvier.estimates.inputs import InputError
from ranvier.estimates.rates.incidence import Incidence, estimate_rate, estimate_rate_ceiling


def test_zero_events_exclude_rates_above_three_over_the_patient_years():
    # verdict rule 6; exactly -ln(0.05) = 2.9957 at one-sided 95 %.
    ceiling = estimate_rate_ceiling(Incidence(0, 174.5, 90), per_years=1000)
    assert ceiling.upper == pytest.approx(-math.log(0.05) / 174.5 * 1000, rel=1e-12)
    assert ceiling.upper == pytest.approx(3.0 / 174.5 * 1000, rel=0.002)
    assert ceiling.unit == "per 1,000 person-years"
    assert "one-sided" in ceiling.method


def test_the_two_sided_limit_of_zero_events_is_wider():
    # By hand: -ln(0.025) = 3.6889.
    assert estimate_rate(Incidence(0, 100, 90)).upper == pytest.approx(-math.log(0.025) / 100, rel=1e-12)


@pytest.mark.parametrize("estimate", [estimate_rate, estimate_rate_ceiling])
def test_no_person_time_is_not_known(estimate):
    rate = estimate(Incidence(0, 0, 0))
    assert not rate.is_known
    assert rate.method == "not known: no time under observation"


def test_numbers_from_numpy_become_plain_ones_that_json_can_write():
    rate = estimate_rate(Incidence(np.int64(2), np.float32(8), np.uint8(5)))
    assert json.loads(json.dumps(asdict(rate)))["estimate"] == 0.25


def test_events_without_person_time_are_an_error():
    with pytest.raises(InputError, match="events need time"):
        estimate_rate(Incidence(1, 0, 1))


def test_all_faults_are_named_at_once():
    with pytest.raises(InputError) as caught:
        estimate_rate(Incidence(-1, math.nan, 1), 2, per_years=0)
    assert len(caught.value.problems) == 4
