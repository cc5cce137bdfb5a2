import numpy as np
import pytest

from ranvier.estimates.inputs import InputError
from ranvier.estimates.survival.kaplan_meier import estimate_survival
from tests.oracles.read import RELATIVE, as_number, as_numbers, read_oracle

CURVES = read_oracle("survival.json")["curves"]
each_curve = pytest.mark.parametrize("case", CURVES, ids=[case["name"] for case in CURVES])


def curve_of(case):
    return estimate_survival(case["exit_day"], case["event"], case["entry_day"], case["conf_level"])


@each_curve
def test_days_and_counts_equal_r_survfit(case):
    curve = curve_of(case)
    for name in ("day", "n_at_risk", "n_events", "n_censored"):
        assert getattr(curve, name).tolist() == case[name], name
    assert curve.n == len(case["exit_day"])


@each_curve
def test_shares_and_standard_errors_equal_r_survfit(case):
    curve = curve_of(case)
    np.testing.assert_allclose(curve.survival, as_numbers(case["survival"]), rtol=RELATIVE, atol=1e-14)
    np.testing.assert_allclose(curve.std_error, as_numbers(case["std_error"]), rtol=RELATIVE, atol=1e-14)


@each_curve
def test_limits_equal_r_survfit_wherever_it_has_some(case):
    curve = curve_of(case)
    lower, upper = as_numbers(case["lower"]), as_numbers(case["upper"])
    r_has_limits = ~np.isnan(lower)
    assert r_has_limits.tolist() == ((curve.survival > 0) & (curve.survival < 1)).tolist()
    np.testing.assert_allclose(curve.lower[r_has_limits], lower[r_has_limits], rtol=RELATIVE)
    np.testing.assert_allclose(curve.upper[r_has_limits], upper[r_has_limits], rtol=RELATIVE)


@each_curve
def test_median_equals_r_quantile(case):
    median, expected = curve_of(case).median(), case["median"]
    ours = [median.estimate, median.lower, np.nan if np.isinf(median.upper) else median.upper]
    theirs = [as_number(expected[name]) for name in ("estimate", "lower", "upper")]
    np.testing.assert_array_equal(ours, theirs)


@each_curve
def test_shares_and_numbers_at_risk_on_chosen_days_equal_r(case):
    curve, days = curve_of(case), case["at_days"]
    shares = [curve.at(day).estimate for day in days]
    np.testing.assert_allclose(shares, case["survival_at_days"], rtol=RELATIVE, atol=1e-14)
    assert [row.n_at_risk for row in curve.table(days)] == case["n_at_risk_at_days"]


def test_small_and_read_only_arrays_give_the_same_curve():
    # Day counts over 127 / 2 would overflow an int8 when doubled.
    exit_day, event = np.array([100, 127, 127, 90], np.int8), np.array([1, 0, 1, 0], np.int8)
    exit_day.flags.writeable = event.flags.writeable = False
    curve = estimate_survival(exit_day, event)
    assert curve.survival.tolist() == estimate_survival([100, 127, 127, 90], [1, 0, 1, 0]).survival.tolist()
    assert curve.day.tolist() == [90, 100, 127]


def test_the_curve_cannot_be_changed_by_whoever_gets_it():
    curve = estimate_survival([1, 2], [True, False])
    with pytest.raises(ValueError, match="read-only"):
        curve.survival[0] = 0


def test_all_faults_of_a_call_are_named_at_once_without_values():
    with pytest.raises(InputError) as caught:
        estimate_survival([-31337, 3], [1, 2], conf_level=95)
    assert len(caught.value.problems) == 3
    assert "31337" not in str(caught.value)


def test_arrays_must_be_equally_long():
    with pytest.raises(InputError, match="exit_day, event must be equally long"):
        estimate_survival([1, 2, 3], [True])


def test_a_patient_cannot_leave_on_the_day_of_entry():
    with pytest.raises(InputError, match="entry_day must be before exit_day, but 1 entry is not"):
        estimate_survival([4, 9], [0, 1], [4, 0])
