"""Placebo and expectation, an unblinded rater, and steroids: with and without each, eight variants."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from itertools import product

import numpy as np

from ranvier.claims.null.baseline import Singles
from ranvier.claims.null.course import NullCourses
from ranvier.claims.null.frame import NullFrame
from ranvier.claims.null.parameters import NullParameters
from ranvier.claims.null.rating import BiasLaw
from ranvier.claims.null.scores import Ticks, full_point_chances, misrated, nearest_ticks

STEROID_FALL_DAYS = 30
STEROID_REST_DAYS = 91


@dataclass(frozen=True)
class Variant:
    """Which of the three biases are at work."""

    expectation: bool
    unblinded: bool
    steroids: bool

    @property
    def label(self) -> str:
        """In the words of a figure."""
        names = []
        if self.expectation:
            names.append("expectation")
        if self.unblinded:
            names.append("unblinded rater")
        if self.steroids:
            names.append("steroids")
        return " + ".join(names) if names else "course and rater error alone"


VARIANTS = tuple(Variant(*which) for which in product((False, True), repeat=3))
"""All eight, from none to all three."""


BLOCK_SCORES = 250_000
"""Scores that are worked on at once: what they need for it stays near the processor."""


def score_variants(
    frame: NullFrame, courses: NullCourses, law: NullParameters, luck: Singles, n_threads: int = 2
) -> tuple[Ticks, ...]:
    """The scores written down under each variant: one row a draw, one column a visit.

    luck: a uniform number for each score, the same for every variant, so that variants differ by bias alone.
    n_threads: blocks of draws scored at the same time; the same scores whatever it is.
    """
    bias, n_draws = law.bias, len(luck)
    full_point = full_point_chances(law, n_draws)
    scores = np.empty((len(VARIANTS), *luck.shape), np.int8)
    shifts = [_shift(variant, frame, bias) for variant in VARIANTS]
    at_once = max(1, BLOCK_SCORES // frame.n_visits)

    def score(first: int) -> None:
        rows = slice(first, first + at_once)
        lower = _by_steroids(frame, courses.receding[rows], bias)
        for place, variant in enumerate(VARIANTS):
            points = courses.points[rows] + shifts[place]
            if variant.steroids:
                points += lower
            scores[place, rows] = misrated(nearest_ticks(points), luck[rows], law.rater, full_point[rows])

    with ThreadPoolExecutor(n_threads) as pool:
        list(pool.map(score, range(0, n_draws, at_once)))
    return tuple(scores)


def _shift(variant: Variant, frame: NullFrame, bias: BiasLaw) -> Singles:
    """Points by which expectation and raters move the score of each visit."""
    shift = np.zeros(frame.n_visits, dtype=np.float32)
    if variant.expectation:
        shift += np.float32(bias.expectation.value)
    if variant.unblinded:
        shift += np.float32(bias.unblinded.value) * frame.unblinded
    return shift


def _by_steroids(frame: NullFrame, receding: Singles, bias: BiasLaw) -> Singles:
    """Points by which steroids of the stay lower the EDSS: the relapse recedes sooner, and a passing fall."""
    since = frame.day - frame.steroid_day[frame.patient_of_visit]
    resting = (since >= 0) & (since <= STEROID_REST_DAYS)
    falling = (since >= 0) & (since <= STEROID_FALL_DAYS)
    gone = np.float32(bias.steroid_rest.value - 1) * resting.astype(np.float32)
    lower: Singles = receding * gone
    lower += np.float32(bias.steroid_fall.value) * falling.astype(np.float32)
    return lower
