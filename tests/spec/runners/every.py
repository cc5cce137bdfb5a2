"""Every chapter with what runs it."""

from __future__ import annotations

from importlib import import_module
from types import ModuleType

from tests.spec.drawing import FOLDER, Chapter, read_chapter

NAMES = sorted(path.stem for path in FOLDER.glob("*.toml"))
"""The chapters, by the name of their file."""


def runner_of(name: str) -> ModuleType:
    """The module that runs the drawings of the chapter *name*."""
    return import_module(f"tests.spec.runners.{name}")


def chapter_of(name: str) -> Chapter:
    """The chapter *name*, its drawings read with the definitions they may name."""
    return read_chapter(name, runner_of(name).DEFINITIONS)
