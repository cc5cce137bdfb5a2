"""Where a part of a data file stands in its text, so that a fault can name the line."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

Path = tuple[str | int, ...]
"""Keys from the top of the file down, and places in lists from 0: ("claim", 0, "asserted", "x")."""


@dataclass(frozen=True)
class Place:
    """One part of a file, with the lines of the file; without any where they are not known."""

    lines: Mapping[Path, int] = field(default_factory=lambda: MappingProxyType({}))
    path: Path = ()

    def under(self, *steps: str | int) -> Place:
        """The part so many steps further down."""
        return Place(self.lines, (*self.path, *steps))

    def line(self, key: str = "") -> int | None:
        """The line of *key*, or of the part where there is no such key; None where nothing is known."""
        inner = self.lines.get((*self.path, key)) if key else None
        return inner or self.lines.get(self.path)

    def named(self, where: str, key: str = "") -> str:
        """*where* with the line before it, as a fault says it.

        >>> Place({("claim", 0): 7, ("claim", 0, "id"): 8}, ("claim", 0)).named("claim 1", "id")
        'line 8, claim 1'
        """
        line = self.line(key)
        return where if line is None else f"line {line}, {where}" if where else f"line {line}"
