"""Runs the drawings of score_parts.toml."""

from __future__ import annotations

from ranvier.course.score_parts import find_score_parts
from ranvier.definitions.score_parts import ScoreParts
from tests.spec.drawing import Drawing
from tests.spec.runners.events import day_of

DEFINITIONS: dict[str, type] = {"ScoreParts": ScoreParts}


def found(drawing: Drawing) -> list[str]:
    rows = find_score_parts(drawing.timeline.cohort(), drawing.definition).iter_rows(named=True)
    said = []
    for row in rows:
        parts = [f"{name} {row[name]}" for name in ("independent", "associated", "transient") if row[name]]
        said += [f"{day_of(row['date'])}: {', '.join(parts)}"] if parts else []
    return said
