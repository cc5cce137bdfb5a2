"""Turnbull's curve by hand, and that it is where the likelihood is largest."""

import numpy as np
import pytest

from ranvier.estimates.survival.turnbull import NEVER, fit_turnbull
from tests.exactness.curves import case_of
from tests.reference.turnbull import derivatives, maximise_slowly


def arrays(name):
    p = case_of(name, "between_visits")
    free, seen, event = (p[column].to_numpy() for column in ("free_until_day", "seen_day", "event"))
    return free, np.where(event == 1, seen, NEVER)


def test_intervals_that_do_not_meet_share_the_mass_by_their_numbers():
    # Two of three patients in (0, 5], one in (5, 10].
    fit = fit_turnbull(np.array([0, 0, 5]), np.array([5, 5, 10]))
    assert (fit.after_day.tolist(), fit.until_day.tolist()) == ([0, 5], [5, 10])
    assert fit.mass == pytest.approx([2 / 3, 1 / 3], rel=1e-9)


def test_intervals_that_overlap_put_all_mass_where_they_all_are():
    fit = fit_turnbull(np.array([0, 5, 3]), np.array([10, 15, 8]))
    assert (fit.after_day.tolist(), fit.until_day.tolist(), fit.mass.tolist()) == ([5], [8], [1])
    assert fit.range_at(6) == (0, 1)
    # Drawn midway of (5, 8], that is after day 6.
    assert (fit.share_at(6), fit.share_at(7)) == (1, 0)


def test_who_was_free_through_a_day_shifts_mass_behind_it():
    # (0, 5] and beyond 5 without end: by hand the one with the event has 1 / 2.
    fit = fit_turnbull(np.array([0, 5]), np.array([5, NEVER]))
    assert fit.mass == pytest.approx([0.5, 0.5])
    assert fit.until_day[-1] == NEVER
    assert fit.range_at(5) == (pytest.approx(0.5), pytest.approx(0.5))


@pytest.mark.parametrize("name", ["three_months", "any_visit"])
def test_at_the_end_of_the_search_no_other_curve_is_likelier(name):
    # Gentleman and Geyer 1994: at the maximum no derivative exceeds 1, and those with mass are 1.
    free, seen = arrays(name)
    fit = fit_turnbull(free, seen)
    slopes = np.array(derivatives(fit.after_day, fit.until_day, fit.mass, free, seen))
    assert fit.settled
    assert slopes.max() <= 1 + 1e-9
    np.testing.assert_allclose(slopes[fit.mass > 1e-6], 1, atol=1e-7)


@pytest.mark.parametrize("name", ["three_months", "any_visit"])
def test_the_masses_equal_those_of_a_plain_search_that_takes_its_time(name):
    free, seen = arrays(name)
    fit = fit_turnbull(free, seen)
    slow = maximise_slowly(fit.after_day, fit.until_day, free, seen, n_steps=20_000)
    np.testing.assert_allclose(np.cumsum(fit.mass), np.cumsum(slow), atol=2e-5)
