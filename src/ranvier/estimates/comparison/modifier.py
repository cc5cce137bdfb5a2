"""What an effect might depend on, and where it was measured."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

import numpy as np
from numpy.typing import ArrayLike, NDArray

from ranvier.estimates.inputs import InputError, Inputs, chosen


class MeasuredAt(Enum):
    """Where a modifier comes from, which decides whether regression to the mean can make it look like one."""

    OTHER = "something other than the outcome's own score"
    BASELINE = "the baseline from which the change is counted"
    EARLIER_VISIT = "a visit before the baseline"


@dataclass(frozen=True)
class Modifier:
    """What the effect might depend on.

    name: in the clinic's words. values: (n,), known before treatment. cut: strata are below it, and it or
    more (EDSS < 6.5); without one the effect may change steadily with the values.
    """

    name: str
    values: ArrayLike
    cut: float | None = None
    measured_at: MeasuredAt = MeasuredAt.OTHER

    def __post_init__(self) -> None:
        where = chosen("effect modification", "measured_at", self.measured_at, MeasuredAt)
        object.__setattr__(self, "measured_at", where)
        inputs = Inputs("effect modification")
        if self.cut is not None:
            inputs.number("cut", self.cut)
        inputs.finish()

    @property
    def below(self) -> str:
        """The lower stratum in words."""
        return f"{self.name} < {self.cut:g}"

    @property
    def above(self) -> str:
        """The upper stratum in words."""
        return f"{self.name} ≥ {self.cut:g}"


class RegressionToTheMean(InputError):
    """Strata of the baseline within one group would show regression to the mean as an effect."""


class ImmortalTime(InputError):
    """Patients are grouped by what became known only after their time zero."""


def read_modifier(inputs: Inputs, modifier: Modifier, n: int) -> NDArray[np.float64]:
    """The values, or 0 and 1 for the strata of a modifier with a cut."""
    values = inputs.numbers(modifier.name, modifier.values)
    inputs.same_length(("patients", n), (modifier.name, values.size))
    if modifier.cut is None:
        return values
    strata = (values >= modifier.cut).astype(np.float64)
    hint = "choose a cut with patients on both sides"
    both = not strata.size or 0 < strata.sum() < strata.size
    inputs.require(both, "both strata must have patients", modifier.name, hint)
    return strata
