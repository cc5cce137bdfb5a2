"""The settings that every confirmed change of the EDSS shares."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import ClassVar

from ranvier.definitions.definition import Definition
from ranvier.definitions.steps import EDSS_STEPS_TO_5_0, StepRule
from ranvier.definitions.windows import ConfirmWindow, RelapseDistance

MORE_THAN_30_DAYS = RelapseDistance(after_days=31)
"""A visit more than 30 days after any relapse (claims/SPEC section 3)."""


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


@dataclass(frozen=True)
class ConfirmedChange(Definition):
    """What a change of the EDSS must be to count.

    steps: the change that is needed from each reference. reference: which score it is measured from.
    confirm_after_days, confirm_earlier_days, confirm_later_days: the window of the confirming visit, counted
    from onset; None: no limit. further_windows: more windows, any of which confirms. all_visits_hold: every
    visit from onset to the confirming one must show the change, not the confirming one alone.
    relapse_to_reference, relapse_to_onset, relapse_to_confirmation: how far those visits keep from relapses.
    """

    citation: ClassVar[str] = "claims/SPEC section 3; course/SPEC 2.1 to 2.9"

    steps: StepRule = EDSS_STEPS_TO_5_0
    reference: Reference = Reference.FIXED
    occurrence: Occurrence = Occurrence.FIRST
    confirm_after_days: int = 168  # 24 weeks, claims/SPEC section 3
    confirm_earlier_days: int = 0
    confirm_later_days: int | None = None
    further_windows: tuple[ConfirmWindow, ...] = ()
    all_visits_hold: bool = True
    relapse_to_reference: RelapseDistance = field(default_factory=RelapseDistance)
    relapse_to_onset: RelapseDistance = field(default_factory=RelapseDistance)
    relapse_to_confirmation: RelapseDistance = MORE_THAN_30_DAYS

    @property
    def windows(self) -> tuple[ConfirmWindow, ...]:
        """Every window that confirms, the earliest first, whatever the order they were given in."""
        first = ConfirmWindow(self.confirm_after_days, self.confirm_earlier_days, self.confirm_later_days)
        return tuple(
            sorted({first, *self.further_windows}, key=lambda window: (window.after_days, window.opens_days))
        )
