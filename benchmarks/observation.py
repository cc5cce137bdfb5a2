"""Visits, scores and functional systems of simulated patients: visits a second, beside plain Python loops.

    python benchmarks/observation.py

Courses are simulated before the clock starts. The plain loops are the slow twins of the tests; they follow a
sample and must find the same visits and scores.
"""

from __future__ import annotations

import statistics
import sys
import time
from collections.abc import Callable
from pathlib import Path

import numpy as np

from ranvier.definitions.rater_noise import BandedSpread, RaterNoise
from ranvier.simulate.follow_up import FollowUpPlan
from ranvier.simulate.natural_history.courses import Courses, simulate_courses
from ranvier.simulate.natural_history.law import UNTREATED
from ranvier.simulate.natural_history.patients import simulate_patients
from ranvier.simulate.scores.biases import Biases
from ranvier.simulate.scores.recorded import simulate_scores
from ranvier.simulate.scores.shifts import ScoredVisits, bias_shift_points
from ranvier.simulate.scores.systems import functional_systems_of
from ranvier.simulate.visits import Visits, simulate_visits
from ranvier.simulate.watched import Watched

sys.path.insert(0, str(Path(__file__).parents[1]))  # the plain loops are the slow twins of the tests

from tests.reference.simulated_scores import score
from tests.reference.simulated_visits import visits_of

PATIENTS = 100_000
SAMPLE = 1_000
REPEATS = 5
SEED, ZERO_DAY, UNTIL_DAY = 1, 2_000, 4_300


def seconds(run: Callable[[], object], repeats: int = REPEATS) -> float:
    """Median of some warm runs."""
    run()
    taken = []
    for _ in range(repeats):
        start = time.perf_counter()
        run()
        taken.append(time.perf_counter() - start)
    return statistics.median(taken)


def simulated() -> tuple[Courses, Watched]:
    """Courses, and their patients under observation for up to 6.3 years from day 0."""
    patients = simulate_patients(PATIENTS, UNTREATED, SEED)
    courses = simulate_courses(patients, UNTREATED, SEED, until_day=UNTIL_DAY)
    each = np.full(PATIENTS, ZERO_DAY, np.int64)
    until = np.full(PATIENTS, UNTIL_DAY, np.int64)
    return courses, Watched(patients.number, each, each - 3, until, courses.death_day)


def shifts(visits: Visits) -> np.ndarray:
    """All biases of every visit, all raters knowing and all patients believing."""
    n = len(visits.offset) - 1
    knows = np.ones(len(visits.day), bool)
    dose_day, believes = np.full(n, float(ZERO_DAY)), np.ones(n, bool)
    scored = ScoredVisits(visits.offset, visits.day, visits.true_points, knows, dose_day, believes)
    return bias_shift_points(scored, Biases())


def plain_seconds_a_visit(courses: Courses, watched: Watched, found: Visits, edss: np.ndarray) -> float:
    """Seconds a visit of the slow twins, scores included, for a sample; they must find the same."""
    start, n_visits, noise = time.perf_counter(), 0, RaterNoise()
    for i in range(SAMPLE):
        mine = slice(found.offset[i], found.offset[i + 1])
        onsets = courses.relapse_day[courses.relapse_offset[i] : courses.relapse_offset[i + 1]].tolist()
        felt = courses.of(np.array([i]))
        number = int(watched.number[i])
        person = (number, ZERO_DAY, ZERO_DAY - 3, UNTIL_DAY, float(watched.death_day[i]))
        visits, _ = visits_of(person, onsets, lambda day, felt=felt: point(felt, day), FollowUpPlan(), SEED)
        scores = [score(point(felt, day), number, day, SEED, noise) for day, _ in visits]
        assert [day for day, _ in visits] == found.day[mine].tolist()
        assert scores == edss[mine].tolist()
        n_visits += len(visits)
    return (time.perf_counter() - start) / n_visits


def point(course: Courses, day: float) -> float:
    """The true EDSS of one patient on one day."""
    return float(course.true_points([0, 1], [int(day)])[0])


def main() -> None:
    """Print visits a second of each step, and how much faster than the plain loops."""
    courses, watched = simulated()
    visits = simulate_visits(watched, courses, FollowUpPlan(), SEED)
    who, shift = watched.number[visits.patient], shifts(visits)
    edss = simulate_scores(visits.true_points, who, visits.day, seed=SEED)
    steps: dict[str, Callable[[], object]] = {
        "visits, true EDSS included": lambda: simulate_visits(watched, courses, FollowUpPlan(), SEED),
        "shifts by all biases": lambda: shifts(visits),
        "scores, errors by band": lambda: simulate_scores(
            visits.true_points, who, visits.day, seed=SEED, shift_points=shift
        ),
        "scores, banded spread": lambda: simulate_scores(
            visits.true_points, who, visits.day, seed=SEED, shift_points=shift, noise=BandedSpread()
        ),
        "functional systems": lambda: functional_systems_of(edss, who, SEED),
        "the same, wandering": lambda: functional_systems_of(edss, who, SEED, visit_day=visits.day),
    }
    n = len(visits.day)
    taken = {name: seconds(run) for name, run in steps.items()}
    print(f"{PATIENTS:,} patients, {n:,} visits")
    for name, each in taken.items():
        print(f"{name:28} {each:7.3f} s  {n / each / 1e6:6.1f} million visits a second")
    plain = plain_seconds_a_visit(courses, watched, visits, edss) * n
    fast = taken["visits, true EDSS included"] + taken["scores, errors by band"]
    print(f"visits and scores: {plain / fast:,.0f} times as fast as the plain loops on {SAMPLE:,} patients")


if __name__ == "__main__":
    main()
