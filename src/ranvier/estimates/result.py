"""The one result object: a number with its interval, how many it rests on, and how it was made."""

from __future__ import annotations

import math
from dataclasses import dataclass


@dataclass(frozen=True)
class Estimate:
    """A number with its interval.

    estimate, lower, upper: in `unit`; an end that does not exist is NaN, one without limit is infinite.
    n: patients (or doses, or episodes) it rests on; n_events: how many had the event, where it is a count.
    method: how the number and its interval were made. definition: what was measured, in the clinic's words.
    weights: how patients were weighted; nothing where everybody counts once. reference: where the method was
    published, for the methods section of a paper.
    """

    estimate: float
    lower: float
    upper: float
    n: int
    method: str
    definition: str
    unit: str = ""
    n_events: int | None = None
    conf_level: float = 0.95
    weights: str = ""
    reference: str = ""

    @property
    def is_known(self) -> bool:
        """Whether there is a number at all."""
        return not math.isnan(self.estimate)

    @property
    def has_interval(self) -> bool:
        """Whether both ends of the interval exist."""
        return not (math.isnan(self.lower) or math.isnan(self.upper))


@dataclass(frozen=True)
class Bounds:
    """The same number if every patient not seen had done worst, and if every one had done best.

    how: what worst and best mean here. n_unseen: patients not seen.
    """

    worst: float
    best: float
    n_unseen: int
    how: str

    @property
    def lower(self) -> float:
        """The smaller of the two."""
        return min(self.worst, self.best)

    @property
    def upper(self) -> float:
        """The larger of the two."""
        return max(self.worst, self.best)
