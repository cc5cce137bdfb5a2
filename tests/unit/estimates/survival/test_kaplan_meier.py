"""Kaplan-Meier: arguments, weights and clusters by hand. The numbers of R: tests/exactness/curves.py."""

import numpy as np
import pytest

from ranvier.estimates.inputs import InputError
from ranvier.estimates.survival.kaplan_meier import estimate_survival


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


def test_a_weight_counts_a_patient_so_often_and_leaves_the_numbers_at_risk_alone():
    # By hand: weights 2, 1, 1; the event of weight 2 among 4: share 1 / 2. Counts stay patients.
    curve = estimate_survival([5, 7, 9], [1, 0, 0], weights=[2, 1, 1])
    assert curve.at(5, least_at_risk=0).estimate == 0.5
    assert curve.n_at_risk.tolist() == [3, 2, 1]
    assert curve.weight_at_risk.tolist() == [4, 2, 1]
    assert curve.weight_of_events.tolist() == [2, 0, 0]
    assert curve.at(5, least_at_risk=0).weights == "weights as given, taken as known"


def test_the_robust_standard_error_of_one_weighted_event_by_hand():
    # Share s = 1 - 2 / 4. Moving the weight of the one with the event moves s by -(1 - 2 / 4) / 4 a unit,
    # that of each other by (2 / 4) / 4; times the weights 2, 1, 1: -1 / 4, 1 / 8, 1 / 8.
    curve = estimate_survival([5, 7, 9], [1, 0, 0], weights=[2, 1, 1])
    assert curve.std_error_at(5) == pytest.approx(np.sqrt(1 / 16 + 2 / 64), rel=1e-12)
    together = estimate_survival([5, 7, 9], [1, 0, 0], weights=[2, 1, 1], cluster=["a", "b", "b"])
    assert together.std_error_at(5) == pytest.approx(np.sqrt(1 / 16 + 1 / 16), rel=1e-12)


def test_weights_of_one_give_the_same_curve_and_the_same_variance():
    plain = estimate_survival([1, 2, 2, 3, 4], [1, 1, 0, 1, 0])
    robust = estimate_survival([1, 2, 2, 3, 4], [1, 1, 0, 1, 0], weights=[1] * 5)
    np.testing.assert_allclose(robust.survival, plain.survival, rtol=1e-14)
    np.testing.assert_allclose(robust.std_error, plain.std_error, rtol=1e-12)
    assert "robust variance" in robust.at(3, least_at_risk=0).method


def test_without_an_event_the_lower_limit_counts_effective_patients():
    # Kish: (2 + 1 + 1)^2 / (4 + 1 + 1) = 8 / 3 patients; exact lower limit 0.025 ** (3 / 8).
    curve = estimate_survival([9, 9, 9], [0, 0, 0], weights=[2, 1, 1])
    assert curve.at(9, least_at_risk=0).lower == pytest.approx(0.025 ** (3 / 8), rel=1e-12)


def test_who_weighs_nothing_changes_no_share_but_is_counted():
    with_one = estimate_survival([5, 7, 8, 9], [1, 0, 1, 0], weights=[1, 1, 0, 1])
    assert with_one.at(9, least_at_risk=0).estimate == pytest.approx(2 / 3)
    assert with_one.n_at_risk.tolist() == [4, 3, 2, 1]


def test_fewer_at_risk_than_asked_for_leaves_the_share_unknown():
    curve = estimate_survival([5, 7, 9], [1, 0, 0])
    assert curve.at(8, least_at_risk=0).is_known
    assert curve.at(8, least_at_risk=2).method == "not known: 1 at risk on day 8, fewer than 2"


@pytest.mark.parametrize(
    ("options", "said"),
    [
        ({"weights": [1, -1]}, "weights must be 0 or more, but 1 entry is not"),
        ({"weights": [1, float("nan")]}, "weights must be finite numbers, but 1 entry is not"),
        ({"weights": [0, 0]}, "weights must not all be 0"),
        ({"weights": [1]}, "exit_day, event, weights must be equally long"),
        ({"cluster": ["a", None]}, "cluster must be known, but 1 entry is not"),
        ({"cluster": [1.0, float("nan")]}, "cluster must be known, but 1 entry is not"),
        ({"cluster": [["a"], ["b"]]}, "cluster must be a list of labels"),
        ({"interval": "logit"}, "interval must be a known scale"),
    ],
)
def test_options_that_cannot_be_used_are_refused(options, said):
    with pytest.raises(InputError) as caught:
        estimate_survival([4, 9], [0, 1], **options)
    assert said in str(caught.value)


@pytest.mark.parametrize(
    ("exit_day", "said"),
    [([4, -9], "must be 0 or more"), ([4, 9.5], "must be whole days"), ([4, float("nan")], "must be known")],
)
def test_days_that_are_none_are_refused(exit_day, said):
    with pytest.raises(InputError, match=said):
        estimate_survival(exit_day, [0, 1])


@pytest.mark.parametrize("weight", [1e-320, 1e200, 1e308])
def test_weights_beyond_what_a_computer_can_square_are_refused(weight):
    with pytest.raises(InputError, match="weights must"):
        estimate_survival([10, 20, 30], [1, 0, 1], weights=[weight, 1, 1])


def test_a_single_cluster_has_no_robust_variance():
    with pytest.raises(InputError, match="cluster must name two clusters or more"):
        estimate_survival([10, 20, 30, 40], [1, 0, 1, 0], cluster=["a"] * 4)


@pytest.mark.parametrize("cluster", [[[1], [2, 3], 4], np.array(["NaT"] * 3, "M8[D]"), 5])
def test_clusters_that_are_no_labels_are_refused(cluster):
    with pytest.raises(InputError, match="cluster must be"):
        estimate_survival([10, 20, 30], [1, 0, 1], cluster=cluster)


@pytest.mark.parametrize("interval", [None, ["log"], 3, "loglog"])
def test_a_scale_that_is_none_is_refused(interval):
    with pytest.raises(InputError, match="interval must be a known scale"):
        estimate_survival([10, 20, 30], [1, 0, 1], interval=interval)
