"""Runs the drawings of pira_with_mri.toml."""

from __future__ import annotations

from ranvier.course.pira_with_mri import find_pira_with_mri
from ranvier.definitions.pira_with_mri import PiraWithMri
from tests.spec.drawing import Drawing
from tests.spec.runners.events import day_of

DEFINITIONS = {"PiraWithMri": PiraWithMri}


def found(drawing: Drawing) -> list[str]:
    rows = find_pira_with_mri(drawing.timeline.cohort(), drawing.definition).iter_rows(named=True)
    return [f"{row['relation']} on {day_of(row['onset_date'])}, {row['mri_activity']}" for row in rows]
