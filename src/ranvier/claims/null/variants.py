"""Placebo and expectation, an unblinded rater, and steroids: with and without each, eight variants."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import product

import numpy as np
from numpy.typing import NDArray

from ranvier.claims.null.baseline import Singles
from ranvier.claims.null.course import NullCourses
from ranvier.claims.null.frame import NullFrame
from ranvier.claims.null.parameters import BiasLaw, RaterLaw
from ranvier.claims.null.scores import Ticks, misrated, nearest_ticks

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


def scores_of(
    variant: Variant, frame: NullFrame, courses: NullCourses, laws: tuple[BiasLaw, RaterLaw], luck: Singles
) -> Ticks:
    """The scores written down under *variant*: one row a draw, one column a visit.

    luck: a uniform number for each score, the same for every variant, so that variants differ by bias alone.
    """
    bias, rater = laws
    shift = np.zeros(frame.n_visits, dtype=np.float32)
    if variant.expectation:
        shift += np.float32(bias.expectation.value)
    if variant.unblinded:
        shift += np.float32(bias.unblinded.value) * frame.unblinded
    points = courses.points + shift
    if variant.steroids:
        points += _by_steroids(frame, courses, bias)
    return misrated(nearest_ticks(points), luck, rater)


def _by_steroids(frame: NullFrame, courses: NullCourses, bias: BiasLaw) -> NDArray[np.float32]:
    """Points by which steroids of the stay lower the EDSS: the relapse recedes sooner, and a passing fall."""
    since = frame.day - frame.steroid_day[frame.patient_of_visit]
    resting = (since >= 0) & (since <= STEROID_REST_DAYS)
    falling = (since >= 0) & (since <= STEROID_FALL_DAYS)
    gone = np.float32(bias.steroid_rest.value - 1) * resting.astype(np.float32)
    lower: NDArray[np.float32] = courses.receding * gone
    lower += np.float32(bias.steroid_fall.value) * falling.astype(np.float32)
    return lower
