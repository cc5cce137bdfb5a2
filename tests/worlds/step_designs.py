"""Patients of half-point steps and the designs that the worlds are put together from."""

from __future__ import annotations

from functools import partial

from ranvier.vocabulary.people import Assignment
from tests.worlds.courses import Courses, Rng, together
from tests.worlds.design import Design
from tests.worlds.leaving import Leaves, Leaving
from tests.worlds.raters import good_and_bad_spells, heavy_tailed, lasting_leniency
from tests.worlds.step_law import StepPlan, step_courses

ASKING = StepPlan(n=300, lowest=1.5, highest=6.5, in_relapse=0.5)
"""People who ask at a clinic that takes whom it likes: half of them in a relapse."""

STABLE = partial(step_courses, StepPlan())
MANY = partial(step_courses, StepPlan(n=600))
SELDOM_LOST = Leaving(per_year=0.005, missed=0.01)
WORSE = Leaving(0.07, Leaves.WORSE, 0.8, missed=0.06)
BETTER = Leaving(0.07, Leaves.BETTER, 0.8, missed=0.06)
AFTER_RELAPSE = Leaving(0.05, Leaves.AFTER_RELAPSE, 1.5, missed=0.06)


def asking(rng: Rng) -> Courses:
    return step_courses(ASKING, rng)


def treated_in_relapse(rng: Rng) -> Courses:
    """Treated who came because of a relapse, beside comparators who are stable."""
    return together(step_courses(StepPlan(n=120, in_relapse=0.9), rng), step_courses(StepPlan(n=120), rng))


def treated_slower(rng: Rng) -> Courses:
    """Comparators whose worsening is twice as fast for a reason that is not recorded."""
    return together(step_courses(StepPlan(n=120), rng), step_courses(StepPlan(n=120, pace=2.0), rng))


def many_treated_slower(rng: Rng) -> Courses:
    """The same with 300 of each: intervals are narrow, and the bias stays."""
    return together(step_courses(StepPlan(n=300), rng), step_courses(StepPlan(n=300, pace=2.0), rng))


def comparators_sicker(rng: Rng) -> Courses:
    """Comparators who are truly sicker, which scores with errors show only in part."""
    return together(
        step_courses(StepPlan(n=200, lowest=3.5, highest=5.0), rng),
        step_courses(StepPlan(n=200, lowest=4.0, highest=6.5), rng),
    )


def treated_far_slower(rng: Rng, *, pace: float) -> Courses:
    """Treated who worsen slowly beside comparators who worsen at *pace*, 300 of each."""
    slow = step_courses(StepPlan(n=300, pace=0.6), rng)
    return together(slow, step_courses(StepPlan(n=300, pace=pace), rng))


def treated_relapsing(rng: Rng) -> Courses:
    """Treated who seldom have progressive MS, beside comparators who mostly have, which is recorded."""
    treated = step_courses(StepPlan(n=120, progressive=0.1), rng)
    return together(treated, step_courses(StepPlan(n=120, progressive=0.7), rng))


def alone(rater: object, leaving: Leaving, *, entry: float | None = 3.0) -> Design:
    """A clinic that scores what it has done itself: a third of a point too low."""
    return Design(
        rater=rater,  # type: ignore[arg-type]
        blinded=False,
        treated_shift=-0.3,
        leaving=leaving,
        entry_edss_at_least=entry,
    )


EXTERNAL = Design(compared=Assignment.EXTERNAL, leaving=SELDOM_LOST)
HEAVY, LENIENT, SPELLS = (
    Design(rater=rater, leaving=SELDOM_LOST)
    for rater in (heavy_tailed, lasting_leniency, good_and_bad_spells)
)
LOST_ALIKE = Design(rater=heavy_tailed, leaving=Leaving(0.03, Leaves.WORSE, 0.8, missed=0.03))
AFTER_ATTACKS = Design(rater=lasting_leniency, leaving=Leaving(0.02, Leaves.AFTER_RELAPSE, 1.5, missed=0.03))
FAILURES_LEAVE = Design(
    rater=heavy_tailed, leaving=SELDOM_LOST, treated_leaving=Leaving(0.06, Leaves.WORSE, 2.0, missed=0.02)
)
TREATED_LENIENTLY = Design(
    compared=Assignment.EXTERNAL, rater=good_and_bad_spells, treated_shift=-0.4, leaving=SELDOM_LOST
)
SHORTFALL = Design(
    effect_points=-0.3,
    effect_spread=0.3,
    compared=Assignment.NONE,
    blinded=False,
    rater=heavy_tailed,
    leaving=SELDOM_LOST,
)
BETTER_LEAVE = Design(rater=heavy_tailed, leaving=Leaving(0.06, Leaves.BETTER, 0.5, missed=0.02))
