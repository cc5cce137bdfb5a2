"""Runs the drawings of presets_pira.toml: the same course under every published definition of PIRA."""

from __future__ import annotations

from ranvier.definitions.presets_pira import PIRA_PRESETS
from tests.spec.drawing import Drawing
from tests.spec.runners.presets_worsening import DEFINITIONS, answers_of

__all__ = ["DEFINITIONS", "found"]


def found(drawing: Drawing) -> list[str]:
    return answers_of(drawing, PIRA_PRESETS)
