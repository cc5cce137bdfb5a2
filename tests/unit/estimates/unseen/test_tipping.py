"""Tipping points, by hand."""

import math

import numpy as np
import pytest

from ranvier.estimates.change.change import estimate_mean
from ranvier.estimates.inputs import InputError
from ranvier.estimates.rates.share import estimate_share
from ranvier.estimates.survival.kaplan_meier import estimate_survival
from ranvier.estimates.unseen.tipping import Limit, estimate_tipping_mean, estimate_tipping_share
from ranvier.estimates.unseen.tipping_survival import estimate_tipping_survival

EIGHTY = [-2.0, -3.0] * 40  # mean -2.5


def test_the_departure_that_brings_the_mean_of_all_to_the_threshold():
    # (80 * -2.5 + 20 * x) / 100 = -2 gives x = 0, 2.5 points above the seen.
    found = estimate_tipping_mean(EIGHTY, 20, -2.0)
    assert (found.departure, found.unseen_show, found.then.estimate) == pytest.approx((2.5, 0.0, -2.0))
    assert found.then.n == 100
    assert found.then.has_interval


def test_the_limit_tips_before_the_mean_does():
    # The upper t limit of the seen, moved by 20 of 100 times the departure, is then at the threshold.
    seen = estimate_mean(EIGHTY)
    found = estimate_tipping_mean(EIGHTY, 20, -2.0, limit=Limit.UPPER)
    assert found.departure == pytest.approx((-2.0 - seen.upper) * 5)
    assert found.then.upper == pytest.approx(-2.0)
    assert found.departure < estimate_tipping_mean(EIGHTY, 20, -2.0).departure


@pytest.mark.parametrize(
    ("changes", "n_unseen", "limit", "why"),
    [
        (EIGHTY, 0, Limit.ESTIMATE, "nobody is unseen"),
        ([], 20, Limit.ESTIMATE, "not known"),
        ([1.0], 20, Limit.LOWER, "not known"),
    ],
)
def test_without_seen_or_unseen_nothing_tips(changes, n_unseen, limit, why):
    found = estimate_tipping_mean(changes, n_unseen, -2.0, limit=limit)
    assert not found.tips
    assert why in found.how
    assert not found.then.is_known


@pytest.mark.parametrize(
    ("n_yes", "n_seen", "n_unseen", "threshold", "needed"),
    [
        (50, 80, 40, 0.7, 34),  # 84 of 120; the seen would send 25
        (0, 80, 20, 0.07, 7),  # seven of 100, although 0.07 * 100 is a little more than 7 in binary
        (60, 80, 20, 0.7, 9),  # 75 of 100 hold at first; 69 no longer do
        (80, 80, 20, 0.85, 4),  # 84 of 100
        (7, 10, 10, 0.7, 6),  # 14 of 20 is exactly 0.7 and still holds
        (60, 80, 20, 0.6, None),  # even 60 of 100 hold
        (50, 80, 20, 0.75, None),  # even 70 of 100 do not
    ],
)
def test_how_many_of_the_unseen_must_be_a_yes(n_yes, n_seen, n_unseen, threshold, needed):
    found = estimate_tipping_share(n_yes, n_seen, n_unseen, threshold)
    if needed is None:
        assert not found.tips
        return
    assert found.then.n_events == n_yes + needed
    assert found.departure == pytest.approx(needed / n_unseen - n_yes / n_seen)


def test_the_exact_limit_of_a_share_tips_at_a_patient():
    found = estimate_tipping_share(60, 80, 20, 0.6, limit=Limit.LOWER)
    count = found.then.n_events
    assert estimate_share(count, 100).lower < 0.6 <= estimate_share(count + 1, 100).lower
    assert not estimate_tipping_share(0, 0, 20, 0.5).tips
    assert not estimate_tipping_share(3, 4, 0, 0.5).tips


# Ten patients: events on days 100 and 200, two lost on day 150, six free through day 365.
EXITS, EVENTS = [100, 200, 150, 150, *[365] * 6], [1, 1, 0, 0, *[0] * 6]


def test_the_hazard_of_the_lost_that_brings_a_curve_to_the_threshold():
    # S(365) = 9/10 * 6/7. Of those followed past day 150 six sevenths stay free; with a ratio r the lost do
    # in (6/7)^r: (6 + 2 (6/7)^r) / 10 = 0.7 gives r = log(1/2) / log(6/7).
    found = estimate_tipping_survival(EXITS, EVENTS, 365, 0.7)
    assert found.departure == pytest.approx(math.log(0.5) / math.log(6 / 7))
    assert (found.unseen_show, found.then.estimate, found.n_unseen) == pytest.approx((0.5, 0.7, 2))
    # A ratio of 1 is the curve itself.
    as_it_stands = estimate_survival(EXITS, EVENTS).at(365, least_at_risk=0).estimate
    assert estimate_tipping_survival(EXITS, EVENTS, 365, as_it_stands).departure == pytest.approx(1.0)


def test_the_limit_of_a_curve_tips():
    curve = estimate_survival(EXITS, EVENTS).at(365, least_at_risk=0)
    at_limit = estimate_tipping_survival(EXITS, EVENTS, 365, curve.lower, limit=Limit.LOWER)
    assert at_limit.departure == pytest.approx(1.0)
    lower = estimate_tipping_survival(EXITS, EVENTS, 365, 0.3, limit=Limit.LOWER)
    assert lower.then.lower == pytest.approx(0.3)
    assert lower.departure > 1


def test_who_was_not_due_is_not_lost():
    due = [365, 365, 365, 150, *[365] * 6]
    found = estimate_tipping_survival(EXITS, EVENTS, 365, 0.72, due_day=due)
    # (6 + 6/7 + (6/7)^r) / 10 = 0.72
    assert found.departure == pytest.approx(math.log(7.2 - 6 - 6 / 7) / math.log(6 / 7))
    assert found.n_unseen == 1


@pytest.mark.parametrize(
    ("exits", "events", "threshold", "limit", "why"),
    [
        (EXITS, EVENTS, 0.9, Limit.ESTIMATE, "no ratio"),
        (EXITS, EVENTS, 0.5, Limit.ESTIMATE, "no ratio"),
        ([365] * 4, [0] * 4, 0.5, Limit.ESTIMATE, "nobody was lost"),
        ([365, 100], [0, 0], 0.5, Limit.LOWER, "no log-log limit"),
        ([100, 200], [0, 0], 0.5, Limit.ESTIMATE, "nobody was followed beyond"),
        ([], [], 0.5, Limit.ESTIMATE, "nobody was followed"),
    ],
)
def test_a_curve_that_nothing_tips_says_why(exits, events, threshold, limit, why):
    found = estimate_tipping_survival(exits, events, 365, threshold, limit=limit)
    assert not found.tips
    assert why in found.how


def test_faults_are_refused():
    with pytest.raises(InputError, match="threshold must lie from 0 to 1"):
        estimate_tipping_share(1, 2, 3, 75)
    with pytest.raises(InputError, match="between 0 and 1"):
        estimate_tipping_survival([4], [0], 3, 1.0)
    with pytest.raises(InputError, match="n_unseen must be a whole number"):
        estimate_tipping_mean([1.0, 2.0], -1, 0.0)
    with pytest.raises(InputError, match="finite"):
        estimate_tipping_mean([1.0, np.nan], 1, 0.0)


@pytest.mark.parametrize("day", ["a", None, float("nan"), 2.5])
def test_a_day_that_is_none_is_refused_by_name(day):
    with pytest.raises(InputError, match="day must be"):
        estimate_tipping_survival([10, 20], [0, 1], day, 0.5)
