"""Simulated courses equal their slow twin, and keep to what an illness can be, whatever the law."""

import numpy as np
import pytest
from hypothesis import given, settings, strategies as st

from ranvier.simulate.natural_history.courses import simulate_courses
from ranvier.simulate.natural_history.patients import simulate_patients
from tests.properties.simulated_lives import laws, slow_lives, treatments
from tests.reference.simulated_course import true_points

N_PATIENTS = 3
worlds = st.tuples(laws(), treatments(N_PATIENTS), st.integers(0, 2**70), st.sampled_from([0, 1, 900, 9000]))


def simulated(world):
    law, given_drugs, seed, until = world
    patients = simulate_patients(N_PATIENTS, law, seed)
    return simulate_courses(patients, law, seed, until_day=until, treatments=given_drugs, n_threads=1)


@given(worlds)
@settings(max_examples=60, deadline=None)
def test_courses_equal_the_slow_twin(world):
    law, given_drugs, seed, until = world
    courses = simulated(world)
    lives = slow_lives(courses.patients, law, seed, until, given_drugs)
    days = np.linspace(0, until + 100, 9)
    asked = np.arange(0, N_PATIENTS * 9 + 1, 9), np.tile(days, N_PATIENTS)
    truth, lasting = courses.true_points(*asked), courses.lasting_points(*asked)
    for row, life in enumerate(lives):
        own = courses.of(np.array([row]))
        assert own.relapse_day.tolist() == [relapse["day"] for relapse in life.relapses]
        assert own.step_day.tolist() == life.steps
        assert own.death_day[0] == life.death_day
        told = zip(own.relapse_peak, own.relapse_residual, own.relapse_recovery_days, strict=True)
        for found, relapse in zip(told, life.relapses, strict=True):
            expected = relapse["peak"], relapse["residual"], relapse["recovery"]
            assert found == pytest.approx(expected, rel=1e-5, abs=1e-5)
        expected = [[true_points(life, day, passing) for day in days] for passing in (True, False)]
        rows = slice(9 * row, 9 * row + 9)
        np.testing.assert_allclose([truth[rows], lasting[rows]], expected, atol=1e-4)


@given(worlds)
@settings(max_examples=60, deadline=None)
def test_whatever_the_law_a_course_is_possible(world):
    courses = simulated(world)
    n_relapses = np.diff(courses.relapse_offset)
    row = np.repeat(np.arange(N_PATIENTS), n_relapses)
    end = np.minimum(courses.until_day, courses.death_day)
    assert (courses.relapse_day <= end[row]).all()
    assert (courses.relapse_residual >= 0).all()
    assert (courses.relapse_residual <= courses.relapse_peak).all()
    assert (courses.relapse_peak <= 9.5).all()
    assert (courses.relapse_recovery_days > 0).all()
    same = row[1:] == row[:-1]
    assert (np.diff(courses.relapse_day)[same] >= 30).all()
    assert (courses.relapse_day >= 30).all()
    for patient in range(N_PATIENTS):
        own = courses.step_day[courses.step_offset[patient] : courses.step_offset[patient + 1]]
        assert (np.diff(own) >= 0).all()
        assert (own <= end[patient]).all()
    days = np.tile(np.arange(-10, 9100, 700.0), N_PATIENTS)
    offset = np.arange(0, len(days) + 1, len(days) // N_PATIENTS)
    for points in (courses.true_points(offset, days), courses.lasting_points(offset, days)):
        assert ((points >= 0) & (points <= 9.5)).all()


@given(worlds, st.permutations(range(N_PATIENTS)))
@settings(max_examples=20, deadline=None)
def test_a_patient_is_the_same_alone_and_in_any_order(world, order):
    courses = simulated(world)
    law, given_drugs, seed, until = world
    rows = np.array(order)
    turned = [type(each)(each.start_day[rows], each.effect) for each in given_drugs]
    again = simulate_courses(
        courses.patients.of(rows), law, seed, until_day=until, treatments=turned, n_threads=1
    )
    expected = courses.of(rows)
    for name in ("relapse_day", "relapse_residual", "step_day", "death_day", "secondary_day"):
        np.testing.assert_array_equal(getattr(again, name), getattr(expected, name))
