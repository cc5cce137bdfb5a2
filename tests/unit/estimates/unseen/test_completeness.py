"""Completeness of follow-up, by hand."""

import math

import pytest

from ranvier.estimates.inputs import InputError
from ranvier.estimates.unseen.completeness import estimate_completeness, estimate_share_assessed


def test_person_time_observed_of_person_time_possible():
    # 100 + 50 of 200 + 100 days.
    index = estimate_completeness([100, 50], [200, 100])
    assert (index.estimate, index.n) == (0.5, 2)
    assert math.isnan(index.lower)


def test_a_patient_with_the_event_was_completely_followed():
    # 100 + 50 of 100 + 100 days.
    assert estimate_completeness([100, 50], [200, 100], [1, 0]).estimate == 0.75


def test_only_the_time_up_to_a_day_counts():
    # 60 + 50 of 60 + 60 days.
    assert estimate_completeness([100, 50], [200, 100], through_day=60).estimate == pytest.approx(110 / 120)


def test_observation_past_the_data_date_adds_nothing():
    assert estimate_completeness([300], [200]).estimate == 1


def test_without_possible_follow_up_nothing_is_known():
    assert not estimate_completeness([], []).is_known
    assert not estimate_completeness([0], [0]).is_known


def test_share_assessed_among_those_due():
    share = estimate_share_assessed(171, 243)
    assert (share.n_events, share.n) == (171, 243)
    assert not estimate_share_assessed(0, 0).is_known


def test_arrays_must_be_equally_long():
    with pytest.raises(InputError, match="equally long"):
        estimate_completeness([1, 2], [3])
