"""Counts by day and the product limit, by hand."""

import numpy as np

from ranvier.kernels.survival import count_by_day, product_limit


def test_events_and_censorings_of_a_day_are_at_risk_on_it():
    counts = count_by_day(np.array([1, 2, 2, 4]), np.array([False, True, False, True]))
    assert counts.n_at_risk.tolist() == [4, 4, 3, 1, 1]
    assert counts.n_events.tolist() == [0, 0, 1, 0, 1]
    assert counts.n_censored.tolist() == [0, 1, 1, 0, 0]


def test_a_patient_is_at_risk_from_the_day_after_entry():
    counts = count_by_day(np.array([3, 4]), np.array([True, False]), np.array([0, 2]))
    assert counts.n_at_risk.tolist() == [0, 1, 1, 2, 1]


def test_without_patients_there_are_no_days():
    counts = count_by_day(np.empty(0, np.int64), np.empty(0, np.bool_))
    assert counts.n_at_risk.size == 0


def test_where_all_at_risk_have_the_event_the_curve_ends_and_greenwood_is_infinite():
    limit = product_limit(np.array([4, 2, 0]), np.array([1, 2, 0]))
    assert limit.survival.tolist() == [0.75, 0, 0]
    assert limit.greenwood_sum.tolist() == [1 / 12, np.inf, np.inf]
