"""Courses seen through a rater's error, by hand."""

from __future__ import annotations

import math

import numpy as np
import pytest

from ranvier.kernels.hidden_course import follow_hidden

MOVES = np.array([[[0.8, 0.2], [0.0, 1.0]]])
ERRORS = np.array([[0.9, 0.1], [0.0, 1.0]])


def follow(seen, initial=(1.0, 0.0), moves=MOVES):
    seen = np.array(seen)
    step = np.zeros(seen.size, np.int64)
    return follow_hidden(seen, np.array([0, seen.size]), step, moves, ERRORS, np.array(initial))


def test_two_visits_by_hand():
    # First state 0 seen as 0: 0.9. Then seen as 1: stayed and mistaken 0.8 x 0.1, or moved 0.2.
    assert follow([0, 1])[0] == pytest.approx(math.log(0.9 * (0.8 * 0.1 + 0.2)))


def test_slopes_of_two_visits_by_hand():
    _, in_moves, in_errors = follow([0, 1])
    assert in_moves[0] == pytest.approx(np.array([[0.1, 1.0], [0.0, 0.0]]) / 0.28)
    assert in_errors == pytest.approx(np.array([[1 / 0.9, 0.8 / 0.28], [0.0, 0.2 / 0.28]]))


def test_a_course_that_cannot_be_is_minus_infinity():
    assert follow([0], initial=(0.0, 1.0))[0] == -math.inf


def test_a_long_course_does_not_run_out_of_digits():
    # 2,000 visits seen as state 0: each stays and is seen rightly, for state 1 is never seen as 0.
    assert follow([0] * 2000)[0] == pytest.approx(1999 * math.log(0.8) + 2000 * math.log(0.9))
