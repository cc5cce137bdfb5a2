"""The three rules for events between visits, side by side and by hand."""

import math

import numpy as np
import pytest

from ranvier.estimates.inputs import InputError
from ranvier.estimates.survival.interval_censored import estimate_interval_censored

# Four patients with yearly visits: two seen with the event on day 360 and 720, two free until day 720.
YEARLY = ([0, 360, 720, 720], [360, 720, 0, 0], [1, 1, 0, 0])


def test_the_three_rules_by_hand():
    found = estimate_interval_censored(*YEARLY, 200, least_at_risk=0)
    assert found.at_visit.estimate == 1
    assert found.mid_interval.estimate == 0.75
    assert found.turnbull.estimate == pytest.approx(0.75)
    assert (found.turnbull_range.worst, found.turnbull_range.best) == (pytest.approx(0.75), 1)
    assert found.spread == pytest.approx(0.25)


def test_on_the_day_of_a_visit_the_rules_agree():
    found = estimate_interval_censored(*YEARLY, 360, least_at_risk=0)
    assert found.at_visit.estimate == found.mid_interval.estimate == pytest.approx(0.75)
    assert found.turnbull.estimate == pytest.approx(0.75)
    assert not found.turnbull.has_interval
    assert found.turnbull.n_events == 1


def test_the_day_that_shows_the_event_is_not_looked_at_without_one():
    free, _, event = YEARLY
    same = estimate_interval_censored(free, [360, 720, np.nan, np.nan], event, 360, least_at_risk=0)
    assert same == estimate_interval_censored(*YEARLY, 360, least_at_risk=0)


def test_beyond_the_last_visit_nothing_is_known():
    found = estimate_interval_censored(*YEARLY, 721, least_at_risk=0)
    assert found.turnbull.method == "not known: nobody was followed beyond day 720"
    assert math.isnan(found.spread)
    assert not estimate_interval_censored([], [], [], 3, least_at_risk=0).turnbull.is_known


def test_all_censored_stay_free():
    found = estimate_interval_censored([91, 182, 182], [0, 0, 0], [0, 0, 0], 91, least_at_risk=0)
    assert found.at_visit.estimate == found.turnbull.estimate == 1


def test_an_event_seen_before_the_last_visit_without_it_is_refused():
    with pytest.raises(InputError, match="free_until_day must be before seen_day, but 1 entry is not"):
        estimate_interval_censored([10, 20], [10, 30], [1, 1], 15, least_at_risk=0)
    with pytest.raises(InputError, match="equally long"):
        estimate_interval_censored([10, 20], [30], [1, 1], 15, least_at_risk=0)


@pytest.mark.parametrize("seen", [["360", "720"], [[1], [2, 3]], np.array(["360", None], object)])
def test_days_that_are_no_numbers_are_refused(seen):
    with pytest.raises(InputError, match="seen_day must be"):
        estimate_interval_censored([0, 360], seen, [1, 0], 100, least_at_risk=0)
