"""What a curve says on days off its steps, past its end and at its edges. All numbers by hand."""

import math

import pytest

from ranvier.estimates.inputs import InputError
from ranvier.estimates.survival.curve import AtRisk
from ranvier.estimates.survival.kaplan_meier import estimate_survival

# Five patients: day 1 censored, day 2 one event and one censored, days 3 and 4 one event each.
TO_THE_END = estimate_survival([1, 2, 2, 3, 4], [0, 1, 0, 1, 1])
NO_EVENTS = estimate_survival([10, 20, 20, 30], [0, 0, 0, 0])


def test_between_steps_the_share_stays():
    later = estimate_survival([10, 20, 30], [1, 0, 0])
    assert later.at(9, least_at_risk=0).estimate == 1
    assert (
        later.at(10, least_at_risk=0).estimate
        == later.at(15, least_at_risk=0).estimate
        == pytest.approx(2 / 3)
    )
    assert (later.at(15, least_at_risk=0).lower, later.at(15, least_at_risk=0).upper) == (
        later.at(10, least_at_risk=0).lower,
        later.at(10, least_at_risk=0).upper,
    )
    assert later.at(15, least_at_risk=0).n_events == 1


def test_past_the_last_exit_the_share_is_not_known():
    beyond = NO_EVENTS.at(31, least_at_risk=0)
    assert not beyond.is_known
    assert beyond.method == "not known: nobody was followed beyond day 30"
    assert NO_EVENTS.at(30, least_at_risk=0).is_known
    assert math.isnan(NO_EVENTS.std_error_at(31))


def test_once_everybody_had_the_event_the_share_is_zero_for_good():
    assert TO_THE_END.at(400, least_at_risk=0).estimate == 0


def test_before_time_zero_nothing_is_known():
    assert TO_THE_END.at(-1, least_at_risk=0).method == "not known: the day lies before time zero"


def test_nobody_followed_gives_an_empty_curve():
    empty = estimate_survival([], [])
    assert empty.at(5, least_at_risk=0).method == "not known: nobody was followed"
    assert empty.table([0, 5]) == (AtRisk(0, 0, 0, 0), AtRisk(5, 0, 0, 0))
    assert not empty.median().is_known
    assert (empty.n, empty.last_day) == (0, -1)


def test_at_a_share_of_one_the_lower_limit_is_the_exact_binomial_one():
    # All of m patients free of it: the exact lower limit is 0.025 ** (1 / m); m = 4, 3 and 1 at risk.
    for day, m in ((5, 4), (11, 3), (20, 3), (21, 1)):
        assert NO_EVENTS.at(day, least_at_risk=0).lower == pytest.approx(0.025 ** (1 / m), rel=1e-12)
        assert NO_EVENTS.at(day, least_at_risk=0).upper == 1
    assert "exact" in NO_EVENTS.at(5, least_at_risk=0).method


def test_at_a_share_of_zero_the_upper_limit_is_that_of_the_day_before():
    assert TO_THE_END.at(4, least_at_risk=0).upper == TO_THE_END.at(3, least_at_risk=0).upper < 1
    assert TO_THE_END.at(4, least_at_risk=0).lower == 0


def test_all_events_on_one_day_give_the_exact_upper_limit():
    # None of 3 patients free of it: 1 - 0.025 ** (1 / 3).
    assert estimate_survival([5, 5, 5], [1, 1, 1]).at(5, least_at_risk=0).upper == pytest.approx(
        1 - 0.025 ** (1 / 3), rel=1e-12
    )
    # One censored before: the two who were left on day 5 count.
    two_left = estimate_survival([3, 5, 5], [0, 1, 1]).at(5, least_at_risk=0)
    assert two_left.upper == pytest.approx(1 - 0.025 ** (1 / 2), rel=1e-12)


def test_patients_who_enter_late_do_not_vouch_for_days_before():
    # Two from day 0, eight more from day 50: on day 60 ten are at risk, but only two ever faced day 1.
    exit_day, entry_day = [100] * 10, [0, 0] + [50] * 8
    curve = estimate_survival(exit_day, [0] * 10, entry_day)
    assert curve.table([60])[0].n_at_risk == 10
    assert curve.at(60, least_at_risk=0).lower == pytest.approx(0.025 ** (1 / 2), rel=1e-12)


def test_numbers_at_risk_count_a_patient_on_the_day_of_exit_and_not_after():
    assert TO_THE_END.table([0, 2, 3, 9]) == (
        AtRisk(day=0, n_at_risk=5, n_events=0, n_censored=0),
        AtRisk(day=2, n_at_risk=4, n_events=1, n_censored=2),
        AtRisk(day=3, n_at_risk=2, n_events=2, n_censored=2),
        AtRisk(day=9, n_at_risk=0, n_events=3, n_censored=2),
    )


def test_a_median_never_reached_is_not_known_and_its_upper_limit_infinite():
    median = NO_EVENTS.median()
    assert not median.is_known
    assert median.upper == math.inf
    assert median.unit == "days"


def test_standard_error_before_the_first_event_is_zero():
    assert estimate_survival([5, 9], [1, 0]).std_error_at(4) == 0


@pytest.mark.parametrize("day", [math.nan, 2.5, "2", None, math.inf])
def test_a_curve_is_read_at_whole_days_only(day):
    for read in (TO_THE_END.at, TO_THE_END.std_error_at, lambda day: TO_THE_END.table([day])):
        with pytest.raises(InputError, match="day must be a"):
            read(day)


def test_a_whole_day_may_be_written_with_a_point():
    assert NO_EVENTS.at(20.0, least_at_risk=0) == NO_EVENTS.at(20, least_at_risk=0)


def test_with_fewer_than_ten_at_risk_the_share_is_not_known_unless_asked():
    curve = estimate_survival([100] * 9 + [50] * 4, [0] * 9 + [1] * 4)
    assert curve.at(50).method == "Kaplan-Meier, log-log interval"  # 13 at risk
    assert curve.at(100).method == "not known: 9 at risk on day 100, fewer than 10"
    assert curve.at(100, least_at_risk=0).estimate == pytest.approx(9 / 13)
