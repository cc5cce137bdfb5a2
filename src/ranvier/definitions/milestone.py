"""A score of a measure that is reached and confirmed, wherever the course began."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import ClassVar

from ranvier.definitions.definition import Definition
from ranvier.definitions.windows import MORE_THAN_30_DAYS, ConfirmWindow, RelapseDistance
from ranvier.errors import RanvierError
from ranvier.vocabulary.events import EventKind
from ranvier.vocabulary.measures import EDSS, Measure


@dataclass(frozen=True)
class Milestone(Definition):
    """A score at or beyond `score`, confirmed by a later visit; the first visit of a course may reach it.

    measure, score: what is reached. reached_by: WORSENING counts scores as bad or worse, IMPROVEMENT scores
    as good or better. confirm_after_days, confirm_earlier_days, confirm_later_days, further_windows: when a
    visit confirms, counted from onset (course rule C7). all_visits_hold: every visit from onset to the
    confirming one must be at or beyond the score, not the confirming one alone. relapse_to_onset,
    relapse_to_confirmation: how far those visits keep from relapses (C4). sustained_days, sustained_to_end:
    how long the score must be held, counted from onset (C9). last_visit_counts: a score first seen at the
    last visit counts unconfirmed, if that visit is within last_visit_within_days of the first; always or
    never, not by a chance.
    """

    citation: ClassVar[str] = (
        "chapter Milestones, docs/definitions/milestone.md; course rules C4, C7 and C9, "
        "docs/reference/course.md"
    )

    measure: Measure = EDSS
    score: float = 6.0
    reached_by: EventKind = EventKind.WORSENING
    confirm_after_days: int = 168  # 24 weeks, as for a worsening, source S33
    confirm_earlier_days: int = 0
    confirm_later_days: int | None = None
    further_windows: tuple[ConfirmWindow, ...] = ()
    all_visits_hold: bool = True
    relapse_to_onset: RelapseDistance = field(default_factory=RelapseDistance)
    relapse_to_confirmation: RelapseDistance = MORE_THAN_30_DAYS
    sustained_days: int = 0
    sustained_to_end: bool = False
    last_visit_counts: bool = False
    last_visit_within_days: int | None = None

    def __post_init__(self) -> None:
        if self.reached_by not in (EventKind.WORSENING, EventKind.IMPROVEMENT):
            raise RanvierError(
                f"a score is reached by worsening or by improvement, not by {self.reached_by.value}",
                where="Milestone.reached_by",
                hint="give EventKind.WORSENING or EventKind.IMPROVEMENT",
            )
        if not self.measure.lowest <= self.score <= self.measure.highest:
            raise RanvierError(
                f"a milestone of {self.score:g} lies outside the measure {self.measure.label}",
                where="Milestone.score",
                hint=f"give a score from {self.measure.lowest:g} to {self.measure.highest:g}",
            )

    @property
    def windows(self) -> tuple[ConfirmWindow, ...]:
        """Every window that confirms, in the order given; the order decides nothing."""
        first = ConfirmWindow(self.confirm_after_days, self.confirm_earlier_days, self.confirm_later_days)
        return (first, *self.further_windows)
