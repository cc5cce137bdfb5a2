"""Cells of a curve and samples of them, by hand."""

import numpy as np

from ranvier.kernels.bootstrap import cell_of_each, cells_until, draw_survival, survival_of
from ranvier.kernels.survival import count_by_day

# Day 1 one censored; day 2 one event, one censored; day 3 one event; day 5 one censored.
COUNTS = count_by_day(np.array([1, 2, 2, 3, 5]), np.array([False, True, False, True, False]))


def cells(day):
    return cells_until(COUNTS.n_events, COUNTS.n_censored, COUNTS.n_at_risk, day)


def test_censorings_between_two_event_days_are_one_cell():
    until = cells(4)
    assert until.n_patients.tolist() == [1, 1, 1, 1, 1]
    assert until.is_event.tolist() == [False, True, False, True, False]


def test_all_who_are_left_at_the_day_are_one_cell():
    until = cells(2)
    assert (until.n_patients.tolist(), until.is_event.tolist()) == ([1, 1, 3], [False, True, False])
    assert cells(0).n_patients.tolist() == [5]


def test_the_product_limit_of_a_sample_by_hand():
    # 5 patients: (1 censored), 1 event of 4, (1 censored), 1 event of 2.
    assert survival_of(cells(4).n_patients[None, :], cells(4).is_event).tolist() == [0.75 * 0.5]
    # A sample of the same event five times ends at 0.
    assert survival_of(np.array([[0, 5, 0, 0, 0]]), cells(4).is_event).tolist() == [0]


def test_samples_come_in_the_number_asked_for():
    assert draw_survival(cells(4), 23, np.random.default_rng(1)).shape == (23,)


def test_the_cell_of_each_patient_by_hand():
    exit_day, event = np.array([1, 2, 2, 3, 5]), np.array([False, True, False, True, False])
    cell, is_event = cell_of_each(exit_day, event, 4)
    assert (cell.tolist(), is_event.tolist()) == ([0, 1, 2, 3, 4], [False, True, False, True, False])
    # An event after the day is one of those who are left.
    assert cell_of_each(exit_day, event, 2)[0].tolist() == [0, 1, 2, 2, 2]
