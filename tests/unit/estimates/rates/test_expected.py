import math

import pytest

from ranvier.estimates.inputs import InputError
from ranvier.estimates.rates.expected import estimate_ratio_to_expected, weigh_against_expected


def test_zero_events_where_seven_were_expected_are_implausibly_few():
    # verdict rule 6: P(X <= 0 | 7) = exp(-7) is under 1 %, and exp(-2.9) is not.
    assert weigh_against_expected(0, 7).p_as_few == pytest.approx(math.exp(-7), rel=1e-12)
    assert weigh_against_expected(0, 2.9).p_as_few > 0.05


def test_nothing_expected_gives_no_ratio():
    assert not estimate_ratio_to_expected(2, 0, 40).is_known


def test_a_negative_expected_number_is_an_error():
    with pytest.raises(InputError, match="expected must be"):
        weigh_against_expected(0, -1)
