import math

import pytest

from ranvier.estimates.comparison.equivalence import is_equivalent
from ranvier.estimates.inputs import InputError
from ranvier.estimates.result import Estimate


def contrast(lower, upper):
    return Estimate(0.0, lower, upper, 100, "", "")


def test_the_whole_interval_must_lie_within_the_margin():
    assert is_equivalent(contrast(-0.5, 0.5), 0.5)
    assert not is_equivalent(contrast(-0.51, 0.2), 0.5)
    assert not is_equivalent(contrast(-0.2, 0.51), 0.5)


def test_without_an_interval_nothing_is_equivalent():
    assert not is_equivalent(contrast(math.nan, math.nan), 0.5)


def test_a_margin_has_no_sign():
    with pytest.raises(InputError, match="margin"):
        is_equivalent(contrast(-0.1, 0.1), -0.5)
