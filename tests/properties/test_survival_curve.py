"""The fast curve equals its slow twin, and what cannot matter does not."""

import math

import numpy as np
import pytest
from hypothesis import given, strategies as st

from ranvier.estimates.survival.kaplan_meier import estimate_survival
from tests.reference.survival import counts_on, greenwood_after, survival_after

# Few days, so that ties, whole days of events and empty days are common.
patient = st.tuples(st.integers(0, 12), st.booleans())
patients = st.lists(patient, max_size=25)
some_patients = st.lists(patient, min_size=1, max_size=25)
late_patients = st.lists(
    st.tuples(st.integers(0, 8), st.integers(1, 6), st.booleans()).map(lambda p: (p[0], p[0] + p[1], p[2])),
    max_size=25,
)


def curve_of(people):
    return estimate_survival([day for day, _ in people], [event for _, event in people])


def as_lists(curve):
    names = ("day", "n_at_risk", "n_events", "n_censored", "survival", "std_error", "lower", "upper")
    return {name: getattr(curve, name).tolist() for name in names}


def same(ours, theirs):
    for name, values in as_lists(theirs).items():
        np.testing.assert_array_equal(getattr(ours, name), values, err_msg=name)


def assert_equals_twin(curve, exit_day, event, entry_day):
    assert curve.day.tolist() == sorted(set(exit_day))
    for row, day in enumerate(curve.day.tolist()):
        counts = (int(curve.n_at_risk[row]), int(curve.n_events[row]), int(curve.n_censored[row]))
        assert counts == counts_on(day, exit_day, event, entry_day)
        share = float(survival_after(day, exit_day, event, entry_day))
        assert curve.survival[row] == pytest.approx(share, rel=1e-12)
        total = greenwood_after(day, exit_day, event, entry_day)
        if total is not None:
            assert curve.std_error[row] == pytest.approx(share * math.sqrt(total), rel=1e-12)


@given(patients)
def test_the_curve_equals_its_slow_twin(people):
    exit_day, event = [day for day, _ in people], [event for _, event in people]
    assert_equals_twin(curve_of(people), exit_day, event, None)


@given(late_patients)
def test_with_late_entries_too(people):
    entry_day, exit_day, event = ([person[i] for person in people] for i in range(3))
    curve = estimate_survival(exit_day, event, entry_day)
    assert_equals_twin(curve, exit_day, event, entry_day)
    for row in curve.table(range(16)):
        assert row.n_at_risk == counts_on(row.day, exit_day, event, entry_day)[0]


@given(some_patients, st.randoms(use_true_random=False))
def test_the_order_of_patients_changes_nothing(people, random):
    shuffled = random.sample(people, len(people))
    same(curve_of(shuffled), curve_of(people))


@given(some_patients)
def test_limits_hold_the_share_and_stay_shares(people):
    curve = curve_of(people)
    assert ((curve.lower >= 0) & (curve.lower <= curve.survival)).all()
    assert ((curve.survival <= curve.upper) & (curve.upper <= 1)).all()
    assert (np.diff(curve.survival) <= 0).all()
    assert (curve.lower < curve.upper).all()


@given(some_patients, st.integers(1, 5))
def test_a_patient_censored_before_anybody_left_changes_no_share(people, n_more):
    later = [(day + 1, event) for day, event in people]
    more = curve_of(later + [(0, False)] * n_more)
    np.testing.assert_array_equal(more.survival[1:], curve_of(later).survival)


@given(some_patients)
def test_a_patient_followed_beyond_everybody_lowers_no_share(people):
    curve, more = curve_of(people), curve_of([*people, (13, False)])
    for day in range(13):
        if curve.at(day, least_at_risk=0).is_known:
            assert more.at(day, least_at_risk=0).estimate >= curve.at(day, least_at_risk=0).estimate - 1e-12


@given(some_patients, st.integers(0, 400))
def test_moving_all_patients_by_some_days_moves_the_curve(people, shift):
    curve, moved = curve_of(people), curve_of([(day + shift, event) for day, event in people])
    np.testing.assert_array_equal(moved.day, curve.day + shift)
    np.testing.assert_array_equal(moved.survival, curve.survival)
    np.testing.assert_array_equal(moved.lower, curve.lower)


@given(some_patients, st.integers(2, 4))
def test_each_patient_several_times_gives_the_same_shares_and_a_narrower_interval(people, times):
    curve, more = curve_of(people), curve_of(people * times)
    np.testing.assert_allclose(more.survival, curve.survival, rtol=1e-12)
    inner = (curve.survival > 0) & (curve.survival < 1)
    assert ((more.upper - more.lower)[inner] < (curve.upper - curve.lower)[inner]).all()


@given(some_patients)
def test_without_censoring_the_curve_is_the_share_left(people):
    exit_day = [day for day, _ in people]
    curve = estimate_survival(exit_day, [True] * len(people))
    left = [sum(leave > day for leave in exit_day) / len(people) for day in curve.day]
    np.testing.assert_allclose(curve.survival, left, rtol=1e-12, atol=1e-15)


@given(some_patients, st.integers(0, 14))
def test_at_agrees_with_the_twin_on_every_day(people, day):
    exit_day, event = [leave for leave, _ in people], [failed for _, failed in people]
    share, estimate = survival_after(day, exit_day, event), curve_of(people).at(day, least_at_risk=0)
    if day <= max(exit_day) or share == 0:
        assert estimate.estimate == pytest.approx(float(share), rel=1e-12)
        assert estimate.n_events == sum(failed and leave <= day for leave, failed in people)
    else:
        assert not estimate.is_known
