"""The settings used: every definition that a verdict rests on, printable and citable."""

from __future__ import annotations

from ranvier.claims.basis.rules import Rules
from ranvier.definitions.baseline import BaselineRule
from ranvier.definitions.edss_change import EdssChange
from ranvier.definitions.follow_up import FreeOfWorsening
from ranvier.definitions.settings_used import settings_used
from ranvier.definitions.worsening import PRIMARY


def every_setting(rules: Rules) -> tuple[tuple[str, str], ...]:
    """Name and value of every setting, definitions first, each with its source."""
    parts = (
        ("baseline", BaselineRule()),
        ("change", EdssChange()),
        ("worsening", PRIMARY),
        ("free of worsening", FreeOfWorsening()),
    )
    rows = []
    for name, definition in parts:
        used = settings_used(definition)
        rows += [(f"{name}: {row.name}", row.value) for row in used.rows]
        rows.append((f"{name}: source", used.citation))
    return (*rows, *rules.settings())
