"""What a simulated clinic saw of its patients: visits with their scores, losses and deaths."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from ranvier.simulate.people import People
from ranvier.simulate.plan import ClinicPlan
from ranvier.simulate.recorded import ToScore, simulate_recorded
from ranvier.simulate.relapses import RelapseRows
from ranvier.simulate.steroids import find_steroids
from ranvier.simulate.visits import NOT_PLANNED, Visits, simulate_visits
from ranvier.simulate.watched import Watched

Floats = NDArray[np.float64]
Flags = NDArray[np.bool_]
Counts = NDArray[np.int64]

SCORED_LATE_DAYS = 2
"""Who is scored only after the first infusion is scored two days after the planned baseline visit."""

LAST_NEWS_DAYS = 60
"""The clinic last heard of a patient within 60 days before the data date; assumed."""


@dataclass(frozen=True)
class Observed:
    """What the clinic saw, all days from day 0.

    One row a visit: row of the patient, day, edss, true_points (which nobody sees), rater, by_relapse. One
    number a patient: lost_day (infinite if never lost), known_until (day of the last news, alive or dead),
    death_day (as far as it is known, infinite while alive), n_days from day 0 to the data date.
    """

    row: Counts
    day: Floats
    edss: Floats
    true_points: Floats
    rater: Counts
    by_relapse: Flags
    lost_day: Floats
    known_until: Floats
    death_day: Floats
    n_days: Floats


def simulate_observed(
    people: People, relapses: RelapseRows, plan: ClinicPlan, seed: int, rng: np.random.Generator
) -> Observed:
    """Visits, scores, deaths and losses of *people* until the data date."""
    visits = _visits(people, plan, seed)
    row = visits.patient
    to_score = ToScore(visits.offset, visits.day, visits.true_points)
    scored = simulate_recorded(people, to_score, plan, seed, find_steroids(people, relapses))
    day = (visits.day - people.start_day[row]).astype(np.float64)
    n_days = (_data_day(plan) - people.zero).astype(np.float64)
    lost_day = visits.lost_day - people.start_day
    death_day = people.courses.death_day - people.start_day
    last_seen = day[visits.offset[1:] - 1]
    recent = np.maximum(last_seen, n_days - np.floor(LAST_NEWS_DAYS * rng.random(len(people))))
    known_until = np.where(lost_day < np.inf, last_seen, np.minimum(recent, death_day))
    known_dead = np.where(((lost_day == np.inf) | plan.linked) & (death_day <= n_days), death_day, np.inf)
    known_until = np.where(known_dead < np.inf, np.maximum(known_until, known_dead), known_until)
    return Observed(
        row,
        day,
        scored.edss,
        visits.true_points.astype(np.float64),
        scored.rater,
        visits.planned == NOT_PLANNED,
        lost_day,
        known_until,
        known_dead,
        n_days,
    )


def _visits(people: People, plan: ClinicPlan, seed: int) -> Visits:
    late = np.where(people.scored_late, SCORED_LATE_DAYS, 0)
    watched = Watched(
        number=people.number,
        zero_day=people.start_day,
        baseline_day=people.start_day + people.baseline_day.astype(np.int64) + late,
        data_day=people.start_day + _data_day(plan) - people.zero,
        death_day=people.courses.death_day,
    )
    return simulate_visits(watched, people.courses, plan.follow_up, seed)


def _data_day(plan: ClinicPlan) -> int:
    return int(np.datetime64(plan.data_date, "D").astype(np.int64))
