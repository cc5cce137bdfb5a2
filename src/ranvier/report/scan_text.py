"""A small whole number that stands alone, as in the cell of a table."""

from __future__ import annotations

import re

from ranvier.report.small_cells import Sharing
from ranvier.report.told_counts import as_int

_BARE = re.compile(r"^\s*(\d{1,3}(?:,\d{3})*|\d+)\s*$")


def is_small_alone(text: str, sharing: Sharing) -> bool:
    """Whether *text* is nothing but a small whole number."""
    found = _BARE.match(text)
    return found is not None and sharing.is_small(as_int(found[1]))
