"""How far a score must move from a reference to count as changed."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from ranvier.errors import UsageError


class StepRule(ABC):
    """The smallest change that counts, by the score it is measured from.

    An improvement needs the same change as a worsening from the same reference (course rule C1).
    """

    @abstractmethod
    def change_from(self, reference: float) -> float:
        """Units a score must move from *reference*; 0 asks for the smallest change the measure knows."""


@dataclass(frozen=True)
class BandSteps(StepRule):
    """A change for each band of references.

    bands: (highest reference, change), the references rising; the first band that reaches the reference
    decides.
    """

    bands: tuple[tuple[float, float], ...]

    def change_from(self, reference: float) -> float:
        """Units a score must move from *reference*.

        >>> [EDSS_STEPS_TO_5_0.change_from(score) for score in (0, 1.0, 5.0, 5.5)]
        [1.5, 1.0, 1.0, 0.5]
        """
        for highest, change in self.bands:
            if reference <= highest:
                return change
        raise ValueError(
            f"no band reaches a reference of {reference}; the highest ends at {self.bands[-1][0]}"
        )

    def __str__(self) -> str:
        parts = [f"{change} from a reference up to {highest}" for highest, change in self.bands]
        return ", ".join(parts)


class Combine(StrEnum):
    """Which of a share and a number of units a change must reach."""

    EITHER = "either"  # the smaller suffices
    BOTH = "both"  # the larger is needed


@dataclass(frozen=True)
class RelativeSteps(StepRule):
    """A share of the reference, beside a number of units if one is given.

    percent: of the reference. units: correct answers, seconds or points. combine: whether either suffices.
    """

    percent: float
    units: float | None = None
    combine: Combine = Combine.EITHER

    def change_from(self, reference: float) -> float:
        """Units a score must move from *reference*.

        >>> SDMT_STEPS.change_from(10), SDMT_STEPS.change_from(60)
        (2.0, 4)
        """
        share = reference * self.percent / 100
        if self.units is None:
            return share
        return min(share, self.units) if self.combine is Combine.EITHER else max(share, self.units)

    def __str__(self) -> str:
        share = f"{self.percent:g}% of the reference"
        if self.units is None:
            return share
        word = "or" if self.combine is Combine.EITHER else "and"
        return f"{share} {word} {self.units:g}"


@dataclass(frozen=True)
class OwnSteps(StepRule):
    """A change stated by a function of the reference.

    rule: takes the reference, gives the units a score must move. text: the same in words, for the settings.
    """

    rule: Callable[[float], float]
    text: str

    def change_from(self, reference: float) -> float:
        """Units a score must move from *reference*."""
        return float(self.rule(reference))

    def __str__(self) -> str:
        return self.text


@dataclass(frozen=True)
class NoAgreedSteps(StepRule):
    """No change is agreed to count, so a definition has to state one.

    measure: its label, for the error. why: what keeps the published numbers from being a default.
    """

    measure: str
    why: str = "no published threshold for one person was found"

    def change_from(self, reference: float) -> float:  # noqa: ARG002 - there is none for any reference
        """Raises UsageError: a step has to be chosen."""
        raise UsageError(
            f"No change of the {self.measure} is taken to count by itself: {self.why}",
            hint="state one and say where it is from: steps=OwnSteps(lambda reference: 5, '5 points')",
        )

    def __str__(self) -> str:
        return f"none agreed: {self.why}"


EDSS_STEPS_TO_5_0 = BandSteps(((0.0, 1.5), (5.0, 1.0), (10.0, 0.5)))
"""1.5 from 0, 1.0 up to 5.0, 0.5 above: from 5.5 half a point counts (verdict rule 3)."""

EDSS_STEPS_TO_5_5 = BandSteps(((0.0, 1.5), (5.5, 1.0), (10.0, 0.5)))
"""1.5 from 0, 1.0 up to 5.5, 0.5 above: 5.5 to 6.0 is no worsening (source S31)."""

TWENTY_PERCENT = RelativeSteps(20)
"""A fifth of the reference, for the timed tests (source S35)."""

SDMT_STEPS = RelativeSteps(20, 4)
"""Four correct answers, or a fifth of the reference if that is fewer (source S35)."""

MFIS_STEPS = BandSteps(((84.0, 20.2),))
"""The smallest change of one person beyond error; groups differ by less (source S52)."""

FSS_STEPS = BandSteps(((7.0, 1.9),))
"""The smallest change of one person beyond error; groups differ by less (source S53)."""
