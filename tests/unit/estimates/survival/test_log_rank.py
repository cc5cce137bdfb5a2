"""The log-rank test by hand and where there is nothing to test. R's: tests/exactness/curves.py."""

import math

import pytest

from ranvier.estimates.inputs import InputError
from ranvier.estimates.survival.log_rank import estimate_log_rank


def test_one_event_by_hand():
    # One event in a of 2 a and 2 b: expected 1/2, variance 1/4, chi-square 1; p = 0.3173 as for z = 1.
    test = estimate_log_rank([5, 9, 9, 9], [1, 0, 0, 0], ["a", "a", "b", "b"])
    assert (test.groups, test.observed, test.expected) == (("a", "b"), (1, 0), (0.5, 0.5))
    assert test.chi_square == pytest.approx(1, rel=1e-12)
    assert test.p_value == pytest.approx(0.31731050786291415, rel=1e-12)
    assert (test.degrees, test.n) == (1, (2, 2))


def test_strata_are_compared_within_themselves():
    # The second stratum has one group only, so its event says nothing.
    alone = estimate_log_rank([5, 9, 9, 9], [1, 0, 0, 0], list("aabb"))
    more = estimate_log_rank([5, 9, 9, 9, 3], [1, 0, 0, 0, 1], list("aabba"), strata=[1, 1, 1, 1, 2])
    assert more.chi_square == pytest.approx(alone.chi_square, rel=1e-12)


def test_without_events_there_is_no_test():
    test = estimate_log_rank([5, 9], [0, 0], ["a", "b"])
    assert (test.is_known, test.degrees, test.method) == (False, 0, "not known: nobody had the event")
    assert not estimate_log_rank([], [], []).is_known


def test_groups_that_were_never_at_risk_together_cannot_be_compared():
    test = estimate_log_rank([5, 9], [1, 1], ["a", "b"], [0, 6])
    assert math.isnan(test.chi_square)
    assert test.method == "not known: nobody of another group was at risk when the events came"


def test_one_group_is_refused():
    with pytest.raises(InputError, match="two groups or more"):
        estimate_log_rank([5, 9], [1, 0], ["a", "a"])


def test_a_missing_label_is_refused():
    with pytest.raises(InputError, match="group must be known, but 1 entry is not"):
        estimate_log_rank([5, 9], [1, 0], ["a", None])


def test_a_test_prints_in_one_line():
    test = estimate_log_rank([5, 9, 9, 9], [1, 0, 0, 0], ["a", "a", "b", "b"])
    assert str(test) == (
        "events: a 1 (expected 0.5), b 0 (expected 0.5); chi-square 1.00, 1 degree of freedom, p 0.317"
    )
    nothing = estimate_log_rank([5, 9], [0, 0], ["a", "b"])
    assert str(nothing) == f"events: a 0 (expected 0.0), b 0 (expected 0.0); {nothing.method}"
