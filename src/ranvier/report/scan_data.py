"""Small groups in JSON and CSV."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator
from typing import Any

from ranvier.report.scan_text import is_small_alone
from ranvier.report.small_cells import Sharing
from ranvier.report.told_counts import find_small

PLAIN_KEYS = frozenset(
    {"estimate", "lower", "upper", "worst", "best", "low", "high", "seed", "number", "programmes", "version"}
)
"""Keys of JSON whose numbers are no counts of people; a number under any other key is taken for one."""

UNREAD_KEYS = frozenset(
    {
        "statement",
        "asserted",
        "because_asserted",
        "assumed",
        "threshold",
        "thresholds",
        "definitions",
        "label",
        "method",
        "name",
        "planned",
        "rule",
    }
    | {"files", "versions", "claim_set", "sentence", "programme", "published", "theory", "case_series"}
)
"""Keys of JSON, and columns of CSV, that hold what was claimed, defined or published, not counted here."""

COUNT_COLUMN = "n: "
"""A CSV column with this in front of its name holds counts of people."""


def scan_json(text: str, sharing: Sharing) -> list[str]:
    """Where a JSON text shows a small group: as a number, or in a sentence."""
    content = json.loads(text)
    faults = list(_scan_value(content, "", sharing))
    if isinstance(content, dict) and str(content.get("sharing", "")).startswith("internal"):
        faults.append("it is an internal file")
    return faults


def _scan_value(value: Any, key: str, sharing: Sharing) -> Iterator[str]:
    if key in UNREAD_KEYS:
        return
    if isinstance(value, dict):
        for name, inner in value.items():
            yield from _scan_value(inner, name, sharing)
    elif isinstance(value, list):
        for inner in value:
            yield from _scan_value(inner, key, sharing)
    elif isinstance(value, str):
        yield from (f"{key!r} tells {words}" for words in find_small(value, sharing))
        if is_small_alone(value, sharing):
            yield f"{key!r} holds a small count"
    elif is_small_number(value, sharing) and key not in PLAIN_KEYS:
        yield f"{key!r} holds a small count"


def is_small_text(text: str, sharing: Sharing) -> bool:
    """Whether a text of JSON tells a small group."""
    return is_small_alone(text, sharing) or any(find_small(text, sharing))


def is_small_number(value: Any, sharing: Sharing) -> bool:
    """Whether a value of JSON is a small whole number."""
    if isinstance(value, bool) or not isinstance(value, int | float):
        return False
    return float(value).is_integer() and sharing.is_small(int(value))


def scan_csv(text: str, sharing: Sharing) -> list[str]:
    """Where a CSV text shows a small group: in a column of counts, or in a sentence."""
    rows = list(csv.reader(line for line in io.StringIO(text) if not line.startswith("#")))
    if not rows:
        return []
    counts = {place for place, name in enumerate(rows[0]) if _is_count_column(name)}
    faults = []
    for row in rows[1:]:
        for place, cell in enumerate(row):
            if rows[0][place] in UNREAD_KEYS:
                continue
            if place in counts and is_small_alone(cell, sharing):
                faults.append(f"column {rows[0][place]!r} holds a small count")
            faults += [f"column {rows[0][place]!r} tells {words}" for words in find_small(cell, sharing)]
    return faults


def _is_count_column(name: str) -> bool:
    plain = name.strip().lower()
    return plain.startswith(COUNT_COLUMN) or plain in (
        "n",
        "patients",
        "people",
        "events",
        "at risk",
        "worsened",
    )
