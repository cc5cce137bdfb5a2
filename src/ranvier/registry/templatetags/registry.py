"""One line for a record, and codes as words."""

from __future__ import annotations

from typing import Any

from django import template

register = template.Library()

_TOLD = (
    "term",
    "substance",
    "instrument",
    "value",
    "region",
    "kind",
    "product",
    "method",
    "severity",
    "recovery",
)


@register.filter
def line(record: Any) -> str:
    """What a record is, in a few words, without its day."""
    found = [getattr(record, name, None) for name in _TOLD]
    return ", ".join(
        f"{one:g}" if isinstance(one, float) else words(one) for one in found if one not in (None, "")
    )


@register.filter
def words(code: Any) -> str:
    """A code as people read it."""
    return str(code).replace("_", " ")
