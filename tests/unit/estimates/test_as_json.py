import json
import math

import pytest
from hypothesis import given, strategies as st

from ranvier.errors import RanvierError
from ranvier.estimates.as_json import from_dict, interval_dict, to_dict
from ranvier.estimates.inputs import InputError
from ranvier.estimates.result import Estimate

ANY = st.floats(allow_nan=True, allow_infinity=True)


def same(one, other):
    return repr(one) == repr(other)  # NaN is no equal of itself; repr keeps each digit


@given(ANY, ANY, ANY, st.one_of(st.none(), st.integers(0, 9)))
def test_there_and_back_is_the_same_to_the_last_digit(estimate, lower, upper, n_events):
    found = Estimate(estimate, lower, upper, 7, "m", "d", "share", n_events, 0.9, "w", "r")
    text = json.dumps(to_dict(found), allow_nan=False)
    assert same(from_dict(json.loads(text)), found)


def test_no_number_is_null_and_no_limit_is_said():
    found = interval_dict(Estimate(math.nan, 0.5, math.inf, 1, "m", "d"))
    assert found == {"estimate": None, "lower": 0.5, "upper": None, "upper_text": "without limit"}


def test_nothing_is_three_nulls():
    assert interval_dict(None) == {"estimate": None, "lower": None, "upper": None}


@pytest.mark.parametrize("change", [{"speed": 3}, {"lower": ...}])
def test_another_dict_is_refused(change):
    content = {**to_dict(Estimate(1, 0, 2, 3, "m", "d")), **change}
    content = {name: value for name, value in content.items() if value is not ...}
    with pytest.raises(RanvierError, match="not an estimate"):
        from_dict(content)


@pytest.mark.parametrize(
    "change",
    [
        {"estimate": "0.5"},
        {"estimate": True},
        {"upper": None, "upper_text": "no limit"},
        {"upper": 2.0, "upper_text": "without limit"},
        {"n": None},
        {"n": 2.5},
        {"n_events": "3"},
        {"conf_level": None},
        {"method": None},
        {"unit": 3},
    ],
)
def test_a_field_with_something_else_is_refused(change):
    with pytest.raises(RanvierError, match="not an estimate"):
        from_dict({**to_dict(Estimate(1, 0, 2, 3, "m", "d")), **change})


def test_a_larger_result_is_no_estimate():
    with pytest.raises(InputError, match="one by one"):
        to_dict([Estimate(0.5, 0.4, 0.6, 9, "m", "share", "share")])
