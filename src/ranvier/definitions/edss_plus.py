"""The first confirmed worsening of the EDSS, the timed walk or the peg test: EDSS-plus."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import ClassVar

from ranvier.definitions.confirmed_change import Reference
from ranvier.definitions.definition import Definition
from ranvier.definitions.windows import MORE_THAN_30_DAYS, RelapseDistance
from ranvier.definitions.worsening import ConfirmedWorsening
from ranvier.vocabulary.measures import EDSS, NHPT, T25FW, Measure
from ranvier.vocabulary.steps import EDSS_STEPS_TO_5_0, RelativeSteps, StepRule


class Hands(StrEnum):
    """How the two hands of the peg test enter."""

    MEAN = "mean of both hands"
    EACH = "each hand by itself"  # more events, true and false (source S35)


@dataclass(frozen=True)
class EdssPlus(Definition):
    """The first worsening of any component that is confirmed on the same component.

    components: what is looked at; where two begin on one day the first named is reported. edss_steps: the
    rise of the EDSS that counts. timed_percent: the rise of the timed tests, in percent of the reference.
    hands: whether the hands of the peg test are averaged. The rest as in ConfirmedWorsening.
    """

    citation: ClassVar[str] = (
        "Cadavid D et al. Mult Scler 2017;23:94–105 (not read), as msclinical 0.1.0 cites it; source S72"
    )

    components: tuple[Measure, ...] = (EDSS, T25FW, NHPT)
    edss_steps: StepRule = EDSS_STEPS_TO_5_0
    timed_percent: float = 20
    hands: Hands = Hands.MEAN
    reference: Reference = Reference.FIXED
    confirm_after_days: int = 168
    relapse_to_confirmation: RelapseDistance = MORE_THAN_30_DAYS

    def worsening(self, component: Measure) -> ConfirmedWorsening:
        """What counts on one component."""
        is_edss = component.name == EDSS.name
        return ConfirmedWorsening(
            measure=component,
            steps=self.edss_steps if is_edss else RelativeSteps(self.timed_percent),
            reference=self.reference,
            confirm_after_days=self.confirm_after_days,
            relapse_to_confirmation=self.relapse_to_confirmation,
        )
