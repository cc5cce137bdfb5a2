"""The one result object: a number with its interval, how many it rests on, and how it was made."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Protocol, runtime_checkable

from ranvier.estimates.printed import level_words, number_words, unit_words


@dataclass(frozen=True)
class Estimate:
    """A number with its interval.

    estimate, lower, upper: in `unit`; an end that does not exist is NaN, one without limit is infinite.
    n: patients (or doses, episodes, studies) it rests on; n_events: how many had the event, where it is a
    count. method: how the number and its interval were made. definition: what was measured, in the clinic's
    words; that of a difference begins with "difference". weights: how patients were weighted; nothing where
    everybody counts once. reference: where the method was published, for the methods section of a paper.

    >>> print(Estimate(-0.7, -0.85, -0.54, 171, "Student's t interval", "mean change", "EDSS points"))
    mean change: −0.70 EDSS points (95% CI −0.85 to −0.54, n 171)
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

    @property
    def is_difference(self) -> bool:
        """Whether it is one group's number minus another's."""
        return self.definition.startswith("difference")

    def __str__(self) -> str:
        """One line: the number with its unit and interval, how many it rests on, or why it is not known."""
        head = f"{self.definition}: " if self.definition else ""
        if not self.is_known:
            return f"{head}{self._unknown_words}"
        number = number_words(self.estimate, self.unit, difference=self.is_difference)
        unit = unit_words(self.unit, difference=self.is_difference)
        return f"{head}{number}{unit} ({self._interval_words}, {self._n_words})"

    @property
    def _unknown_words(self) -> str:
        """Why there is no number; an end that is known all the same, as of a median not reached, is told."""
        if self.method.startswith("not known"):
            return self.method
        one_end = math.isfinite(self.lower) or math.isfinite(self.upper)
        interval = f"{self._ends_words}, " if one_end else ""
        return f"not known ({interval}{self._n_words}; {self.method})"

    @property
    def _interval_words(self) -> str:
        return self._ends_words if self.has_interval else "no interval"

    @property
    def _ends_words(self) -> str:
        lower, upper = (
            number_words(end, self.unit, difference=self.is_difference) for end in (self.lower, self.upper)
        )
        return f"{level_words(self.conf_level)} CI {lower} to {upper}"

    @property
    def _n_words(self) -> str:
        if self.n_events is None:
            return f"n {self.n:,}"
        return f"n {self.n:,}, {self.n_events:,} event{'' if self.n_events == 1 else 's'}"


@runtime_checkable
class HasEstimates(Protocol):
    """A larger result (a model, a curve, studies pooled) that gives its numbers in the one form."""

    def estimates(self) -> tuple[Estimate, ...]:
        """Its numbers, in the order in which a table prints them."""
        ...

    def __str__(self) -> str:
        """One line a number."""
        return "\n".join(str(one) for one in self.estimates())


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
