"""Staying free of confirmed worsening: who is at risk, from when to when."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from ranvier.definitions.definition import Definition
from ranvier.definitions.worsening import PRIMARY, ConfirmedWorsening


@dataclass(frozen=True)
class FreeOfWorsening(Definition):
    """Time from day 0 to the onset of confirmed worsening.

    worsening: what counts; its reference is the baseline. A patient leaves the risk set with the last
    confirmable visit: a worsening that starts later could not have been confirmed, so counting the days
    after it would make the programme look better than it is. reading_window_days: to read the curve at a
    time, take it so many days later, when the visits due by then have taken place (as the window of
    EdssChange); a worsening is dated at the visit that shows it, so an earlier reading looks too good.
    """

    citation: ClassVar[str] = (
        "verdict rule 3, docs/reference/verdicts.md; course rules C16 and C17, docs/reference/course.md"
    )

    worsening: ConfirmedWorsening = PRIMARY
    reading_window_days: int = 61
