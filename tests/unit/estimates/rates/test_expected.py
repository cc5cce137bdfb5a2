import math

import pytest

from ranvier.estimates.inputs import InputError
from ranvier.estimates.rates.expected import estimate_ratio_to_expected, weigh_against_expected
from tests.oracles.read import RELATIVE, assert_limits, read_oracle

COUNTS = read_oracle("counts.json")


@pytest.mark.parametrize(
    "case", COUNTS["expected"], ids=lambda case: f"{case['n_events']} of {case['expected']}"
)
def test_tails_equal_r_ppois(case):
    weighed = weigh_against_expected(case["n_events"], case["expected"])
    assert weighed.p_as_few == pytest.approx(case["p_as_few"], rel=RELATIVE)
    assert weighed.p_as_many == pytest.approx(case["p_as_many"], rel=RELATIVE)


def test_zero_events_where_seven_were_expected_are_implausibly_few():
    # verdict rule 6: P(X <= 0 | 7) = exp(-7) is under 1 %, and exp(-2.9) is not.
    assert weigh_against_expected(0, 7).p_as_few == pytest.approx(math.exp(-7), rel=1e-12)
    assert weigh_against_expected(0, 2.9).p_as_few > 0.05


@pytest.mark.parametrize(
    "case", COUNTS["rates"], ids=lambda case: f"{case['n_events']} of {case['person_years']}"
)
def test_ratio_to_expected_equals_r_poisson_test_with_the_expected_number_as_its_base(case):
    ratio = estimate_ratio_to_expected(case["n_events"], case["person_years"], 40, case["conf_level"])
    assert_limits(ratio, case)


def test_nothing_expected_gives_no_ratio():
    assert not estimate_ratio_to_expected(2, 0, 40).is_known


def test_a_negative_expected_number_is_an_error():
    with pytest.raises(InputError, match="expected must be"):
        weigh_against_expected(0, -1)
