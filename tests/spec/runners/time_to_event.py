"""Runs the drawings of time_to_event.toml."""

from __future__ import annotations

from ranvier.course.time_to_event import find_time_to_event
from ranvier.definitions.milestone import Milestone
from tests.spec.drawing import KINDS, Drawing

DEFINITIONS: dict[str, type] = {**KINDS, "Milestone": Milestone}


def found(drawing: Drawing) -> list[str]:
    row = find_time_to_event(drawing.timeline.cohort(), drawing.definition).row(0, named=True)
    if row["observed"]:
        return [f"event after {row['day']} days, followed for {row['followup_days']}"]
    return [f"no event in {row['day']} days"]
