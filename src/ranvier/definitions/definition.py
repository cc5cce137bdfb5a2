"""What every definition can say of itself: its settings and its source."""

from __future__ import annotations

from dataclasses import fields, is_dataclass
from enum import Enum
from typing import Any, ClassVar


class Definition:
    """A frozen rule with its source; definitions derive from it.

    citation: where the rule comes from, in one line.
    """

    citation: ClassVar[str] = ""

    def settings(self) -> tuple[tuple[str, str], ...]:
        """Every setting with its value, in the order of the declaration, for a block "settings used"."""
        rows: list[tuple[str, str]] = []
        for field in fields(self):  # type: ignore[arg-type]  # every definition is a dataclass
            rows += _rows(field.name.replace("_", " "), getattr(self, field.name))
        return tuple(rows)


def _rows(name: str, value: Any) -> list[tuple[str, str]]:
    if isinstance(value, Definition):
        return [(f"{name}: {part}", text) for part, text in value.settings()]
    if isinstance(value, tuple) and value and all(isinstance(part, Definition) for part in value):
        return [row for count, part in enumerate(value, 1) for row in _rows(f"{name} {count}", part)]
    return [(name, _text(value))]


def _text(value: Any) -> str:
    if value is None:
        return "no limit"
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, Enum):
        return str(value.value)
    if isinstance(value, tuple):
        return ", ".join(_text(part) for part in value) or "none"
    if is_dataclass(value):
        return ", ".join(
            f"{field.name.replace('_', ' ')} {_text(getattr(value, field.name))}" for field in fields(value)
        )
    return str(value)
