"""Hidden patients, by hand; tests/properties/test_hidden_patients.py compares with adding them one by one."""

import pytest

from ranvier.estimates.inputs import InputError
from ranvier.estimates.survival.kaplan_meier import estimate_survival
from ranvier.estimates.unseen.hidden import (
    Holds,
    estimate_hidden_for_mean,
    estimate_hidden_for_median,
    estimate_hidden_for_share,
    estimate_hidden_for_survival,
)


def test_hidden_patients_without_change_overturn_a_mean_fall():
    # Ten fell by 2.5: with k unchanged the mean is -25 / (10 + k), above -2 from k = 3 on.
    assert estimate_hidden_for_mean([-2.5] * 10, -2.0, 0.0) == 3


def test_a_mean_that_lands_on_the_threshold_still_holds():
    # Ten fell by 3: with five unchanged the mean is -30 / 15 = -2, which is still at most -2.
    assert estimate_hidden_for_mean([-3.0] * 10, -2.0, 0.0) == 6


def test_hidden_improvements_overturn_a_disagreement():
    # Ten fell by 1: with k who fell by 4 the mean is (-10 - 4k) / (10 + k), at most -2 from k = 5 on.
    assert estimate_hidden_for_mean([-1.0] * 10, -2.0, -4.0) == 5


def test_hidden_patients_overturn_a_median():
    # Five at -3, -3, -2, -1, 0: the median is -2. With one unchanged it is (-2 - 1) / 2 = -1.5, above -2.
    assert estimate_hidden_for_median([-3, -3, -2, -1, 0], -2.0, 0.0) == 1
    # Ten at -3: ten unchanged make it (-3 + 0) / 2 = -1.5.
    assert estimate_hidden_for_median([-3.0] * 10, -2.0, 0.0) == 10
    assert estimate_hidden_for_median([-3.0] * 10, -2.0, -2.0) is None


def test_no_number_of_patients_like_the_threshold_overturns():
    assert estimate_hidden_for_mean([-3.0] * 10, -2.0, -2.0) is None
    assert estimate_hidden_for_mean([-1.0] * 10, -2.0, -1.5) is None


def test_decimal_thresholds_are_meant_as_printed():
    # 80 of 100 with k hidden failures: 80 / (100 + k) < 0.8 from k = 1 on, and < 0.7 from k = 15 on.
    assert estimate_hidden_for_share(80, 100, 0.8, hidden_yes=False) == 1
    assert estimate_hidden_for_share(80, 100, 0.7, hidden_yes=False) == 15
    # 7 of 10 is exactly 0.7.
    assert estimate_hidden_for_share(7, 10, 0.7, hidden_yes=False) == 1


def test_hidden_failures_overturn_three_quarters():
    # 180 of 220: 180 / (220 + k) < 0.75 from k = 21 on (180 / 240 is exactly three quarters).
    assert estimate_hidden_for_share(180, 220, 0.75, hidden_yes=False) == 21


def test_hidden_successes_reach_three_quarters():
    # 60 of 100: (60 + k) / (100 + k) >= 0.75 from k = 60 on.
    assert estimate_hidden_for_share(60, 100, 0.75, hidden_yes=True) == 60
    assert estimate_hidden_for_share(60, 100, 1.0, hidden_yes=True) is None


def test_at_most_is_overturned_from_the_other_side():
    assert estimate_hidden_for_share(1, 100, 0.05, hidden_yes=True, holds=Holds.AT_MOST) == 5
    assert estimate_hidden_for_share(1, 100, 0.05, hidden_yes=False, holds=Holds.AT_MOST) is None


# Ten patients, two events, nobody lost: 80 % free at day 365.
EIGHT_OF_TEN = estimate_survival([100, 200] + [365] * 8, [1, 1] + [0] * 8)


def test_hidden_failures_overturn_a_curve():
    # 8 / (10 + k) < 0.75 from k = 1 on, < 0.5 from k = 7 on.
    assert estimate_hidden_for_survival(EIGHT_OF_TEN, 365, 0.75) == 1
    assert estimate_hidden_for_survival(EIGHT_OF_TEN, 365, 0.5) == 7
    assert estimate_hidden_for_survival(EIGHT_OF_TEN, 365, 0.5, hidden_event_day=300) == 7


def test_hidden_patients_free_of_it_raise_a_curve():
    # (8 + k) / (10 + k) >= 0.9 from k = 10 on.
    assert estimate_hidden_for_survival(EIGHT_OF_TEN, 365, 0.9, hidden_event_day=None) == 10


def test_a_curve_is_never_pushed_to_its_end():
    assert estimate_hidden_for_survival(EIGHT_OF_TEN, 365, 1.0, hidden_event_day=None) is None
    assert estimate_hidden_for_survival(EIGHT_OF_TEN, 365, 0.0) is None
    assert estimate_hidden_for_survival(EIGHT_OF_TEN, 365, 0.9) is None


def test_events_after_the_day_leave_a_patient_free_on_it():
    late = estimate_hidden_for_survival(EIGHT_OF_TEN, 300, 0.9, hidden_event_day=301)
    assert late == estimate_hidden_for_survival(EIGHT_OF_TEN, 300, 0.9, hidden_event_day=None) == 10


def test_a_curve_on_which_everybody_had_the_event():
    gone = estimate_survival([10, 20], [1, 1])
    assert estimate_hidden_for_survival(gone, 400, 0.5) is None
    # Two events by day 20, k free of it: k / (2 + k) >= 0.5 from k = 2 on.
    assert estimate_hidden_for_survival(gone, 400, 0.5, hidden_event_day=None) == 2


def test_an_answer_needs_patients_and_a_known_curve():
    with pytest.raises(InputError, match="an answer needs patients"):
        estimate_hidden_for_mean([], -2.0, 0.0)
    with pytest.raises(InputError, match="an answer needs patients"):
        estimate_hidden_for_share(0, 0, 0.5, hidden_yes=True)
    with pytest.raises(InputError, match="known at day"):
        estimate_hidden_for_survival(EIGHT_OF_TEN, 366, 0.5)


def test_what_the_answer_says_may_be_a_word_and_no_other_one():
    # Ten fell by 1: "at least -2" holds until hidden falls of 4 draw the mean below -2, from k = 6 on.
    assert estimate_hidden_for_mean([-1.0] * 10, -2.0, -4.0, Holds.AT_LEAST) == 6
    assert estimate_hidden_for_mean([-1.0] * 10, -2.0, -4.0, "at_least") == 6
    with pytest.raises(InputError, match="holds must be one of Holds"):
        estimate_hidden_for_mean([-1.0] * 10, -2.0, -4.0, "below")


def test_a_curve_with_weights_is_refused_for_a_hidden_patient_has_none():
    weighted = estimate_survival([100, 200, 365, 365], [1, 0, 0, 0], weights=[1, 2, 0.5, 3])
    with pytest.raises(InputError, match="the curve has weights"):
        estimate_hidden_for_survival(weighted, 300, 0.5)


def test_a_day_that_is_none_is_refused_by_name():
    for day in ("a", None, 2.5):
        with pytest.raises(InputError, match="day must be"):
            estimate_hidden_for_survival(EIGHT_OF_TEN, day, 0.5)


def test_hidden_patients_are_a_yes_or_a_no():
    with pytest.raises(InputError, match="hidden_yes must be true or false"):
        estimate_hidden_for_share(8, 10, 0.5, hidden_yes=None)
