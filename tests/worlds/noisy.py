"""Worlds of half-point steps: raters with heavy tails, leniency and spells, and losses that inform."""

from __future__ import annotations

from dataclasses import replace
from functools import partial

from tests.worlds.making import world
from tests.worlds.raters import good_and_bad_spells, heavy_tailed, lasting_leniency
from tests.worlds.step_designs import (
    AFTER_ATTACKS,
    AFTER_RELAPSE,
    BETTER,
    BETTER_LEAVE,
    EXTERNAL,
    FAILURES_LEAVE,
    HEAVY,
    LENIENT,
    LOST_ALIKE,
    MANY,
    SHORTFALL,
    SPELLS,
    STABLE,
    TREATED_LENIENTLY,
    WORSE,
    alone,
    asking,
    comparators_sicker,
    many_treated_slower,
    treated_far_slower,
    treated_in_relapse,
    treated_relapsing,
    treated_slower,
)
from tests.worlds.world import Row

WORLDS = (
    world(
        "steps: heavy tails, worse leave",
        Row.ALONE,
        "No effect; half come in a relapse, raters err with heavy tails and lean, the worse leave.",
        asking,
        alone(heavy_tailed, WORSE),
    ),
    world(
        "steps: spells, leave after a relapse",
        Row.ALONE,
        "No effect; half come in a relapse, errors last for months, patients leave after a relapse.",
        asking,
        alone(good_and_bad_spells, AFTER_RELAPSE),
    ),
    world(
        "steps: lasting leniency, better leave",
        Row.ALONE,
        "No effect; half come in a relapse, each rater leans for ever, the better leave.",
        asking,
        alone(lasting_leniency, BETTER, entry=None),
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
        treated_in_relapse,
        EXTERNAL,
    ),
    world(
        "steps: comparators worsen faster",
        Row.BIASED,
        "No effect; comparators from elsewhere worsen twice as fast, and no record says so.",
        treated_slower,
        EXTERNAL,
    ),
    world(
        "steps: many comparators worsen faster",
        Row.BIASED,
        "The same with 300 treated and 300 comparators.",
        many_treated_slower,
        EXTERNAL,
    ),
    world(
        "steps: comparators truly sicker",
        Row.BIASED,
        "No effect; comparators from elsewhere are sicker, and the raters of both err with heavy tails.",
        comparators_sicker,
        replace(EXTERNAL, rater=heavy_tailed),
    ),
    world(
        "steps: comparators eight times as fast",
        Row.BEYOND,
        "No effect; comparators worsen eight times as fast as the treated for a reason that is not recorded.",
        partial(treated_far_slower, pace=5.0),
        EXTERNAL,
    ),
    world(
        "steps: five times as fast, false blinding",
        Row.BEYOND,
        "No effect; comparators worsen five times as fast, raters falsely called blinded score the treated "
        "half a point too low.",
        partial(treated_far_slower, pace=3.0),
        replace(EXTERNAL, treated_shift=-0.5),
    ),
    world(
        "steps: comparators are progressive",
        Row.BIASED,
        "No effect; the treated have relapsing, comparators progressive MS, which is recorded.",
        treated_relapsing,
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
    world(
        "steps: as claimed, near the edge",
        Row.TRUE,
        "2.35 points better by lot, 600 patients; heavy tails.",
        MANY,
        replace(HEAVY, effect_points=-2.35, effect_spread=0.3),
    ),
    world(
        "steps: smaller, near the edge",
        Row.SMALLER,
        "1.6 points better by lot, 600 patients; heavy tails.",
        MANY,
        replace(HEAVY, effect_points=-1.6, effect_spread=0.3),
    ),
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
