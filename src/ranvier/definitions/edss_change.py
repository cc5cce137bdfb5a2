"""The change of EDSS at a time after day 0."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from ranvier.definitions.definition import Definition


@dataclass(frozen=True)
class EdssChange(Definition):
    """EDSS at a target visit minus EDSS at baseline; negative is better.

    months: from day 0 to the target. window_days: the target visit lies at most so far from it, on either
    side (61 days: two months, a third of the distance between half-yearly visits). confirm_after_days: a
    change is confirmed by a visit at least so much later (24 weeks). relapse_free_days: that visit lies
    more than so many days after any relapse.
    """

    citation: ClassVar[str] = (
        "course rule C15, docs/reference/course.md; confirmed as in verdict rule 3; the window is "
        "ranvier's own"
    )

    months: float = 12
    window_days: int = 61
    confirm_after_days: int = 168
    relapse_free_days: int = 30
