"""How a score is split into what relapses left behind, what they brought for a while, and the rest."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from ranvier.definitions.definition import Definition
from ranvier.definitions.windows import MORE_THAN_30_DAYS, ConfirmWindow, RelapseDistance
from ranvier.vocabulary.measures import EDSS, Measure
from ranvier.vocabulary.steps import BandSteps, StepRule

_OF_THE_MEASURE = BandSteps(())
"""Stands for the steps of the measure, until a definition is made."""


@dataclass(frozen=True)
class ScoreParts(Definition):
    """What of a score is associated with relapses, what is transient, and what is independent of them.

    measure, steps: what is measured, and the rise that counts; steps are the measure's own unless given.
    any_rise_counts: the smallest rise counts instead. relapse_to_baseline: how far the first visit of the
    course keeps from relapses; its before_days bound the visit before a relapse as well.
    raw_after_days, raw_before_days: a rise at most so many days after, or before, a relapse belongs to it.
    confirm_after_days, confirm_earlier_days, confirm_later_days, further_windows, relapse_to_confirmation:
    which visit confirms it (course rules C4 and C7). held_more_than_days: a confirmed rise that ends must
    have been seen for more than so many days to stay; one the record ends in stays.
    """

    citation: ClassVar[str] = (
        "chapter Parts of a score, docs/definitions/score_parts.md; source S93: the separation that msprog "
        "and pymsprog compute, doi 10.1177/13524585241243157; RAW as in course rule C12, "
        "docs/reference/course.md"
    )

    measure: Measure = EDSS
    steps: StepRule = _OF_THE_MEASURE
    any_rise_counts: bool = False
    relapse_to_baseline: RelapseDistance = RelapseDistance(after_days=30)  # noqa: RUF009 - frozen
    raw_after_days: int = 90
    raw_before_days: int = 0
    confirm_after_days: int = 168  # 24 weeks, as for a worsening, source S33
    confirm_earlier_days: int = 0
    confirm_later_days: int | None = None
    further_windows: tuple[ConfirmWindow, ...] = ()
    relapse_to_confirmation: RelapseDistance = MORE_THAN_30_DAYS
    held_more_than_days: int = 180

    def __post_init__(self) -> None:
        if self.steps is _OF_THE_MEASURE:
            object.__setattr__(self, "steps", self.measure.steps)
        self.steps.change_from(self.measure.highest)  # steps of another measure are refused here

    @property
    def windows(self) -> tuple[ConfirmWindow, ...]:
        """Every window that confirms, in the order given; the order decides nothing."""
        first = ConfirmWindow(self.confirm_after_days, self.confirm_earlier_days, self.confirm_later_days)
        return (first, *self.further_windows)
