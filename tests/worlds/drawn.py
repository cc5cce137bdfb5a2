"""Worlds of resampled records and of another author's generator, with an effect added where one is true."""

from __future__ import annotations

from functools import partial

from ranvier.vocabulary.people import Assignment
from tests.worlds.courses import Courses, Rng, together
from tests.worlds.design import Design
from tests.worlds.leaving import Leaves, Leaving
from tests.worlds.making import world
from tests.worlds.msclinical import msclinical_courses
from tests.worlds.resampled import resampled_courses
from tests.worlds.world import Row

RESAMPLED = partial(resampled_courses, 240)
MSCLINICAL = partial(msclinical_courses, 240)

SELDOM_LOST = Leaving(per_year=0.005, missed=0.01)
BY_LOT = Design(leaving=SELDOM_LOST)
EXTERNAL = Design(compared=Assignment.EXTERNAL, leaving=SELDOM_LOST)
ALONE = Design(blinded=False, treated_shift=-0.3, leaving=Leaving(0.07, Leaves.WORSE, 0.8, missed=0.06))
BETTER_LEAVE = Design(leaving=Leaving(0.06, Leaves.BETTER, 0.5, missed=0.02))


def _treated_at_their_peak(rng: Rng) -> Courses:
    """Treated at a visit above its neighbours, beside comparators at any visit."""
    return together(resampled_courses(120, rng, lowest=3.0, peaks=True), resampled_courses(120, rng))


def _comparators_worsen_faster(rng: Rng) -> Courses:
    return together(msclinical_courses(120, rng), msclinical_courses(120, rng, faster=True))


def _at_peaks(rng: Rng) -> Courses:
    return resampled_courses(160, rng, lowest=3.0, peaks=True)


def _after_relapses(rng: Rng) -> Courses:
    return msclinical_courses(160, rng, after_relapse=True)


WORLDS = (
    world("resampled: begun anywhere", Row.ALONE, "No effect; records begun at any visit.", RESAMPLED, ALONE),
    world("resampled: begun at a peak", Row.ALONE, "No effect; records begun at a peak.", _at_peaks, ALONE),
    world(
        "msclinical: after relapses", Row.ALONE, "No effect; begun after relapses.", _after_relapses, ALONE
    ),
    world("resampled: by lot", Row.FAIR, "No effect, lot.", RESAMPLED, BY_LOT),
    world("msclinical: by lot", Row.FAIR, "No effect, lot.", MSCLINICAL, BY_LOT),
    world(
        "resampled: treated at a peak",
        Row.BIASED,
        "No effect; the treated begin at a peak, comparators at any visit.",
        _treated_at_their_peak,
        EXTERNAL,
    ),
    world(
        "msclinical: comparators worsen faster",
        Row.BIASED,
        "No effect; comparators have more relapses and twice the worsening apart from them.",
        _comparators_worsen_faster,
        EXTERNAL,
    ),
    world("resampled: as claimed", Row.TRUE, "2.5 points better by lot.", RESAMPLED, BY_LOT),
    world("msclinical: as claimed", Row.TRUE, "2.5 points better by lot.", MSCLINICAL, BY_LOT),
    world("resampled: smaller", Row.SMALLER, "1 point better by lot.", RESAMPLED, BY_LOT),
    world("msclinical: smaller", Row.SMALLER, "1 point better by lot.", MSCLINICAL, BY_LOT),
    world("resampled: harm", Row.OUTSIDE, "1 point worse by lot.", RESAMPLED, BY_LOT),
    world("msclinical: harm", Row.OUTSIDE, "1 point worse by lot.", MSCLINICAL, BY_LOT),
    world(
        "resampled: better leave, true",
        Row.LOST,
        "2.5 points better; the better leave.",
        RESAMPLED,
        BETTER_LEAVE,
    ),
    world(
        "msclinical: better leave, true",
        Row.LOST,
        "2.5 points better; the better leave.",
        MSCLINICAL,
        BETTER_LEAVE,
    ),
)
