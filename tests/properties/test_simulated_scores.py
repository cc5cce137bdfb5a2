"""Scores, shifts and functional systems equal their slow twins, and company and order change nothing."""

import numpy as np
import pytest
from hypothesis import given, settings, strategies as st

from ranvier.definitions.rater_noise import LIVING_EDSS, BandedSpread, RaterNoise, SpreadNoise
from ranvier.simulate.luck import Purpose, luck_of
from ranvier.simulate.scores.recorded import simulate_scores
from ranvier.simulate.scores.steroids import SteroidCourses, Steroids, steroid_shift_points
from ranvier.simulate.scores.system_profiles import simulate_profiles
from ranvier.simulate.scores.systems import functional_systems_of
from ranvier.vocabulary.scales.functional_systems import SYSTEMS
from tests.reference import simulated_scores as twin

seeds = st.integers(0, 2**70)
numbers = st.integers(0, 2**40)
occasions = st.integers(-(10**6), 10**9)
true_scores = st.one_of(st.floats(0, 9.5), st.sampled_from(LIVING_EDSS), st.just(float("nan")))
laws = st.sampled_from([RaterNoise(), SpreadNoise(0.4), BandedSpread()])
visits = st.lists(st.tuples(numbers, st.integers(-500, 20_000), true_scores), min_size=1, max_size=20)


@given(seeds, st.sampled_from(Purpose), numbers, occasions)
def test_luck_equals_its_slow_twin(seed, purpose, number, occasion):
    assert float(luck_of(seed, purpose, number, occasion)) == twin.luck(seed, purpose, number, occasion)


@settings(deadline=None)
@given(seeds, visits, laws, st.floats(-2, 2), st.integers(0, 999))
def test_scores_equal_their_slow_twin(seed, rows, noise, shift, rater):
    number, day, true = map(np.array, zip(*rows, strict=True))
    found = simulate_scores(true, number, day, seed=seed, noise=noise, shift_points=shift, rater=rater)
    slow = [twin.score(t, n, d, seed, noise, shift, rater) for n, d, t in rows]
    np.testing.assert_array_equal(found, slow)


@settings(deadline=None)
@given(seeds, visits, laws, st.randoms(use_true_random=False))
def test_neither_company_nor_order_changes_a_score(seed, rows, noise, chance):
    number, day, true = map(np.array, zip(*rows, strict=True))
    found = simulate_scores(true, number, day, seed=seed, noise=noise)
    order = np.array(chance.sample(range(len(rows)), len(rows)))
    again = simulate_scores(true[order], number[order], day[order], seed=seed, noise=noise)
    np.testing.assert_array_equal(again, found[order])
    alone = simulate_scores(true[:1], number[:1], day[:1], seed=seed, noise=noise)
    np.testing.assert_array_equal(alone, found[:1])


@given(seeds, numbers, st.integers(0, 9000), st.floats(0, 9.5), st.floats(0, 9.5), laws)
def test_a_worse_state_is_never_scored_better_with_the_same_luck(seed, number, day, one, other, noise):
    # bands of different spread part at their borders only, so both states are taken from one band
    low, high = sorted((one % 3.5, other % 3.5))
    scores = simulate_scores(np.array([low, high]), number, day, seed=seed, noise=noise)
    assert scores[0] <= scores[1]


courses = st.lists(st.tuples(st.integers(0, 800), st.floats(0, 4), st.floats(20, 200)), max_size=4)
patients = st.lists(
    st.tuples(st.lists(st.integers(0, 900), max_size=6, unique=True).map(sorted), courses), max_size=5
)


@given(patients)
def test_the_shift_by_steroids_equals_its_slow_twin(people):
    offset = np.concatenate([[0], np.cumsum([len(days) for days, _ in people])]).astype(np.int64)
    given_offset = np.concatenate([[0], np.cumsum([len(own) for _, own in people])]).astype(np.int64)
    columns = np.array([one for _, own in people for one in own]).reshape(-1, 3).T
    day = np.array([day for days, _ in people for day in days], np.float64)
    found = steroid_shift_points(Steroids(), SteroidCourses(given_offset, *columns), offset, day)
    slow = [twin.steroid_shift(day, own) for days, own in people for day in days]
    assert found.tolist() == pytest.approx(slow, abs=1e-12)
    assert (found <= 0).all()


@settings(deadline=None)
@given(seeds, st.lists(st.tuples(numbers, st.sampled_from(LIVING_EDSS)), min_size=1, max_size=20))
def test_the_systems_of_a_patient_know_of_nobody_else(seed, rows):
    number, edss = map(np.array, zip(*rows, strict=True))
    together = functional_systems_of(edss, number, seed)
    for row, (one, score) in enumerate(rows):
        alone = functional_systems_of(np.array([score]), one, seed)
        assert all(alone[name][0] == together[name][row] for name in together)


@settings(deadline=None)
@given(
    seeds,
    st.lists(st.tuples(numbers, st.sampled_from(LIVING_EDSS), st.integers(0, 9000)), min_size=1, max_size=20),
)
def test_grades_wander_as_their_slow_twin(seed, rows):
    number, edss, day = map(np.array, zip(*rows, strict=True))
    usual, found = (
        functional_systems_of(edss, number, seed, visit_day=given_day) for given_day in (None, day)
    )
    profiles = simulate_profiles(number, seed)
    for row, visit in enumerate(rows):
        grades, moved = ([int(each[one.column][row]) for one in SYSTEMS] for each in (usual, found))
        person, score, on = visit
        fails, higher = profiles.fails[row], profiles.writes_higher[row]
        assert moved == twin.wandered(grades, score, person, on, seed, fails, higher)
    np.testing.assert_array_equal(usual["ambulation"], found["ambulation"])
