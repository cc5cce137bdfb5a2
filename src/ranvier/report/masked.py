"""The last resort of what is shared: a sentence or cell that still shows a small group is left out.

Everything that is printed tells small groups as such where it is worded. Where some words slip through, they
are replaced here, while a page is made, so that a report comes about; `disclosure` checks the finished files.
"""

from __future__ import annotations

import csv
import io
from typing import Any

from ranvier.report.scan_data import PLAIN_KEYS, UNREAD_KEYS, is_small_number, is_small_text, scan_csv
from ranvier.report.scan_markup import Place, Spot, find_places
from ranvier.report.small_cells import Sharing

LEFT_OUT = "not shown: a small group"

_MOST_ROUNDS = 20
"""Leaving out words of an element changes the text of those around it; a handful of rounds settles it."""


def masked_markup(text: str, sharing: Sharing) -> str:
    """HTML or SVG with every element that still tells a small group saying that it is not shown."""
    if sharing.internal:
        return text
    for _ in range(_MOST_ROUNDS):
        spots = _apart(find_places(text, sharing))
        if not spots:
            break
        for (start, end), words in sorted(spots.items(), reverse=True):
            text = f"{text[:start]}{words}{text[end:]}"
    return text


def masked_value(value: Any, sharing: Sharing, key: str = "") -> Any:
    """A value for JSON with the sentences and counts that still tell a small group left out."""
    if sharing.internal or key in UNREAD_KEYS:
        return value
    if isinstance(value, dict):
        return {name: masked_value(inner, sharing, name) for name, inner in value.items()}
    if isinstance(value, list):
        return [masked_value(inner, sharing, key) for inner in value]
    if isinstance(value, str):
        return LEFT_OUT if is_small_text(value, sharing) else value
    return None if is_small_number(value, sharing) and key not in PLAIN_KEYS else value


def masked_csv(text: str, sharing: Sharing) -> str:
    """A CSV text with the cells that still tell a small group left out."""
    if sharing.internal or not scan_csv(text, sharing):
        return text
    comments = [line for line in text.splitlines(keepends=True) if line.startswith("#")]
    rows = list(csv.reader(line for line in io.StringIO(text) if not line.startswith("#")))
    out = io.StringIO()
    out.write("".join(comments))
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(rows[0])
    writer.writerows(
        [_masked_cell(rows[0][place], cell, sharing) for place, cell in enumerate(row)] for row in rows[1:]
    )
    return out.getvalue()


def _masked_cell(head: str, cell: str, sharing: Sharing) -> str:
    alone = io.StringIO()
    csv.writer(alone, lineterminator="\n").writerows([[head], [cell]])
    return LEFT_OUT if scan_csv(alone.getvalue(), sharing) else cell


def _apart(places: list[Place]) -> dict[Spot, str]:
    """The spots to be filled, and with what; of places that share words only the first, inner one."""
    chosen: dict[Spot, str] = {}
    for place in places:
        if any(spot in chosen for spot in place.spots):
            continue
        for nth, spot in enumerate(place.spots):
            chosen[spot] = "" if nth else LEFT_OUT
    return chosen
