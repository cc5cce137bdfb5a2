"""From a true course to a clinic's scores: one patient's two fates, company, threads and biases."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
import pytest
from numpy.typing import NDArray

from ranvier.simulate.effect import EffectPlan
from ranvier.simulate.follow_up import FollowUpPlan
from ranvier.simulate.natural_history.courses import Courses, Treatment, simulate_courses
from ranvier.simulate.natural_history.law import UNTREATED
from ranvier.simulate.natural_history.patients import simulate_patients
from ranvier.simulate.scores.biases import NO_BIASES, Biases, Expectation
from ranvier.simulate.scores.recorded import simulate_scores
from ranvier.simulate.scores.shifts import ScoredVisits, bias_shift_points
from ranvier.simulate.scores.systems import functional_systems_of
from ranvier.simulate.visits import Visits, simulate_visits
from ranvier.simulate.watched import Watched

N = 3_000
DOSE_DAY = 2_500
PLAN = FollowUpPlan(missed_again=0.3)
EFFECT = EffectPlan(points=-1.0, relapse_ratio=0.5, progression_ratio=0.5)


@dataclass(frozen=True)
class Observed:
    """Visits with what was written down, and the number of the patient of each."""

    visits: Visits
    number: NDArray[np.int64]
    edss: NDArray[np.float64]


def courses_of(effect: EffectPlan | None, *, n: int = N, n_threads: int = 1) -> Courses:
    patients = simulate_patients(n, UNTREATED, 1)
    given = () if effect is None else (Treatment(np.full(n, float(DOSE_DAY)), effect),)
    return simulate_courses(patients, UNTREATED, 1, until_day=5_000, treatments=given, n_threads=n_threads)


def observe(courses: Courses, biases: Biases = NO_BIASES, *, believes: bool = True) -> Observed:
    each = np.full(len(courses), DOSE_DAY, np.int64)
    number = courses.patients.number
    watched = Watched(number, each, each - 3, each + 2_000, courses.death_day)
    visits = simulate_visits(watched, courses, PLAN, 1)
    scored = ScoredVisits(
        visits.offset,
        visits.day,
        visits.true_points,
        rater_knows=np.ones(len(visits.day), bool),
        first_dose_day=each.astype(float),
        believes=np.full(len(courses), believes),
    )
    shift = bias_shift_points(scored, biases)
    who = number[visits.patient]
    edss = simulate_scores(visits.true_points, who, visits.day, seed=1, shift_points=shift)
    return Observed(visits, who, edss)


def rows(found: Observed, kept: NDArray[np.bool_]) -> dict[tuple[int, int], float]:
    """The score of each patient and day."""
    columns = (found.number[kept].tolist(), found.visits.day[kept].tolist(), found.edss[kept].tolist())
    return {(number, day): edss for number, day, edss in zip(*columns, strict=True)}


def test_no_effect_is_the_world_without_a_therapy() -> None:
    without, with_nothing = observe(courses_of(None)), observe(courses_of(EffectPlan()))
    assert without.edss.tobytes() == with_nothing.edss.tobytes()
    assert without.visits.day.tobytes() == with_nothing.visits.day.tobytes()


def test_before_the_first_dose_the_two_fates_are_one_and_afterwards_the_misratings_are() -> None:
    without, treated = observe(courses_of(None)), observe(courses_of(EFFECT))
    before = [rows(found, found.visits.day <= DOSE_DAY) for found in (without, treated)]
    assert before[0] == before[1]
    after = [rows(found, found.visits.day > DOSE_DAY) for found in (without, treated)]
    shared = after[0].keys() & after[1].keys()
    assert len(shared) > 0.8 * len(after[0])  # visits stay where they were, but for loss by what is felt
    change = np.array([after[1][visit] - after[0][visit] for visit in shared])
    assert (change <= 0.5).mean() > 0.99
    assert change.mean() < -0.5


def test_neither_company_nor_threads_change_a_record() -> None:
    alone, together = observe(courses_of(EFFECT, n=200)), observe(courses_of(EFFECT, n_threads=2))
    kept = together.number < 200
    assert rows(alone, np.ones(len(alone.number), bool)) == rows(together, kept)


def test_hope_without_any_effect_shows_in_those_who_believe_and_fades() -> None:
    # in points the shift is 0.22 x (1 - e^(-t/14)) x 2^(-t/365): 0.19 at 60 days, 0.007 at five years
    hope = replace(NO_BIASES, expectation=Expectation())
    courses = courses_of(None)
    plain, hoped, doubted = observe(courses), observe(courses, hope), observe(courses, hope, believes=False)
    np.testing.assert_array_equal(plain.edss, doubted.edss)
    since = plain.visits.day - DOSE_DAY
    shift = hoped.edss - plain.edss
    assert (shift[since <= 0] == 0).all()
    assert shift[(since > 60) & (since < 130)].mean() == pytest.approx(-0.18, abs=0.03)
    assert abs(shift[since > 1_800].mean()) < 0.02


def test_the_systems_of_every_record_can_be_written_down() -> None:
    found = observe(courses_of(EFFECT), Biases())
    systems = functional_systems_of(found.edss, found.number, 1)
    assert all(len(grades) == len(found.edss) for grades in systems.values())
