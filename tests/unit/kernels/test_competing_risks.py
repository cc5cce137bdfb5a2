"""Counts and shares by kind of event, by hand."""

import numpy as np
import pytest

from ranvier.kernels.competing_risks import count_by_kind, cumulate_incidence

EXIT, KIND = np.array([1, 2, 2, 3]), np.array([1, 1, 2, 0])


def test_exits_are_counted_by_day_and_kind():
    assert count_by_kind(EXIT, KIND, 2).tolist() == [[0, 0, 0], [0, 1, 0], [0, 1, 1], [1, 0, 0]]


def test_the_shares_by_hand():
    found = cumulate_incidence(EXIT, KIND, 2, np.ones(4))
    assert found.by_cause[:, 0] == pytest.approx([0, 0.25, 0.5, 0.5])
    assert found.by_cause[:, 1] == pytest.approx([0, 0, 0.25, 0.25])
    assert found.free == pytest.approx([1, 0.75, 0.25, 0.25])


def test_a_late_entry_is_not_at_risk_on_its_day():
    found = cumulate_incidence(EXIT, KIND, 2, np.ones(4), np.array([0, 0, 1, 1]))
    assert found.at_risk.tolist() == [0, 2, 3, 1]
