"""The rooms whose numbers are compared with another program's: the modules with comparisons."""

from __future__ import annotations

from collections.abc import Iterator
from importlib import import_module
from pathlib import Path

from tests.exactness.agreement import Comparison

_NOT_ROOMS = {"__init__", "agreement", "rooms", "document"}

ROOMS = sorted(
    path.stem
    for path in Path(__file__).parent.glob("*.py")
    if path.stem not in _NOT_ROOMS and not path.stem.startswith("test_")
)


def comparisons_of(room: str) -> Iterator[Comparison]:
    """The comparisons of one room."""
    yield from import_module(f"tests.exactness.{room}").comparisons()
