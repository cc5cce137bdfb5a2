"""Runs the drawings of relapses.toml."""

from __future__ import annotations

from tests.spec.drawing import KINDS as DEFINITIONS, Drawing
from tests.spec.runners.events import events_found

__all__ = ["DEFINITIONS", "found"]


def found(drawing: Drawing) -> list[str]:
    return events_found(drawing, "relation")
