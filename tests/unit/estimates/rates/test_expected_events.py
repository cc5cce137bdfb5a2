"""Expected events by sex and age, by hand; person-years beside R: tests/exactness/rates.py."""

import math
from datetime import date

import numpy as np
import pytest

from ranvier.estimates.inputs import InputError
from ranvier.estimates.rates.birthdays import births, mid_year
from ranvier.estimates.rates.expected import RatioInterval, estimate_ratio_to_expected
from ranvier.estimates.rates.expected_events import estimate_expected, estimate_incidence_ratio
from ranvier.estimates.rates.life_table import us_life_table
from tests.unit.estimates.rates.small_rates import rate_table


def days(*texts):
    return [(date.fromisoformat(text) - date(1970, 1, 1)).days for text in texts]


def test_a_patient_who_turns_forty_is_split_on_the_birthday():
    # 2020-01-01 to 2020-03-01 is 60 days, 31 + 14 of them before the birthday on 15 February.
    expected = estimate_expected(
        [0], days("1980-02-15"), days("2020-01-01"), days("2020-03-01"), rate_table()
    )
    by_hand = (45 * 120 / 4e5 + 15 * 600 / 2e5) / 365.25
    assert expected.number == pytest.approx(by_hand, rel=1e-12)
    assert expected.person_years == pytest.approx(60 / 365.25, rel=1e-12)


def test_who_was_born_on_29_february_turns_on_1_march():
    born = np.array(days("1980-02-29"))
    turned = {age: births(born).birthdays(age, np.array([0])).item() for age in (0, 4, 5, 40, 41)}
    dates = days("1980-02-29", "1984-02-29", "1985-03-01", "2020-02-29", "2021-03-01")
    assert list(turned.values()) == dates


def test_rates_by_year_split_on_the_first_of_january():
    table = rate_table(years=((2018, 2019), (2020, 2021)))
    expected = estimate_expected([1], days("1950-06-01"), days("2019-12-22"), days("2020-01-11"), table)
    assert expected.number == pytest.approx((10 + 2 * 10) / 365.25 * 2100 / 1.5e5, rel=1e-12)


def test_years_outside_the_file_take_the_nearest():
    table = rate_table(years=((2018, 2019), (2020, 2021)))
    first, last = (
        estimate_expected([1], days("1930-06-01"), days(f"{year}-03-01"), days(f"{year}-03-11"), table)
        for year in (2001, 2025)
    )
    assert last.number == pytest.approx(2 * first.number)


def test_the_ratio_is_that_of_poisson_test():
    expected = estimate_expected(
        [0], days("1950-01-01"), days("2010-01-01"), days("2020-01-01"), rate_table()
    )
    ratio = estimate_incidence_ratio(0, expected)
    assert ratio.estimate == 0
    assert ratio.upper == pytest.approx(-math.log(0.025) / expected.number, rel=1e-12)
    assert "made up" in ratio.method
    assert "not known" in expected.rests_on


def test_limits_by_mid_p_are_shorter_than_exact_ones():
    expected = estimate_expected(
        [0], days("1950-01-01"), days("2010-01-01"), days("2020-01-01"), us_life_table()
    )
    exact, mid_p, byar = (estimate_incidence_ratio(3, expected, interval=kind) for kind in RatioInterval)
    assert exact.lower < mid_p.lower < mid_p.upper < exact.upper
    assert byar.upper == pytest.approx(exact.upper, rel=0.02)


def test_without_an_event_mid_p_leaves_five_percent_and_not_half_of_it():
    # By hand: half of exp(-m) is 2.5 % at m = -log(0.05).
    expected = estimate_expected(
        [0], days("1950-01-01"), days("2010-01-01"), days("2020-01-01"), rate_table()
    )
    upper = estimate_incidence_ratio(0, expected, interval=RatioInterval.MID_P).upper
    assert upper * expected.number == pytest.approx(-math.log(0.05), rel=1e-9)


def test_rates_from_few_cases_are_said_to_be_uncertain():
    told = [
        estimate_expected(
            [0], days("1950-01-01"), days("2015-01-01"), days("2016-01-01"), rate_table(cases=cases)
        ).rests_on
        for cases in (25, 10_000)
    ]
    assert told == ["the rates rest on few cases: the expected number is itself uncertain by 20 %", ""]


def test_nobody_has_nothing_to_expect_and_no_ratio():
    expected = estimate_expected([], [], [], [], rate_table())
    assert expected.number == 0
    assert not estimate_incidence_ratio(0, expected).is_known


def test_ages_without_a_rate_are_refused():
    table = us_life_table()
    known = table.age_from >= 20
    young = type(table)(
        *(getattr(table, name)[known] for name in list(table.__dataclass_fields__)[:7]), source="from 20 on"
    )
    with pytest.raises(InputError, match="no rate"):
        estimate_expected([0], days("2000-01-01"), days("2019-12-30"), days("2020-02-01"), young)


@pytest.mark.parametrize(
    ("changed", "told"),
    [
        ({"sex": [2]}, "sex must be 0"),
        ({"birth_day": [1.5]}, "whole days"),
        ({"birth_day": [19_000]}, "before birth"),
        ({"exit_day": [17_000]}, "after exit_day"),
        ({"exit_day": [math.nan]}, "finite"),
        ({"sex": [0, 1]}, "equally long"),
    ],
)
def test_faults_are_named(changed, told):
    good = {"sex": [0], "birth_day": [0], "entry_day": [18_000], "exit_day": [18_500]}
    with pytest.raises(InputError, match=told):
        estimate_expected(**(good | changed), rates=rate_table())


def test_the_life_table_gives_the_deaths_of_one_year_of_age():
    # The table: a man of 50 dies within the year with the chance in its row; log as in survexp.
    table = us_life_table()
    fifty = (table.sex == 1) & (table.age_from == 50)
    born = days("1970-01-01")
    expected = estimate_expected([1], born, days("2020-01-01"), days("2021-01-01"), table)
    assert expected.number == pytest.approx(float(table.rate_per_year[fifty][0]) * 366 / 365.25, rel=1e-12)
    assert 0.004 < expected.number < 0.006
    assert expected.std_error == 0
    assert len(table) == 202
    assert table.rate_per_year.max() < 0.5


def test_a_year_of_birth_stands_for_its_first_of_july():
    assert mid_year(np.array([1969, 1970, 2000])).tolist() == days("1969-07-01", "1970-07-01", "2000-07-01")


@pytest.mark.parametrize("conf_level", [0.05, 0.1, 0.5, 0.999999])
@pytest.mark.parametrize("n_events", [0, 1, 5, 1000])
def test_mid_p_has_limits_at_every_level(n_events, conf_level):
    found = estimate_ratio_to_expected(n_events, 2.0, 9, conf_level, interval=RatioInterval.MID_P)
    assert found.lower <= found.upper < math.inf


@pytest.mark.parametrize("n_patients", [-1, 2.5])
def test_patients_are_counted_in_whole_numbers(n_patients):
    with pytest.raises(InputError, match="n_patients must be a whole number"):
        estimate_expected([0], [-5000], [9000], [9100], rate_table(), n_patients=n_patients)
