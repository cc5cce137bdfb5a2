"""What every definition can say of itself: its settings and its source."""

from __future__ import annotations

from dataclasses import fields
from enum import Enum
from importlib import import_module
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
            name, value = field.name.replace("_", " "), getattr(self, field.name)
            if isinstance(value, Definition):
                rows += [(f"{name}: {part}", text) for part, text in value.settings()]
            else:
                rows.append((name, _text(value)))
        return tuple(rows)

    @staticmethod
    def from_pymsprog(*places: Any, **arguments: Any) -> Any:
        """The definition, a ConfirmedChange, that the arguments of a call of pymsprog's MSprog mean.

        See `definition_from_pymsprog` in definitions/pymsprog.py for what is taken and what is refused.

        >>> Definition.from_pymsprog(event="firstPIRA", conf_days=168).confirm_after_days
        168
        """
        # Loaded when asked for: that module knows every definition, and every definition knows this one.
        translation = import_module("ranvier.definitions.pymsprog")
        return translation.definition_from_pymsprog(*places, **arguments)


def _text(value: Any) -> str:
    if value is None:
        return "no limit"
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, Enum):
        return str(value.value)
    if isinstance(value, tuple):
        return "; ".join(_text(part) for part in value) or "none"
    return str(value)
