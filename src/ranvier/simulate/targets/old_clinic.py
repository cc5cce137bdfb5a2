"""How a clinic of earlier decades observes: at some yearly visits, in relapses, partly in whole points."""

from __future__ import annotations

from ranvier.definitions.rater_noise import ScoreError
from ranvier.simulate.natural_history.courses import Courses
from ranvier.simulate.parameters import Parameter, Status
from ranvier.simulate.scores.whole_points import WholePoints
from ranvier.simulate.targets.records import VisitDays, kept_visits, simulate_record, with_relapse_visits
from ranvier.tables.cohort import Cohort

SEEN_AS_PLANNED = Parameter(
    0.2,
    "share of yearly visits that take place in a clinic of earlier decades",
    Status.ASSUMED,
    "chosen with the yearly changes of S231: nobody came every year",
    lowest=0.0,
    highest=1.0,
)

SEEN_IN_A_RELAPSE = Parameter(
    0.45,
    "share of relapses in which that clinic scores the patient within a month",
    Status.ASSUMED,
    "chosen with the yearly changes of S231: patients come when they are unwell",
    lowest=0.0,
    highest=1.0,
)

WRITTEN_IN_WHOLE_POINTS = WholePoints()
"""How that clinic writes its scores."""


def simulate_old_clinic(courses: Courses, planned: VisitDays, seed: int, noise: ScoreError) -> Cohort:
    """What that clinic has written down of *courses*: a part of *planned*, and visits because of relapses.

    noise: of its rater, before halves are left out.
    """
    kept = kept_visits(planned, SEEN_AS_PLANNED.value, courses.patients.number, seed)
    visits = with_relapse_visits(kept, courses, SEEN_IN_A_RELAPSE.value, seed)
    return simulate_record(courses, visits, seed, noise, whole_points=WRITTEN_IN_WHOLE_POINTS)
