"""Worsening of processing speed on the symbol digit test, where practice raises the first results."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from ranvier.definitions.confirmed_change import Occurrence, Reference
from ranvier.definitions.definition import Definition
from ranvier.definitions.windows import MORE_THAN_30_DAYS, RelapseDistance
from ranvier.definitions.worsening import ConfirmedWorsening
from ranvier.vocabulary.measures import SDMT
from ranvier.vocabulary.steps import Combine, RelativeSteps


@dataclass(frozen=True)
class CognitiveWorsening(Definition):
    """A fall of the SDMT that holds at every test until it is confirmed, measured past the learning.

    practice_tests: the highest of so many first results is the first reference; tests before it are not
    looked at. points, percent, combine: the fall that counts, in correct answers, in percent of the
    reference, either of the two or both. The rest as in ConfirmedWorsening.
    """

    citation: ClassVar[str] = (
        "4 points: source S57; 10%, and the higher of the first two results as the reference: "
        "msclinical 0.1.0, source S72"
    )

    practice_tests: int = 2
    points: float = 4
    percent: float = 10
    combine: Combine = Combine.EITHER
    reference: Reference = Reference.FIXED
    occurrence: Occurrence = Occurrence.FIRST
    confirm_after_days: int = 84
    relapse_to_confirmation: RelapseDistance = MORE_THAN_30_DAYS

    @property
    def worsening(self) -> ConfirmedWorsening:
        """The same as a confirmed worsening of the SDMT, without the learning."""
        return ConfirmedWorsening(
            measure=SDMT,
            steps=RelativeSteps(self.percent, self.points, self.combine),
            reference=self.reference,
            occurrence=self.occurrence,
            confirm_after_days=self.confirm_after_days,
            relapse_to_confirmation=self.relapse_to_confirmation,
        )
