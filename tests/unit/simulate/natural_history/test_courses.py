"""Courses: two fates by one luck, the same bytes on any number of threads, deaths by the life table."""

from dataclasses import fields, replace

import numpy as np
import pytest
from scipy.stats import binom

from ranvier.kernels.simulated_course import death_rate, follow_patients
from ranvier.simulate.effect import EffectPlan
from ranvier.simulate.limits import ImpossiblePlan
from ranvier.simulate.natural_history.chunks import CHUNK_PATIENTS
from ranvier.simulate.natural_history.courses import Treatment, simulate_courses
from ranvier.simulate.natural_history.law import UNTREATED
from ranvier.simulate.natural_history.numbers import given_to, law_numbers, streams_of, sufferers_of
from ranvier.simulate.natural_history.offsets import patient_rows
from ranvier.simulate.natural_history.patients import simulate_patients
from ranvier.tables.life_table import read_life_table

SEED = 20_260_401
START = 1000.0
UNTIL = 5000


def arrays_of(courses):
    found = {each.name: getattr(courses, each.name) for each in fields(courses)}
    return {name: array for name, array in found.items() if isinstance(array, np.ndarray)}


def assert_same(one, other):
    for name, array in arrays_of(one).items():
        assert array.tobytes() == arrays_of(other)[name].tobytes(), name


@pytest.fixture(scope="module")
def patients():
    return simulate_patients(400, UNTREATED, SEED)


def fate(patients, *effects, n_threads=1):
    given = [Treatment(np.full(len(patients), START), effect) for effect in effects]
    return simulate_courses(patients, UNTREATED, SEED, until_day=UNTIL, treatments=given, n_threads=n_threads)


def relapses_of(courses):
    return set(zip(patient_rows(courses.relapse_offset).tolist(), courses.relapse_day.tolist(), strict=True))


def both_alive(one, other):
    """Both fates of those who outlive both: who dies of one has no more relapses in it."""
    rows = np.flatnonzero(np.isinf(one.death_day) & np.isinf(other.death_day))
    assert len(rows) > 100
    return one.of(rows), other.of(rows)


def steps_of(courses):
    return list(zip(patient_rows(courses.step_offset).tolist(), courses.step_day.tolist(), strict=True))


def n_after(courses, from_day, to_day=UNTIL):
    return int(((courses.relapse_day >= from_day) & (courses.relapse_day < to_day)).sum())


def test_a_therapy_that_does_nothing_changes_nothing(patients):
    assert_same(fate(patients), fate(patients, EffectPlan(full_by_days=0)))


def test_a_ratio_below_1_takes_relapses_away_and_brings_none(patients):
    without, under = both_alive(fate(patients), fate(patients, EffectPlan(relapse_ratio=0.4, full_by_days=0)))
    assert relapses_of(under) < relapses_of(without)
    kept = n_after(under, START) / n_after(without, START)
    assert kept == pytest.approx(0.4, abs=4 * (0.24 / n_after(without, START)) ** 0.5)
    assert n_after(under, 0, START) == n_after(without, 0, START)


def test_a_ratio_of_0_takes_all_relapses_from_full_effect_on_and_waning_brings_them_back(patients):
    lasting = fate(patients, EffectPlan(relapse_ratio=0.0, full_by_days=200))
    assert n_after(lasting, START + 200) == 0
    assert n_after(lasting, START, START + 100) > 0
    waning = EffectPlan(relapse_ratio=0.0, full_by_days=0, wanes_from_days=300, wanes_half_days=60)
    under, without = both_alive(fate(patients, waning), fate(patients))
    assert n_after(under, START, START + 300) == 0
    late = START + 300 + 20 * 60  # a millionth of the effect is left
    assert n_after(under, late) == n_after(without, late) > 0


def test_a_ratio_above_1_adds_relapses_and_keeps_the_others(patients):
    without, under = both_alive(fate(patients), fate(patients, EffectPlan(relapse_ratio=2.0, full_by_days=0)))
    assert relapses_of(without) < relapses_of(under)
    # a little below 2, for no two relapses lie within 30 days
    assert 1.7 < n_after(under, START) / n_after(without, START) < 2.1


def test_treatments_in_a_row_multiply(patients):
    one = EffectPlan(relapse_ratio=0.5, full_by_days=0)
    twice = fate(patients, one, one)
    assert relapses_of(twice) == relapses_of(fate(patients, replace(one, relapse_ratio=0.25)))


def test_progression_and_residuals_have_ratios_of_their_own(patients):
    without = fate(patients)
    slower = fate(patients, EffectPlan(progression_ratio=0.0, full_by_days=0))
    assert steps_of(slower) == [step for step in steps_of(without) if step[1] < START]
    healed = fate(patients, EffectPlan(residual_ratio=0.0, full_by_days=0))
    later = healed.relapse_day >= START
    assert (healed.relapse_residual[later] == 0).all()
    assert (healed.relapse_residual[~later] > 0).any()


def test_points_of_a_therapy_come_and_go_as_planned(patients):
    waning = EffectPlan(points=2.0, begins_days=10, full_by_days=30, wanes_from_days=100, wanes_half_days=50)
    days = START + np.array([-1.0, 5.0, 20.0, 30.0, 100.0, 150.0, 200.0])
    asked = np.arange(0, 7 * len(patients) + 1, 7), np.tile(days, len(patients))
    under, without = fate(patients, waning), fate(patients)
    quiet = (np.diff(without.relapse_offset) == 0) & (np.diff(without.step_offset) == 0)
    gained = (under.lasting_points(*asked) - without.lasting_points(*asked)).reshape(-1, 7)[quiet]
    np.testing.assert_allclose(gained, np.tile([0, 0, 1, 2, 2, 1, 0.5], (len(gained), 1)), atol=1e-5)
    assert len(gained) > 3


def test_threads_and_chunks_change_no_byte():
    many = simulate_patients(CHUNK_PATIENTS + 40, UNTREATED, SEED)
    ends = np.full(len(many), 700)
    one, two, three = (
        simulate_courses(many, UNTREATED, SEED, until_day=ends, n_threads=n_threads)
        for n_threads in (1, 2, 3)
    )
    assert_same(one, two)
    assert_same(one, three)


def test_more_patients_change_nobody(patients):
    some = simulate_patients(40, UNTREATED, SEED, first_number=300)
    assert_same(
        simulate_courses(some, UNTREATED, SEED, until_day=UNTIL), fate(patients).of(np.arange(300, 340))
    )


def test_plain_and_compiled_forms_give_the_same_bytes(patients):
    few = patients.of(np.arange(100))
    harm = EffectPlan(relapse_ratio=1.5, progression_ratio=2.0, wanes_from_days=400.0, points=-0.5)
    given = given_to(few, [Treatment(np.full(100, START), harm)], SEED)
    arguments = (
        np.full(100, UNTIL),
        sufferers_of(few, UNTREATED, SEED),
        streams_of(few, SEED, given),
        law_numbers(UNTREATED),
        given,
    )
    plain, compiled = follow_patients.plain(*arguments), follow_patients.compiled(*arguments)
    for name in plain._fields:
        assert getattr(plain, name).tobytes() == getattr(compiled, name).tobytes(), name


def test_without_excess_people_die_as_the_life_table_says():
    # 30 years of 3,000 people without relapses and progression, in bands of sex; 1 in 10,000 to fail
    calm = replace(
        UNTREATED,
        relapses=replace(UNTREATED.relapses, per_year_at_30=UNTREATED.relapses.per_year_at_30.at(0.0)),
        progression=replace(
            UNTREATED.progression,
            points_per_year=UNTREATED.progression.points_per_year.at(0.0),
            secondary_per_year=UNTREATED.progression.secondary_per_year.at(0.0),
            primary_points_per_year=UNTREATED.progression.primary_points_per_year.at(0.0),
        ),
    )
    people = simulate_patients(3000, calm, SEED)
    courses = simulate_courses(people, calm, SEED, until_day=round(30 * 365.25))
    assert len(courses.relapse_day) == len(courses.step_day) == 0
    table = read_life_table()
    for female in (False, True):
        rates = table.female_per_year if female else table.male_per_year
        summed = np.concatenate([[0.0], np.cumsum(rates)])
        age = people.onset_age_years[people.female == female]
        until = np.interp(age + round(30 * 365.25) / 365.25, np.arange(102), summed)
        chance = 1 - np.exp(np.interp(age, np.arange(102), summed) - until)
        died = int(np.isfinite(courses.death_day[people.female == female]).sum())
        # a sum of unequal chances scatters less than a binomial number of their mean
        low, high = binom.ppf([0.00005, 0.99995], len(age), chance.mean())
        assert low <= died <= high


def test_high_scores_shorten_life(patients):
    steep = replace(
        UNTREATED,
        progression=replace(
            UNTREATED.progression, points_per_year=UNTREATED.progression.points_per_year.at(2.0)
        ),
    )
    died = [
        np.isfinite(simulate_courses(patients, law, SEED, until_day=8000).death_day).sum()
        for law in (UNTREATED, steep)
    ]
    assert died[1] > 2 * died[0]


def test_every_change_of_the_truth_is_told(patients):
    courses = fate(patients, EffectPlan(points=-1.0))
    steps = courses.steps_table()
    counts = dict(steps["cause"].value_counts().iter_rows())
    assert counts["relapse onset"] == len(courses.relapse_day)
    assert counts["relapse residual"] == (courses.relapse_residual > 0).sum()
    assert counts["progression"] == len(courses.step_day)
    assert counts["therapy"] == (courses.death_day > START).sum()
    assert counts["death"] == np.isfinite(courses.death_day).sum()
    ordered = steps.select("patient", "day")
    assert ordered.equals(ordered.sort("patient", "day"))


def test_nobody_to_follow_is_no_fault():
    nobody = simulate_courses(simulate_patients(0, UNTREATED, 1), UNTREATED, 1, until_day=100)
    assert len(nobody) == len(nobody.relapse_day) == len(nobody.steps_table()) == 0
    assert len(nobody.true_points([0], [])) == 0


@pytest.mark.parametrize(
    ("options", "told"),
    [({"until_day": -1}, "0 to 44,000"), ({"until_day": 10, "n_threads": 0}, "1 to 10,000")],
)
def test_impossible_courses_are_refused(patients, options, told):
    with pytest.raises(ImpossiblePlan) as refused:
        simulate_courses(patients, UNTREATED, SEED, **options)
    assert told in str(refused.value)


@pytest.mark.parametrize(
    ("points", "ratio"), [(6.74, 1.0), (6.75, 2.1), (7.74, 2.1), (7.75, 3.4), (8.74, 3.4), (8.75, 39.5)]
)
def test_deaths_follow_the_step_that_would_be_written_down(points, ratio):
    # ratios by EDSS step: below 7, 7 to 7.5, 8 to 8.5, 9 and 9.5 (source of DeathLaw); 8.75 is written 9.0
    law = law_numbers(UNTREATED)
    rate = death_rate.plain
    assert rate(0, 60, points, law) / rate(0, 60, 0.0, law) == pytest.approx(ratio)
