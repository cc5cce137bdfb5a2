"""All coverage cases: CASES of each module of this folder."""

from __future__ import annotations

from importlib import import_module
from pathlib import Path

_NOT_ROOMS = {"__init__", "cases", "rooms", "document"}

CASES = [
    case
    for path in sorted(Path(__file__).parent.glob("*.py"))
    if path.stem not in _NOT_ROOMS and not path.stem.startswith("test_")
    for case in import_module(f"tests.coverage.{path.stem}").CASES
]
