"""Numbers as DESIGN's words ask for: U+2212, an en dash or "to", percent as integers, EDSS to 2 decimals."""

import math

import pytest

from ranvier.estimates.result import Estimate
from ranvier.report.numbers import full_stop, inside_sentence, interval, plain, span, tick_text, with_unit

POINTS = "EDSS points"


@pytest.mark.parametrize(
    ("number", "unit", "text"),
    [
        (-0.704, POINTS, "−0.70"),
        (0.4, POINTS, "+0.40"),
        (0.001, POINTS, "0.00"),
        (48.4, "%", "48%"),
        (11.86, "per 1,000 person-years", "11.9"),
        (1234.5, "days", "1,234"),
        (math.inf, "days", "no limit"),
        (math.nan, "days", "no number"),
    ],
)
def test_a_number_has_the_decimals_of_its_unit(number: float, unit: str, text: str) -> None:
    assert plain(number, unit) == text


def test_a_difference_of_shares_is_in_percentage_points_and_signed() -> None:
    assert with_unit(12.2, "%", difference=True) == "+12 percentage points"


@pytest.mark.parametrize(
    ("lower", "upper", "unit", "text"),
    [
        (-0.85, -0.54, POINTS, "−0.85 to −0.54"),
        (40, 56, "%", "40–56"),
        (0, math.inf, "days", "0 to no limit"),
    ],
)
def test_a_range_takes_an_en_dash_or_to_where_a_sign_is_present(
    lower: float, upper: float, unit: str, text: str
) -> None:
    assert span(lower, upper, unit) == text


def test_an_interval_says_its_level_and_a_missing_one_says_so() -> None:
    assert interval(Estimate(48, 40, 56, 171, "", "", "%", conf_level=0.9), "%") == "90% CI 40–56"
    assert interval(Estimate(48, math.nan, math.nan, 171, "", "", "%"), "%") == "no interval"


def test_the_last_tick_of_a_share_carries_the_percent_sign() -> None:
    assert [tick_text(75, "%"), tick_text(100, "%", last=True), tick_text(1, POINTS)] == ["75", "100%", "+1"]


def test_texts_are_joined_into_sentences() -> None:
    assert full_stop("nobody was compared") == "nobody was compared."
    assert full_stop("Why?") == "Why?"
    assert inside_sentence("With an EDSS") == "with an EDSS"
