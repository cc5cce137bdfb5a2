"""Worsening that awaits confirmation, counted and not, by hand."""

import numpy as np
import pytest

from ranvier.estimates.inputs import InputError
from ranvier.estimates.survival.kaplan_meier import estimate_survival
from ranvier.estimates.survival.unconfirmed import estimate_unconfirmed_curves

# Four patients: worse on day 100; the record ends in a worsening of day 300; two free to day 400.
EXIT, EVENT, LAST = [100, 200, 300, 300], [1, 0, 0, 0], [400, 400, 400, 400]
AWAITS = [np.nan, 300, np.nan, np.nan]


def test_the_bounds_by_hand():
    bounds = estimate_unconfirmed_curves(EXIT, EVENT, LAST, AWAITS).bounds_at(350)
    assert (bounds.best, bounds.worst, bounds.n_unseen) == (0.75, pytest.approx(0.5), 1)


def test_the_curve_of_the_last_confirmable_visit_lies_between():
    bounds = estimate_unconfirmed_curves(EXIT, EVENT, LAST, AWAITS).bounds_at(300)
    assert bounds.worst <= estimate_survival(EXIT, EVENT).at(300, least_at_risk=0).estimate <= bounds.best


def test_none_stands_for_nothing_that_awaits():
    same = estimate_unconfirmed_curves(EXIT, EVENT, LAST, [None, 300, None, None]).bounds_at(350)
    assert same == estimate_unconfirmed_curves(EXIT, EVENT, LAST, AWAITS).bounds_at(350)


def test_columns_must_be_equally_long():
    with pytest.raises(InputError, match="equally long"):
        estimate_unconfirmed_curves(EXIT, EVENT, LAST, [np.nan]).bounds_at(350)


def test_beyond_the_last_visit_the_bounds_are_not_known():
    assert np.isnan(estimate_unconfirmed_curves(EXIT, EVENT, LAST, AWAITS).bounds_at(500).best)


@pytest.mark.parametrize("awaits", [["a"] * 4, np.array(["a"] * 4, object), [[1], [2, 3], 4, 5]])
def test_days_that_are_no_numbers_are_refused(awaits):
    with pytest.raises(InputError, match="unconfirmed_day must be"):
        estimate_unconfirmed_curves(EXIT, EVENT, LAST, awaits)


def test_nobody_worsens_or_is_followed_after_the_last_visit():
    with pytest.raises(InputError, match="unconfirmed_day must not be after last_visit_day"):
        estimate_unconfirmed_curves(EXIT, EVENT, LAST, [None, 500, None, None])
    with pytest.raises(InputError, match="exit_day must not be after last_visit_day"):
        estimate_unconfirmed_curves(EXIT, EVENT, [400, 100, 400, 400], AWAITS[:1] * 4)
