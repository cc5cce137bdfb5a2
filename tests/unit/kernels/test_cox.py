import math

import numpy as np

from ranvier.kernels.cox import cox_at, cox_rows, information, score_residuals, slope
from ranvier.kernels.cox_slots import efron_terms, lay_out

# Equality with the slow twin on random rows is in tests/properties/test_cox.py.

# Stratum 0: events on days 4 (two) and 9 (one), one row that enters on day 4 and one that leaves before
# the first event. Stratum 1: nobody has the event.
EXIT = np.array([4, 4, 9, 9, 3, 7])
EVENT = np.array([True, True, True, False, False, False])
ENTRY = np.array([0, 0, 0, 4, 0, 0])
STRATUM = np.array([0, 0, 0, 0, 0, 1])


def slots():
    return lay_out(EXIT, EVENT, ENTRY, STRATUM)


def test_rows_are_at_risk_in_the_slots_after_entry_up_to_exit():
    found = slots()
    assert found.row.tolist() == [0, 1, 2, 3]
    assert found.slot_day.tolist() == [4, 9]
    assert found.first.tolist() == [0, 0, 0, 1]
    assert found.end.tolist() == [1, 1, 2, 2]
    assert found.event.tolist() == [0, 1, 2]
    assert found.event_slot.tolist() == [0, 0, 1]


def test_tied_events_leave_one_by_one_and_share_their_weight():
    terms = efron_terms(slots(), np.array([1.0, 3.0, 5.0, 7.0]))
    assert terms.slot.tolist() == [0, 0, 1]
    assert terms.fraction.tolist() == [0, 0.5, 0]
    assert terms.weight.tolist() == [2, 2, 5]


def test_value_slope_and_information_by_hand():
    # At ratio 1 the terms have 3, then 3 - 1 = 2, then 2 at risk; the covariate is 1 in rows 0 and 2.
    rows = cox_rows(slots(), np.array([[1.0, 0.0, 1.0, 0.0]]), np.ones(4))
    at = cox_at(rows, np.zeros(1))
    assert math.isclose(at.log_likelihood, -math.log(3 * 2 * 2))
    # Means 2/3, (2 - 1/2) / 2 = 3/4 and 1/2; two events have the covariate.
    means = [2 / 3, 3 / 4, 1 / 2]
    np.testing.assert_allclose(slope(rows, at), 2 - sum(means))
    np.testing.assert_allclose(information(rows, at), sum(mean * (1 - mean) for mean in means))
    np.testing.assert_allclose(score_residuals(rows, at).sum(axis=1), slope(rows, at))


def test_a_scale_of_nothing_takes_a_slot_out():
    rows = cox_rows(slots(), np.array([[1.0, 0.0, 1.0, 0.0]]), np.ones(4))
    at = cox_at(rows, np.zeros(1))
    second_only = np.array([0.0, 1.0])
    np.testing.assert_allclose(slope(rows, at, second_only), 1 - 1 / 2)
    np.testing.assert_allclose(information(rows, at, second_only), 1 / 4)
