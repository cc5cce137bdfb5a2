"""The settings that every confirmed change of a measure shares."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import ClassVar

from ranvier.definitions.checked_settings import check_settings
from ranvier.definitions.definition import Definition
from ranvier.definitions.relapse_relation import RelapseRelationRule
from ranvier.definitions.windows import MORE_THAN_30_DAYS, ConfirmWindow, RelapseDistance
from ranvier.vocabulary.measures import EDSS, Measure
from ranvier.vocabulary.steps import BandSteps, StepRule


class Reference(StrEnum):
    """Which score a change is measured from."""

    FIXED = "fixed"  # the baseline throughout
    ROVING = "roving"  # the confirmed score after every event
    ROVING_IMPROVEMENT = "roving after improvement"
    ROVING_WORSENING = "roving after worsening"


class Occurrence(StrEnum):
    """Which events of a patient are wanted."""

    FIRST = "first"
    EVERY = "every"


class ProceedFrom(StrEnum):
    """The visit of an event from which the search, and a roving reference, go on."""

    CONFIRMATION = "confirmation"
    ONSET = "onset"


class SlightChanges(StrEnum):
    """Which confirmed changes too small for an event move a roving reference."""

    NONE = "none"
    IMPROVEMENT = "improvement"
    WORSENING = "worsening"
    BOTH = "both"  # a steady worsening by half points is then never an event


class Extrema(StrEnum):
    """Which single peaks and dips cannot be a reference."""

    KEEP = "kept"
    SKIP_STRICT = "skipped if both neighbours lie a full step away"
    SKIP_ALL = "skipped"


_OF_THE_MEASURE = BandSteps(())
"""Stands for the steps of the measure, until a definition is made."""


@dataclass(frozen=True)
class ConfirmedChange(Definition):
    """What a change of a measure must be to count, in either direction.

    measure: what is measured. steps: the change that is needed from each reference, the measure's own unless
    given. reference: which score it is measured from. occurrence: the first event of a patient, or every one.
    confirm_after_days, confirm_earlier_days, confirm_later_days: the window of the confirming visit, counted
    from onset; None: no limit. further_windows: more windows, any of which confirms. all_visits_hold: every
    visit from onset to the confirming one must show the change, not the confirming one alone.
    relapse_to_reference, relapse_to_onset, relapse_to_confirmation: how far those visits keep from relapses.
    proceeds_from, slight_changes, extrema: how the reference moves. rebases_after_relapse: the reference is
    placed anew after every relapse; reference_never_falls: but not lower than before. sustained_days,
    sustained_to_end: how long the change must last beyond confirmation. last_visit_counts: a worsening at
    the last visit counts unconfirmed, if that visit is within last_visit_within_days of the first, and with
    last_visit_probability below 1 only by a draw that needs a seed.
    relation: how it is set beside relapses.
    """

    citation: ClassVar[str] = (
        "verdict rule 3, docs/reference/verdicts.md; course rules C1 to C14, docs/reference/course.md"
    )

    measure: Measure = EDSS
    steps: StepRule = _OF_THE_MEASURE
    reference: Reference = Reference.FIXED
    occurrence: Occurrence = Occurrence.FIRST
    confirm_after_days: int = 168  # 24 weeks, verdict rule 3, source S33
    confirm_earlier_days: int = 0
    confirm_later_days: int | None = None
    further_windows: tuple[ConfirmWindow, ...] = ()
    all_visits_hold: bool = True
    relapse_to_reference: RelapseDistance = field(default_factory=RelapseDistance)
    relapse_to_onset: RelapseDistance = field(default_factory=RelapseDistance)
    relapse_to_confirmation: RelapseDistance = MORE_THAN_30_DAYS
    proceeds_from: ProceedFrom = ProceedFrom.CONFIRMATION
    slight_changes: SlightChanges = SlightChanges.NONE
    extrema: Extrema = Extrema.KEEP
    rebases_after_relapse: bool = False
    reference_never_falls: bool = False
    sustained_days: int = 0
    sustained_to_end: bool = False
    last_visit_counts: bool = False
    last_visit_within_days: int | None = None
    last_visit_probability: float = 1.0
    relation: RelapseRelationRule = field(default_factory=RelapseRelationRule)

    def __post_init__(self) -> None:
        check_settings(self)
        if self.steps is _OF_THE_MEASURE:
            object.__setattr__(self, "steps", self.measure.steps)
        self.steps.change_from(self.measure.highest)  # steps of another measure are refused here
        if not 0 <= self.last_visit_probability <= 1:
            raise ValueError(
                f"last_visit_probability is from 0 to 1, and was {self.last_visit_probability}; "
                "for days of follow-up there is last_visit_within_days"
            )

    @property
    def windows(self) -> tuple[ConfirmWindow, ...]:
        """Every window that confirms, the earliest first, whatever the order they were given in."""
        first = ConfirmWindow(self.confirm_after_days, self.confirm_earlier_days, self.confirm_later_days)
        return tuple(sorted({first, *self.further_windows}, key=_order))


def _order(window: ConfirmWindow) -> tuple[int, int, float]:
    closes_days = window.closes_days
    return window.after_days, window.opens_days, float("inf") if closes_days is None else closes_days
