"""The EDSS that a simulated clinic writes down: the truth of the day, its raters' errors and its biases."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from ranvier.simulate.people import People
from ranvier.simulate.plan import ClinicPlan
from ranvier.simulate.scores.raters import simulate_raters
from ranvier.simulate.scores.recorded import simulate_scores
from ranvier.simulate.scores.shifts import ScoredVisits, bias_shift_points
from ranvier.simulate.scores.steroids import SteroidCourses

Floats = NDArray[np.float64]
Counts = NDArray[np.int64]


@dataclass(frozen=True)
class ToScore:
    """Examinations, patient by patient: those of patient i are at offset[i] to offset[i + 1].

    day: from the first symptom, rising. true_points: true EDSS of the day.
    """

    offset: Counts
    day: NDArray[np.int32]
    true_points: NDArray[np.float32]

    @property
    def row(self) -> Counts:
        """The patient of each examination."""
        return np.repeat(np.arange(len(self.offset) - 1), np.diff(self.offset))


@dataclass(frozen=True)
class Scored:
    """What raters wrote down at each examination: the EDSS, a valid step, and the number of the rater."""

    edss: Floats
    rater: Counts


def simulate_recorded(
    people: People, visits: ToScore, plan: ClinicPlan, seed: int, steroids: SteroidCourses | None = None
) -> Scored:
    """The scores of *visits*. steroids: courses given so far and later; left out, nobody has had any."""
    row = visits.row
    number = people.number[row]
    rater = simulate_raters(number, visits.day, plan.raters, seed)
    biased = ScoredVisits(
        visits.offset,
        visits.day,
        visits.true_points,
        rater_knows=np.full(len(row), not plan.blinded) & people.treated[row],
        first_dose_day=people.start_day.astype(np.float64),  # or that of a sham dose
        believes=_believers(people, plan, seed),
        steroids=steroids,
    )
    edss = simulate_scores(
        visits.true_points.astype(np.float64),
        number,
        visits.day,
        seed=seed,
        noise=plan.noise,
        shift_points=plan.raters.leniency_points(seed)[rater] + bias_shift_points(biased, plan.biases),
        rater=rater,
    )
    return Scored(edss, rater)


def _believers(people: People, plan: ClinicPlan, seed: int) -> NDArray[np.bool_]:
    """Who believes to have had the therapy: everybody treated who knows, and some who do not know."""
    hope = plan.biases.expectation
    if hope is None:
        return np.zeros(len(people), dtype=bool)
    knows = np.full(len(people), not plan.blinded)
    return hope.simulate_believers(people.number, knows, people.treated, seed)
