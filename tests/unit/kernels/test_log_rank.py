"""Expected events, by hand."""

import numpy as np
import pytest

from ranvier.kernels.log_rank import expect_events


def test_two_events_on_one_day_have_the_hypergeometric_variance():
    # Two events among 2 + 2 at risk: expected 1 each; variance 2 * 1/4 * (4 - 2) / (4 - 1) = 1/3.
    found = expect_events(
        np.array([5, 9, 5, 9]), np.array([True, False, True, False]), np.array([0, 0, 1, 1]), 2
    )
    assert (found.observed.tolist(), found.expected.tolist()) == ([1, 1], [1, 1])
    assert found.covariance == pytest.approx(np.array([[1, -1], [-1, 1]]) / 3)


def test_the_last_one_at_risk_adds_no_variance():
    found = expect_events(np.array([5]), np.array([True]), np.array([0]), 2)
    assert found.covariance.tolist() == [[0, 0], [0, 0]]


def test_late_entries_are_at_risk_from_the_day_after():
    group = np.array([0, 1])
    found = expect_events(np.array([5, 9]), np.array([True, False]), group, 2, np.array([0, 5]))
    assert found.expected.tolist() == [1, 0]
