"""Improvement that is confirmed by a later visit."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from ranvier.definitions.confirmed_change import ConfirmedChange


@dataclass(frozen=True)
class ConfirmedImprovement(ConfirmedChange):
    """Improvement of a measure, the EDSS unless named, that holds at every visit until it is confirmed.

    It needs the same change as a worsening from the same reference: from EDSS 5.5 half a point counts.
    """

    citation: ClassVar[str] = (
        "course rules C1 and C8, docs/reference/course.md; confirmation as in verdict rule 3"
    )
