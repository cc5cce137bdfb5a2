"""Runs the drawings of cognitive_worsening.toml."""

from __future__ import annotations

from ranvier.course.cognitive_worsening import find_cognitive_worsening
from ranvier.definitions.cognitive_worsening import CognitiveWorsening
from tests.spec.drawing import Drawing
from tests.spec.runners.events import day_of

DEFINITIONS = {"CognitiveWorsening": CognitiveWorsening}


def found(drawing: Drawing) -> list[str]:
    rows = find_cognitive_worsening(drawing.timeline.cohort(), drawing.definition).iter_rows(named=True)
    return [
        f"{row['kind']} on {day_of(row['onset_date'])} from {day_of(row['reference_date'])}, "
        f"confirmed {day_of(row['confirmed_date'])}"
        for row in rows
    ]
