"""The settings used: every definition that a verdict rests on, printable and citable."""

from __future__ import annotations

from ranvier.claims.rules import Rules
from ranvier.definitions.baseline import BaselineRule
from ranvier.definitions.change import EdssChange
from ranvier.definitions.follow_up import FreeOfWorsening
from ranvier.definitions.worsening import PRIMARY


def settings_used(rules: Rules) -> tuple[tuple[str, str], ...]:
    """Name and value of every setting, definitions first."""
    parts = (
        ("baseline", BaselineRule()),
        ("change", EdssChange()),
        ("worsening", PRIMARY),
        ("free of worsening", FreeOfWorsening()),
    )
    rows = []
    for name, definition in parts:
        rows += [(f"{name}: {key}", str(value)) for key, value in definition.settings()]
        rows.append((f"{name}: source", definition.citation))
    return (*rows, *rules.settings())
