import math

import pytest

from ranvier.estimates.inputs import InputError
from ranvier.estimates.rates.rarity import ExpectedStatus, weigh_rarity


@pytest.mark.parametrize(
    ("seen", "expected", "status"),
    [
        (0, 2.99, ExpectedStatus.UNINFORMATIVE),
        (0, 3.0, ExpectedStatus.INFORMATIVE),
        (0, 4.60, ExpectedStatus.INFORMATIVE),  # exp(-4.60) = 1.005 %
        (0, 4.61, ExpectedStatus.IMPLAUSIBLY_FEW),  # exp(-4.61) = 0.995 %
        (1, 6.63, ExpectedStatus.INFORMATIVE),  # exp(-6.63) * 7.63 = 1.008 %
        (1, 6.65, ExpectedStatus.IMPLAUSIBLY_FEW),  # 0.990 %
        (4, 1.0, ExpectedStatus.UNINFORMATIVE),
        (2, None, ExpectedStatus.UNKNOWN),
        (2, math.nan, ExpectedStatus.UNKNOWN),
    ],
)
def test_few_events_beside_the_expected_number(seen, expected, status):
    assert weigh_rarity(seen, expected).status is status


def test_the_limits_are_arguments():
    assert weigh_rarity(0, 4, least_expected=5).status is ExpectedStatus.UNINFORMATIVE
    assert weigh_rarity(0, 4, implausible_below=0.05).status is ExpectedStatus.IMPLAUSIBLY_FEW


@pytest.mark.parametrize("expected", [0.5, 3.5, 30, None])
def test_it_reads_as_a_sentence(expected):
    text = str(weigh_rarity(0, expected))
    assert text.startswith("0 seen")
    assert "nan" not in text


def test_a_share_above_one_is_refused():
    with pytest.raises(InputError, match="implausible_below"):
        weigh_rarity(0, 4, implausible_below=5)


def test_many_where_few_were_expected_is_not_called_a_count_that_says_nothing():
    # ppois(9, 2.9, lower.tail = FALSE) in R 4.2.2 is 0.0009: an excess, only a low count would be no news.
    assert str(weigh_rarity(10, 2.9)) == "10 seen, 2.9 expected: too few for a low count to say anything"
