"""Events as words, for the chapters that draw them."""

from __future__ import annotations

from ranvier.course.events import find_events
from tests.small_cohorts import DAY_ZERO
from tests.spec.drawing import Drawing


def day_of(date) -> str:
    return "never" if date is None else str((date - DAY_ZERO).days)


def events_found(drawing: Drawing, word: str) -> list[str]:
    """*word* (a column of the events), onset, reference and confirming visit of every event."""
    rows = find_events(drawing.timeline.cohort(), drawing.definition).iter_rows(named=True)
    return [
        f"{row[word]} on {day_of(row['onset_date'])} from {day_of(row['reference_date'])}, "
        f"confirmed {day_of(row['confirmed_date'])}"
        for row in rows
    ]
