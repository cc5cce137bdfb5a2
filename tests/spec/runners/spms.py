"""Runs the drawings of spms.toml."""

from __future__ import annotations

from ranvier.course.secondary_progression import find_secondary_progression
from ranvier.definitions.secondary_progression import SecondaryProgression
from tests.spec.drawing import Drawing
from tests.spec.runners.events import day_of

DEFINITIONS = {"SecondaryProgression": SecondaryProgression}


def found(drawing: Drawing) -> list[str]:
    row = find_secondary_progression(drawing.timeline.cohort(), drawing.definition).row(0, named=True)
    if not row["reached"]:
        return [row["unassessed"] or "not reached"]
    return [
        f"reached on {day_of(row['onset_date'])} from {day_of(row['reference_date'])}, "
        f"confirmed {day_of(row['confirmed_date'])}"
    ]
