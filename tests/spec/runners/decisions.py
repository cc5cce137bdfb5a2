"""Runs the drawings of decisions.toml."""

from __future__ import annotations

from datetime import date

from ranvier.course.decisions import find_decisions
from tests.small_cohorts import on
from tests.spec.drawing import KINDS as DEFINITIONS, Drawing

__all__ = ["DEFINITIONS", "found"]


def found(drawing: Drawing) -> list[str]:
    rows = find_decisions(drawing.timeline.cohort(), drawing.definition)
    return [_said(*row) for row in rows.select("decision", "visit_date", "other_date").rows()]


def _said(decision: str, visit: date | None, other: date | None) -> str:
    before = "" if visit is None else f"{(visit - on(0)).days}: "
    return before + decision + ("" if other is None else f", with {(other - on(0)).days}")
