"""Runs the drawings of edss_plus.toml."""

from __future__ import annotations

from ranvier.course.edss_plus import find_edss_plus
from ranvier.definitions.edss_plus import EdssPlus
from tests.spec.drawing import Drawing
from tests.spec.runners.events import day_of

DEFINITIONS = {"EdssPlus": EdssPlus}


def found(drawing: Drawing) -> list[str]:
    row = find_edss_plus(drawing.timeline.cohort(), drawing.definition).row(0, named=True)
    if row["reached"] is None:
        return [f"unknown without {row['unmeasured']}"]
    if not row["reached"]:
        return ["not reached"]
    return [
        f"{row['component']} on {day_of(row['onset_date'])} from {day_of(row['reference_date'])}, "
        f"confirmed {day_of(row['confirmed_date'])}"
    ]
