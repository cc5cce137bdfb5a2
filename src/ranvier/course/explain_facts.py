"""One patient's visits and relapses as an explanation speaks of them."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import polars as pl

from ranvier.course.rule_parts import step_table
from ranvier.definitions.confirmed_change import ConfirmedChange
from ranvier.definitions.windows import RelapseDistance
from ranvier.tables.arrays import disability_ticks
from ranvier.vocabulary.measures import EDSS, Direction

MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)


def told_date(day: date) -> str:
    """A date in words.

    >>> told_date(date(2019, 3, 12))
    '12 March 2019'
    """
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


@dataclass(frozen=True)
class Facts:
    """The scores of a patient by date, the relapses by date, and the definition they are read by."""

    definition: ConfirmedChange
    dates: tuple[date, ...]
    scores: tuple[float, ...]
    relapses: tuple[date, ...]
    baseline_date: date | None
    has_relapses: bool = True

    @property
    def label(self) -> str:
        """The measure in a sentence."""
        return self.definition.measure.label

    def visit(self, day: date) -> str:
        """The visit of a day, in words."""
        return f"the visit of {told_date(day)}"

    def number(self, score: float) -> str:
        """A score, or a distance of two, with its decimals."""
        return f"{score:.1f}" if self.definition.measure.name == EDSS.name else f"{round(score, 3):g}"

    def needed(self, reference_score: float) -> float:
        """Units a score must move from a reference, in whole ticks as the search counts them."""
        measure = self.definition.measure
        tick = int(disability_ticks(pl.Series([reference_score]), measure)[0])
        return float(step_table(self.definition.steps, measure)[tick] / measure.ticks_per_unit)

    def worse_by(self, score: float, reference_score: float) -> float:
        """Units by which a score is worse than a reference; negative where it is better."""
        rises = self.definition.measure.direction is Direction.HIGHER_IS_WORSE
        return score - reference_score if rises else reference_score - score

    def compared(self, score: float, reference_score: float) -> str:
        """A score beside the reference, in words: 'EDSS 4.0 is 1.0 above the reference 3.0 (needed: 1.0)'."""
        apart = score - reference_score
        side = "above" if apart > 0 else "below"
        return (
            f"{self.label} {self.number(score)} is {self.number(abs(apart))} {side} the reference "
            f"{self.number(reference_score)} (needed: {self.number(self.needed(reference_score))})"
        )

    def days_since_relapse(self, day: date) -> int | None:
        """Days from the latest relapse on or before a day."""
        place = bisect_right(self.relapses, day)
        return (day - self.relapses[place - 1]).days if place else None

    def days_until_relapse(self, day: date) -> int | None:
        """Days to the next relapse on or after a day."""
        place = bisect_left(self.relapses, day)
        return (self.relapses[place] - day).days if place < len(self.relapses) else None

    def nearness(self, day: date, distance: RelapseDistance) -> str:
        """Which relapse is too near to a visit, in words; nothing where none is."""
        since, until = self.days_since_relapse(day), self.days_until_relapse(day)
        if since is not None and since < distance.after_days:
            return f"lies {counted(since, 'day')} after a relapse (needed: {distance.after_days})"
        if until is not None and until < distance.before_days:
            return f"lies {counted(until, 'day')} before a relapse (needed: {distance.before_days})"
        return ""

    def later_in_window(self, onset: date) -> Sequence[date]:
        """The visits after onset that lie in a window of confirmation, near a relapse or not."""
        return [
            day
            for day in self.dates
            if day > onset
            and any(
                window.opens_days <= (day - onset).days
                and (window.closes_days is None or (day - onset).days <= window.closes_days)
                for window in self.definition.windows
            )
        ]

    @property
    def windows(self) -> str:
        """When a change can be confirmed, in words."""
        told = [
            f"{window.opens_days} days or more"
            if window.closes_days is None
            else f"{window.opens_days} to {window.closes_days} days"
            for window in self.definition.windows
        ]
        return f"{' or '.join(told)} after it"


def counted(number: int, word: str) -> str:
    """A number with its noun.

    >>> counted(1, "day"), counted(30, "day")
    ('1 day', '30 days')
    """
    return f"{number} {word}" if number == 1 else f"{number} {word}s"
