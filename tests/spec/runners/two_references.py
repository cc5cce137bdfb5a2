"""Runs the drawings of two_references.toml."""

from __future__ import annotations

from ranvier.course.two_references import find_two_reference_events, find_two_reference_visits
from ranvier.definitions.two_references import TwoReferences
from tests.spec.drawing import Drawing
from tests.spec.runners.events import day_of

DEFINITIONS: dict[str, type] = {"TwoReferences": TwoReferences}


def found(drawing: Drawing) -> list[str]:
    cohort = drawing.timeline.cohort()
    events = find_two_reference_events(cohort, drawing.definition).iter_rows(named=True)
    visits = find_two_reference_visits(cohort, drawing.definition).iter_rows(named=True)
    return [*map(_event, events), *(said for visit in visits for said in _references(visit))]


def _event(row) -> str:
    first, last = day_of(row["onset_date"]), day_of(row["last_date"])
    days = first if first == last else f"{first} to {last}"
    return (
        f"{row['relation']} on {days} from {day_of(row['reference_date'])}, "
        f"confirmed {day_of(row['confirmed_date'])}, then {row['event_score']}"
    )


def _references(row) -> list[str]:
    """What a visit makes of the references, unless an event or the first visit sets both to its score."""
    set_here = {
        name: f"{row[f'{name}_reference_score']} on {day_of(row['date'])}: {row[f'{name}_reference_why']}"
        for name in ("general", "relapse")
        if row[f"{name}_reference_why"] is not None
    }
    if len(set_here) == 2 and len(set(set_here.values())) == 1:
        is_plain = row["general_reference_why"] in ("first visit", "event")
        return [] if is_plain else [f"both references {set_here['general']}"]
    return [f"{name} reference {text}" for name, text in set_here.items()]
