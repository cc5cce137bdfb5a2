import math

import pytest

from ranvier.estimates.inputs import InputError
from ranvier.estimates.rates.incidence import Incidence
from ranvier.estimates.rates.rate_ratio import estimate_ratio_of_rates


def test_without_any_event_every_ratio_is_possible():
    ratio = estimate_ratio_of_rates(Incidence(0, 10, 5), Incidence(0, 20, 5))
    assert not ratio.is_known
    assert (ratio.lower, ratio.upper) == (0, math.inf)


def test_without_person_time_in_a_group_the_ratio_is_not_known():
    assert not estimate_ratio_of_rates(Incidence(0, 0, 0), Incidence(3, 20, 5)).is_known


def test_faults_name_their_group():
    with pytest.raises(InputError, match="n_events_comparator"):
        estimate_ratio_of_rates(Incidence(0, 1, 0), Incidence(-3, 20, 5))
