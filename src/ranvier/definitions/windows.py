"""Distances in days that visits keep from one another and from relapses."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class RelapseDistance:
    """How far a visit must lie from relapses to be used (course rule C4).

    after_days: at least so many days after the latest relapse; before_days: at least so many before the
    next. A relapse on the day of the visit is 0 days away on both sides; 0 asks for nothing.
    """

    after_days: int = 0
    before_days: int = 0

    def __str__(self) -> str:
        return f"at least {self.after_days} days after and {self.before_days} before"


MORE_THAN_30_DAYS = RelapseDistance(after_days=31)
"""A visit more than 30 days after any relapse (verdict rule 3)."""


@dataclass(frozen=True)
class ConfirmWindow:
    """When a visit can confirm a change, in days from the visit that first shows it (course rule C7).

    after_days: the nominal distance. earlier_days, later_days: how much sooner or later is still accepted,
    both ends included; later_days None: no limit.
    """

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

    def __str__(self) -> str:
        if self.closes_days is None:
            return f"{self.opens_days} days without limit"
        return f"{self.opens_days} to {self.closes_days} days"


@dataclass(frozen=True)
class RelapseFreeWindow:
    """The days around a visit in which a PIRA allows no relapse (course rule C13).

    None: the window joins that of the neighbouring visit on this side. Both ends are included; a window
    without days on either side asks for nothing.
    """

    before_days: int | None = 0
    after_days: int | None = 0

    def __str__(self) -> str:
        before = "from the visit before" if self.before_days is None else f"{self.before_days} days before"
        after = "on to the next visit" if self.after_days is None else f"{self.after_days} days after"
        return f"{before}, {after}"
