"""The multiple sclerosis functional composite (MSFC): three tests as one mean of standard scores.

A standard score depends on who it is measured against, so a reference has to be named; none is shipped,
because the constants that are often quoted could not be read at a source (source S59).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike, NDArray

from ranvier.errors import UsageError

Values = NDArray[np.float64]


@dataclass(frozen=True)
class Norm:
    """Mean and standard deviation of one test in the reference population, in the unit of that test."""

    mean: float
    sd: float


@dataclass(frozen=True)
class MsfcReference:
    """Whom scores are measured against.

    walk: seconds. arm: mean of the reciprocals of both hands, 1/seconds. cognition: correct answers.
    source: who they were and where the numbers are from; printed with every result.
    """

    walk: Norm
    arm: Norm
    cognition: Norm
    source: str

    def __post_init__(self) -> None:
        for name in ("walk", "arm", "cognition"):
            norm: Norm = getattr(self, name)
            if not (np.isfinite(norm.mean) and np.isfinite(norm.sd) and norm.sd > 0):
                raise UsageError(
                    f"The reference of '{name}' needs a mean and a standard deviation above 0",
                    hint="take both from one population, in the unit of the test",
                )
        if not self.source.strip():
            raise UsageError(
                "A reference needs a source", hint="say who they were and where the numbers are from"
            )


class MsfcScore(NamedTuple):
    """Standard scores; higher is better in all four."""

    walk: Values
    arm: Values
    cognition: Values
    composite: Values


class MsfcTests(NamedTuple):
    """The tests of *n* visits: seconds of the walk, of either hand, and correct answers; NaN where missing.

    A test that was done twice enters as the mean of its trials.
    """

    walk_seconds: ArrayLike
    dominant_seconds: ArrayLike
    nondominant_seconds: ArrayLike
    correct: ArrayLike


def msfc(tests: MsfcTests, reference: MsfcReference | None = None) -> MsfcScore:
    """The MSFC of *n* visits against a reference; NaN where one of its tests is missing (source S59).

    Raises UsageError without a reference, or where a test took no time at all.
    """
    if reference is None:
        raise UsageError(
            "The MSFC needs a reference population, and none is shipped",
            hint="MsfcReference(walk=…, arm=…, cognition=…, source=…), or reference_from your own baseline",
        )
    walk = -_standard(_seconds(tests.walk_seconds, "walk"), reference.walk)
    arm = _standard(arm_speed(tests.dominant_seconds, tests.nondominant_seconds), reference.arm)
    cognition = _standard(np.asarray(tests.correct, np.float64), reference.cognition)
    return MsfcScore(walk, arm, cognition, (walk + arm + cognition) / 3)


def arm_speed(dominant_seconds: ArrayLike, nondominant_seconds: ArrayLike) -> Values:
    """The mean of the reciprocals of both hands, in 1/seconds; not the reciprocal of the mean.

    >>> float(arm_speed(20, 25))
    0.045
    """
    dominant = _seconds(dominant_seconds, "dominant hand")
    other = _seconds(nondominant_seconds, "other hand")
    return np.asarray((1 / dominant + 1 / other) / 2)


def reference_from(tests: MsfcTests, source: str) -> MsfcReference:
    """A reference from visits of one's own, one a patient: means, and standard deviations with n − 1.

    Visits with a missing test are left out. Raises UsageError with fewer than two left.
    """
    arm = arm_speed(tests.dominant_seconds, tests.nondominant_seconds)
    columns = np.stack([_seconds(tests.walk_seconds, "walk"), arm, np.asarray(tests.correct, np.float64)])
    whole = columns[:, ~np.isnan(columns).any(axis=0)]
    if whole.shape[1] < 2:
        raise UsageError(
            "A reference needs at least two visits with all tests", hint="use a larger population"
        )
    walk, arm_norm, cognition = (Norm(float(row.mean()), float(row.std(ddof=1))) for row in whole)
    return MsfcReference(walk, arm_norm, cognition, source)


def _standard(values: Values, norm: Norm) -> Values:
    return np.asarray((values - norm.mean) / norm.sd)


def _seconds(seconds: ArrayLike, test: str) -> Values:
    values = np.asarray(seconds, np.float64)
    if (values <= 0).any() or np.isinf(values).any():
        raise UsageError(
            f"The seconds of the {test} must be above 0", hint="leave a test that was not done empty (NaN)"
        )
    return values
