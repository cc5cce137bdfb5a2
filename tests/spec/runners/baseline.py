"""Runs the drawings of baseline.toml."""

from __future__ import annotations

from ranvier.course.baseline import find_baseline
from ranvier.course.time_zero import find_time_zero
from tests.spec.drawing import Drawing

DEFINITIONS: dict[str, type] = {}


def found(drawing: Drawing) -> list[str]:
    cohort = drawing.timeline.cohort()
    row = find_baseline(cohort, find_time_zero(cohort)).row(0, named=True)
    return [row["reason"] or f"{row['baseline_edss']} on {row['baseline_day']}"]
