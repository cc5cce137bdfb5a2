"""The number of hidden patients equals adding them one at a time."""

from fractions import Fraction

from hypothesis import assume, given, strategies as st

from ranvier.estimates.survival.kaplan_meier import estimate_survival
from ranvier.estimates.unseen.hidden import (
    Holds,
    estimate_hidden_for_mean,
    estimate_hidden_for_share,
    estimate_hidden_for_survival,
)
from tests.reference.hidden import fewest, mean_with, survival_with

MOST = 60
half_points = st.integers(-8, 8).map(lambda ticks: ticks / 2)
tenths = st.integers(-40, 40).map(lambda tenth: tenth / 10)
percent = st.integers(0, 100).map(lambda part: part / 100)
holds_of = st.sampled_from(Holds)
patients = st.lists(st.tuples(st.integers(0, 9), st.booleans()), min_size=1, max_size=12)


def answer(holds, threshold):
    exact = Fraction(str(threshold))
    return lambda estimate: estimate >= exact if holds is Holds.AT_LEAST else estimate <= exact


def assert_same(found, expected):
    assert found == expected if found is None or found <= MOST else expected is None


@given(st.lists(half_points, min_size=1, max_size=12), tenths, half_points, holds_of)
def test_for_a_mean(changes, threshold, hidden, holds):
    found = estimate_hidden_for_mean(changes, threshold, hidden, holds)
    expected = fewest(mean_with(changes, Fraction(hidden)), answer(holds, threshold), MOST)
    assert_same(found, expected)


@given(st.lists(st.booleans(), min_size=1, max_size=12), percent, st.booleans(), holds_of)
def test_for_a_share(seen, threshold, hidden_yes, holds):
    found = estimate_hidden_for_share(sum(seen), len(seen), threshold, hidden_yes=hidden_yes, holds=holds)
    expected = fewest(mean_with([int(yes) for yes in seen], int(hidden_yes)), answer(holds, threshold), MOST)
    assert_same(found, expected)


@given(patients, st.integers(0, 9), percent, st.none() | st.integers(0, 9), holds_of)
def test_for_a_curve(people, day, threshold, hidden_event_day, holds):
    exit_day, event = [leave for leave, _ in people], [failed for _, failed in people]
    curve = estimate_survival(exit_day, event)
    assume(curve.at(day, least_at_risk=0).is_known)
    found = estimate_hidden_for_survival(
        curve, day, threshold, hidden_event_day=hidden_event_day, holds=holds
    )
    expected = fewest(survival_with(exit_day, event, day, hidden_event_day), answer(holds, threshold), MOST)
    assert_same(found, expected)
