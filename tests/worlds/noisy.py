"""Worlds of half-point steps: raters with heavy tails, leniency and spells, and losses that inform."""

from __future__ import annotations

from functools import partial

from ranvier.vocabulary.people import Assignment
from tests.worlds.courses import Courses, Rng, together
from tests.worlds.design import Design
from tests.worlds.leaving import Leaves, Leaving
from tests.worlds.making import world
from tests.worlds.raters import good_and_bad_spells, heavy_tailed, lasting_leniency
from tests.worlds.step_law import StepPlan, step_courses
from tests.worlds.world import Row

ASKING = StepPlan(n=300, lowest=1.5, highest=6.5, in_relapse=0.5)
"""People who ask at a clinic that takes whom it likes: half of them in a relapse."""

STABLE = partial(step_courses, StepPlan())
SELDOM_LOST = Leaving(per_year=0.005, missed=0.01)
WORSE = Leaving(0.07, Leaves.WORSE, 0.8, missed=0.06)
BETTER = Leaving(0.07, Leaves.BETTER, 0.8, missed=0.06)
AFTER_RELAPSE = Leaving(0.05, Leaves.AFTER_RELAPSE, 1.5, missed=0.06)


def _asking(rng: Rng) -> Courses:
    return step_courses(ASKING, rng)


def _treated_in_relapse(rng: Rng) -> Courses:
    """Treated who came because of a relapse, beside comparators who are stable."""
    return together(step_courses(StepPlan(n=120, in_relapse=0.9), rng), step_courses(StepPlan(n=120), rng))


def _treated_slower(rng: Rng) -> Courses:
    """Comparators whose worsening is twice as fast for a reason that is not recorded."""
    return together(step_courses(StepPlan(n=120), rng), step_courses(StepPlan(n=120, pace=2.0), rng))


def _treated_relapsing(rng: Rng) -> Courses:
    """Treated who seldom have progressive MS, beside comparators who mostly have, which is recorded."""
    treated = step_courses(StepPlan(n=120, progressive=0.1), rng)
    return together(treated, step_courses(StepPlan(n=120, progressive=0.7), rng))


def _alone(rater: object, leaving: Leaving, *, entry: float | None = 3.0) -> Design:
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

WORLDS = (
    world(
        "steps: heavy tails, worse leave",
        Row.ALONE,
        "No effect; half come in a relapse, raters err with heavy tails and lean, the worse leave.",
        _asking,
        _alone(heavy_tailed, WORSE),
    ),
    world(
        "steps: spells, leave after a relapse",
        Row.ALONE,
        "No effect; half come in a relapse, errors last for months, patients leave after a relapse.",
        _asking,
        _alone(good_and_bad_spells, AFTER_RELAPSE),
    ),
    world(
        "steps: lasting leniency, better leave",
        Row.ALONE,
        "No effect; half come in a relapse, each rater leans for ever, the better leave.",
        _asking,
        _alone(lasting_leniency, BETTER, entry=None),
    ),
    world("steps: heavy tails", Row.FAIR, "No effect, lot; raters err with heavy tails.", STABLE, HEAVY),
    world("steps: lasting leniency", Row.FAIR, "No effect, lot; each rater leans for ever.", STABLE, LENIENT),
    world("steps: spells", Row.FAIR, "No effect, lot; errors last for months.", STABLE, SPELLS),
    world(
        "steps: worse leave alike",
        Row.FAIR,
        "No effect, lot; the worse leave both groups.",
        STABLE,
        LOST_ALIKE,
    ),
    world(
        "steps: leave after a relapse alike",
        Row.FAIR,
        "No effect, lot; patients of both groups leave after a relapse.",
        STABLE,
        AFTER_ATTACKS,
    ),
    world(
        "steps: treated came in a relapse",
        Row.BIASED,
        "No effect; the treated came in a relapse, comparators from elsewhere did not.",
        _treated_in_relapse,
        EXTERNAL,
    ),
    world(
        "steps: comparators worsen faster",
        Row.BIASED,
        "No effect; comparators from elsewhere worsen twice as fast, and no record says so.",
        _treated_slower,
        EXTERNAL,
    ),
    world(
        "steps: comparators are progressive",
        Row.BIASED,
        "No effect; the treated have relapsing, comparators progressive MS, which is recorded.",
        _treated_relapsing,
        EXTERNAL,
    ),
    world(
        "steps: treated scored leniently",
        Row.BIASED,
        "No effect; raters called blinded score the treated 0.4 points lower than others score comparators.",
        STABLE,
        TREATED_LENIENTLY,
    ),
    world(
        "steps: failures leave the treated",
        Row.BIASED,
        "No effect, lot; treated patients who become worse leave, comparators stay.",
        STABLE,
        FAILURES_LEAVE,
    ),
    world(
        "steps: as claimed, heavy tails", Row.TRUE, "2.5 points better by lot; heavy tails.", STABLE, HEAVY
    ),
    world("steps: as claimed, leniency", Row.TRUE, "2.5 points better by lot; raters lean.", STABLE, LENIENT),
    world("steps: as claimed, spells", Row.TRUE, "2.5 points better by lot; spells.", STABLE, SPELLS),
    world("steps: smaller, heavy tails", Row.SMALLER, "1 point better by lot; heavy tails.", STABLE, HEAVY),
    world("steps: smaller, spells", Row.SMALLER, "1 point better by lot; spells.", STABLE, SPELLS),
    world("steps: harm, heavy tails", Row.OUTSIDE, "1 point worse by lot; heavy tails.", STABLE, HEAVY),
    world(
        "steps: harm, worse leave", Row.OUTSIDE, "1 point worse by lot; the worse leave.", STABLE, LOST_ALIKE
    ),
    world(
        "steps: shortfall, nobody compared",
        Row.OUTSIDE,
        "0.3 points better, nobody compared, stable baselines: far from two points and from three quarters.",
        STABLE,
        SHORTFALL,
    ),
    world(
        "steps: better leave, true",
        Row.LOST,
        "2.5 points better by lot; those who gained leave.",
        STABLE,
        BETTER_LEAVE,
    ),
)
