"""One question on which studies may be pooled: endpoint, measure, who, what, against what, when."""

from __future__ import annotations

from dataclasses import dataclass

from ranvier.literature.pools.effect import EffectMeasure, StudyEffect


@dataclass(frozen=True)
class Pool:
    """Effects of one endpoint, measure, kind of arms, definition and time: nothing else is ever mixed.

    key: for the command line. endpoint: shared by pools that measure the same thing in other ways or people.
    title: the question in words. lower, higher: what a number below and above no difference says.
    months_from, months_to: between which the effects lie; None where the question has no time.
    """

    key: str
    endpoint: str
    title: str
    measure: EffectMeasure
    population: str
    given: str
    against: str
    definition: str
    effects: tuple[StudyEffect, ...]
    unit: str = ""
    lower: str = ""
    higher: str = ""
    months_from: float | None = None
    months_to: float | None = None

    @property
    def when(self) -> str:
        """The span of follow-up in words."""
        if self.months_from is None or self.months_to is None:
            return "as each study followed"
        if self.months_from == self.months_to:
            return f"after {self.months_from:g} months"
        return f"over {self.months_from:g} to {self.months_to:g} months"
