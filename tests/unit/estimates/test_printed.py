import math

import pytest

from ranvier.estimates.printed import number_words, unit_words
from ranvier.estimates.result import Estimate
from ranvier.estimates.unknown import unknown_estimate


def line(estimate, lower, upper, unit, **more):
    return str(Estimate(estimate, lower, upper, 171, "made so", "what", unit, **more))


@pytest.mark.parametrize(
    ("value", "unit", "words"),
    [
        (0.4844, "share", "48.4%"),
        (0.0, "share", "0.0%"),
        (-0.7, "EDSS points", "−0.70"),
        (1.0, "EDSS points", "+1.00"),
        (1.0, "ratio", "1.00"),
        (0.9996, "ratio", "1.00"),
        (99.96, "days", "100"),
        (0.0123456, "per person-year", "0.0123"),
        (-12.34, "days", "−12.3"),
        (1826.4, "days", "1,826"),
        (0.0, "ratio", "0"),
        (math.inf, "ratio", "no limit"),
        (0.00000123, "ratio", "0.000001"),
        (1.23e-9, "ratio", "1.23 × 10^−9"),
        (-4.56e-12, "ratio", "−4.56 × 10^−12"),
        (2e200, "ratio", "2.00 × 10^200"),
        (123_456_789.0, "days", "123,456,789"),
    ],
)
def test_a_number_has_the_digits_of_its_unit(value, unit, words):
    assert number_words(value, unit) == words


def test_a_share_is_printed_in_percent_with_patients_and_events():
    printed = line(0.5, 0.4225, 0.5775, "share", n_events=83)
    assert printed == "what: 50.0% (95% CI 42.2% to 57.8%, n 171, 83 events)"


def test_a_difference_of_shares_is_in_percentage_points():
    found = Estimate(0.123, -0.01, 0.25, 90, "m", "difference of shares", "share", conf_level=0.9)
    assert str(found) == ("difference of shares: +12.3 percentage points (90% CI −1.0 to +25.0, n 90)")


def test_one_event_and_no_upper_limit():
    printed = line(3.2, 0.4, math.inf, "ratio", n_events=1)
    assert printed == "what: 3.20 (95% CI 0.400 to no limit, n 171, 1 event)"


def test_what_has_no_interval_says_so():
    assert line(2.0, math.nan, math.nan, "years") == "what: 2.00 years (no interval, n 171)"


def test_a_median_that_is_not_reached_tells_the_end_that_is_known():
    printed = line(math.nan, 1826.0, math.nan, "days", n_events=2)
    assert printed == "what: not known (95% CI 1,826 to not known, n 171, 2 events; made so)"


def test_what_has_no_number_and_no_ends_names_its_method():
    assert line(math.nan, math.nan, math.nan, "days") == "what: not known (n 171; made so)"


def test_what_is_not_known_says_why():
    assert str(unknown_estimate("nobody was seen", definition="mean")) == "mean: not known: nobody was seen"


def test_the_form_for_programmers_stays_that_of_a_dataclass():
    assert repr(Estimate(1, 0, 2, 3, "m", "d")).startswith("Estimate(estimate=1, lower=0, upper=2, n=3")


def test_points_of_percent_need_words():
    assert unit_words("share", difference=True) == " percentage points"
