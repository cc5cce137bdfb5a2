"""What a protocol asks for after the first dose: visits, a second dose, MRI and questions about harm."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from ranvier.registry.models.plan_item import PlanKind
from ranvier.vocabulary.time import DAYS_PER_YEAR, days_from_months

YEARS = 15
"""So long after the first dose somebody asks: growths of given cells may come late; assumed."""


@dataclass(frozen=True)
class Planned:
    """Due on a day, from so many days before to so many after."""

    kind: PlanKind
    label: str
    due: date
    days_before: int
    days_after: int


_EARLY: tuple[tuple[str, int, int], ...] = (
    ("day 10", 10, 3),
    ("month 1", days_from_months(1), 7),
    ("month 3", days_from_months(3), 14),
    ("month 6", days_from_months(6), 30),
)
"""Visits of the first half year: label, day, days to either side; the windows are assumed."""

_YEARLY_WINDOW = 30


def plan_after(first_dose: date) -> Iterator[Planned]:
    """Everything that is due after *first_dose*, in the order of its day.

    The second dose at 2 to 3 months; visits at day 10, months 1, 3, 6 and 12, then yearly; an MRI and a
    question about cancers and deaths every year.
    """
    items = [
        *_visits(first_dose),
        _second_dose(first_dose),
        *_yearly(first_dose, PlanKind.MRI, "MRI, year {}"),
        *_yearly(first_dose, PlanKind.SAFETY, "cancer and death question, year {}"),
    ]
    yield from sorted(items, key=lambda item: (item.due, item.kind))


def _visits(first_dose: date) -> Iterator[Planned]:
    for label, days, window in _EARLY:
        yield Planned(PlanKind.VISIT, f"visit, {label}", first_dose + timedelta(days=days), window, window)
    yield from _yearly(first_dose, PlanKind.VISIT, "visit, year {}")


def _second_dose(first_dose: date) -> Planned:
    """In the middle of 2 to 3 months, with both ends as its window."""
    from_day, to_day = days_from_months(2), days_from_months(3)
    middle = (from_day + to_day) // 2
    return Planned(
        PlanKind.DOSE, "second dose", first_dose + timedelta(days=middle), middle - from_day, to_day - middle
    )


def _yearly(first_dose: date, kind: PlanKind, label: str) -> Iterator[Planned]:
    for year in range(1, YEARS + 1):
        due = first_dose + timedelta(days=round(year * DAYS_PER_YEAR))
        yield Planned(kind, label.format(year), due, _YEARLY_WINDOW, _YEARLY_WINDOW)
