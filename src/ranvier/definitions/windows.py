"""Distances in days that visits keep from one another and from relapses."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from ranvier.definitions.definition import Definition


@dataclass(frozen=True)
class RelapseDistance(Definition):
    """How far a visit must lie from relapses to be used.

    after_days: at least so many days after the latest relapse; before_days: at least so many before the
    next. A relapse on the day of the visit is 0 days away on both sides; 0 asks for nothing.
    """

    citation: ClassVar[str] = "course/SPEC 2.4 and 2.6"

    after_days: int = 0
    before_days: int = 0


@dataclass(frozen=True)
class ConfirmWindow(Definition):
    """When a visit can confirm a change, counted from the visit that first shows it.

    after_days: the nominal distance. earlier_days, later_days: how much sooner or later is still accepted,
    both ends included; later_days None: no limit.
    """

    citation: ClassVar[str] = "course/SPEC 2.7"

    after_days: int = 168
    earlier_days: int = 0
    later_days: int | None = None

    @property
    def opens_days(self) -> int:
        """The first day of the window."""
        return self.after_days - self.earlier_days

    @property
    def closes_days(self) -> int | None:
        """The last day of the window; None where it stays open."""
        return None if self.later_days is None else self.after_days + self.later_days
