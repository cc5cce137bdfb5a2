"""Runs the drawings of milestone.toml."""

from __future__ import annotations

from ranvier.course.milestone import find_milestone
from ranvier.definitions.milestone import Milestone
from tests.spec.drawing import Drawing
from tests.spec.runners.events import day_of

DEFINITIONS: dict[str, type] = {"Milestone": Milestone}


def found(drawing: Drawing) -> list[str]:
    row = find_milestone(drawing.timeline.cohort(), drawing.definition).row(0, named=True)
    if not row["reached"]:
        return [f"not reached, followed for {row['day']} days"]
    onset, confirmed = day_of(row["onset_date"]), day_of(row["confirmed_date"])
    return [f"reached on {onset} with {row['onset_score']}, confirmed {confirmed}"]
