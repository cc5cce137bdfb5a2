"""Runs the drawings of msoutcomes.toml."""

from __future__ import annotations

from ranvier.course.sustained_change import find_sustained_changes
from ranvier.definitions.sustained_change import (
    SustainedImprovement,
    SustainedPira,
    SustainedSequence,
    SustainedWorsening,
)
from tests.spec.drawing import Drawing
from tests.spec.runners.events import day_of

DEFINITIONS = {
    kind.__name__: kind
    for kind in (SustainedWorsening, SustainedImprovement, SustainedPira, SustainedSequence)
}


def found(drawing: Drawing) -> list[str]:
    rows = find_sustained_changes(drawing.timeline.cohort(), drawing.definition).iter_rows(named=True)
    return [
        f"{row['kind']} on {day_of(row['onset_date'])} from {day_of(row['reference_date'])}, "
        f"until {day_of(row['held_until_date'])}"
        for row in rows
    ]
