"""The spread from influences, by hand."""

import numpy as np
import pytest

from ranvier.kernels.influence import changes_of, products_by_day, running_sums, spread_by_day, sum_of_squares

ONE = np.ones((2, 1))


def test_who_belongs_together_is_added_up_before_squaring():
    assert sum_of_squares(np.array([1.0, 2.0, -1.0]), None) == 6
    assert sum_of_squares(np.array([1.0, 2.0, -1.0]), np.array([0, 1, 0])) == 4


def test_two_patients_present_from_the_beginning_until_they_leave():
    changes = changes_of(None, np.array([1, 3]), ONE, -ONE, None)
    assert products_by_day(changes, 3)[:, 0, 0].tolist() == [2, 2, 1, 1, 0]


def test_two_rows_of_a_cluster_are_one_influence():
    changes = changes_of(np.array([0, 1]), np.array([1, 3]), ONE, -ONE, np.array([0, 0]))
    assert running_sums(changes)[:, 0].tolist() in ([1, 0, 1, 0], [1, 2, 1, 0])
    # After day 0 the first, after day 1 the second, which leaves on day 3.
    assert products_by_day(changes, 3)[:, 0, 0].tolist() == [0, 1, 1, 1, 0]


def test_parts_are_multiplied_with_the_functions_of_the_day():
    changes = changes_of(None, np.array([1]), np.array([[1.0, -2.0]]), np.array([[-1.0, 2.0]]), None)
    spread = spread_by_day(products_by_day(changes, 1)[1:], np.array([[1.0, 3.0], [1.0, 5.0]]))
    assert spread == pytest.approx([(1 - 6) ** 2, 0])


def test_without_patients_there_is_no_spread():
    nobody = np.empty((0, 2))
    assert products_by_day(changes_of(None, np.empty(0, np.int64), nobody, nobody, None), -1).shape == (
        1,
        2,
        2,
    )
