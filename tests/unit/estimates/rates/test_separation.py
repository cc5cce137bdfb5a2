import numpy as np

from ranvier.estimates.rates.separation import separated_columns

ONES = np.ones(6)
HAS_EVENT = np.array([True, True, True, False, False, False])


def test_a_group_without_an_event_is_named():
    group = np.array([0, 0, 0, 1, 0, 1.0])
    assert 1 in separated_columns(np.column_stack([ONES, group]), HAS_EVENT)


def test_a_group_in_which_everybody_has_one_is_not():
    group = np.array([1, 1, 0, 0, 0, 0.0])
    assert separated_columns(np.column_stack([ONES, group]), HAS_EVENT) == []


def test_a_covariate_that_is_the_same_in_all_with_an_event_and_lies_to_both_sides_in_the_others_is_not():
    x = np.array([2, 2, 2, 1, 3, 2.0])
    assert separated_columns(np.column_stack([ONES, x]), HAS_EVENT) == []


def test_to_one_side_it_is():
    x = np.array([2, 2, 2, 1, 0, 2.0])
    assert 1 in separated_columns(np.column_stack([ONES, x]), HAS_EVENT)
