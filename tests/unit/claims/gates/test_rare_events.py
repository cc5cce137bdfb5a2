import math

import pytest

from tests.unit.claims.gates.ask import SAFETY, answer, clinic, counted


@pytest.mark.parametrize(
    ("seen", "expected", "status"),
    [
        (0, 2.9, "fail"),  # fewer than three expected
        (0, 3.0, "pass"),  # P(0 | 3.0) = e^-3 = 5.0 %
        (0, 4.6, "pass"),  # e^-4.6 = 1.005 %
        (0, 4.61, "fail"),  # e^-4.61 = 0.995 %: implausibly few
        (1, 6.6, "pass"),  # e^-6.6 × 7.6 = 1.03 %
        (1, 6.7, "fail"),  # e^-6.7 × 7.7 = 0.95 %
        (2, 1.0, "flag"),  # some were seen: the ratio decides, not this check
    ],
)
def test_zero_is_read_in_both_directions(seen, expected, status):
    assert answer(28, clinic(), SAFETY, counted(seen, expected)).status == status


def test_the_arithmetic_of_the_limits():
    assert 100 * math.exp(-4.6) > 1 > 100 * math.exp(-4.61)
    assert 100 * math.exp(-6.6) * 7.6 > 1 > 100 * math.exp(-6.7) * 7.7


def test_implausibly_few_says_that_nobody_looked():
    result = answer(28, clinic(), SAFETY, counted(0, 8.7))
    assert "they were not looked for" in result.reason
    assert result.threshold == "uninformative below 3 events; implausibly few below 1%"


def test_without_an_expected_number_zero_cannot_be_assessed():
    assert answer(28, clinic(), SAFETY, counted(0)).status == "not_assessable"
    assert answer(28, clinic(), SAFETY, counted(3)).status == "flag"
    assert answer(28, clinic(), SAFETY, None).status == "not_assessable"
