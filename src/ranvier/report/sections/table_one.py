"""Table 1 with small groups hidden, and those that would follow from the others by subtraction."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ranvier.claims.judging.verdict import TableOneRow
from ranvier.report.small_cells import NOT_SHOWN, Sharing

_COUNT_FIRST = re.compile(r"^\s*(\d{1,3}(?:,\d{3})+|\d+)(?:\s+of\s+(?:\d{1,3}(?:,\d{3})+|\d+))?\s*\(\s*\d")

Cells = Sequence[tuple[str, int]]
"""One group's texts with the number missing in each."""


@dataclass(frozen=True)
class PersonRow:
    """One line of table 1, small groups already told as such."""

    label: str
    treated: str
    treated_missing: str
    comparator: str
    comparator_missing: str


def person_rows(
    rows: Sequence[TableOneRow], n_treated: int, n_comparator: int, sharing: Sharing
) -> tuple[PersonRow, ...]:
    """The lines of table 1 as they may be shown."""
    treated = _column(_treated(rows), n_treated, sharing)
    compared = _column(_compared(rows), n_comparator, sharing)
    return tuple(
        PersonRow(
            label=sharing.text(row.label),
            treated=treated[place],
            treated_missing=sharing.count(row.treated_missing),
            comparator=compared[place],
            comparator_missing=sharing.count(row.comparator_missing) if row.comparator else "",
        )
        for place, row in enumerate(rows)
    )


def betrayed_parts(
    rows: Sequence[TableOneRow], n_treated: int, n_comparator: int, sharing: Sharing
) -> Iterator[tuple[int, int]]:
    """Counts with their wholes that are hidden only because a small one follows from them."""
    for cells, whole in ((_treated(rows), n_treated), (_compared(rows), n_comparator)):
        for place in _betrayed(cells, whole, sharing):
            text, missing = cells[place]
            yield _leading_count(text) or 0, whole - missing


def _treated(rows: Sequence[TableOneRow]) -> Cells:
    return [(row.treated, row.treated_missing) for row in rows]


def _compared(rows: Sequence[TableOneRow]) -> Cells:
    return [(row.comparator, row.comparator_missing) for row in rows]


def _column(cells: Cells, whole: int, sharing: Sharing) -> list[str]:
    texts = [_cell(text, whole - missing, sharing) for text, missing in cells]
    for place in _betrayed(cells, whole, sharing):
        texts[place] = NOT_SHOWN
    return texts


def _cell(text: str, whole: int, sharing: Sharing) -> str:
    """A cell that begins with a count and its share, hidden where it or what is left over is small."""
    count = _leading_count(text)
    if count is not None and sharing.is_small_part(count, whole):
        return sharing.part(count, whole).partition(" of ")[0]
    told = sharing.text(text)
    return told if told == text or " / " in text else sharing.few


def _leading_count(text: str) -> int | None:
    found = _COUNT_FIRST.match(text)
    return int(found[1].replace(",", "")) if found and "%" in text else None


def _betrayed(cells: Cells, whole: int, sharing: Sharing) -> set[int]:
    """Places to hide besides the small ones: neighbours that add up to everybody give the small one away."""
    counts = [_leading_count(text) for text, _ in cells]
    hidden: set[int] = set()
    for first in range(len(cells)):
        total = 0
        for last in range(first, len(cells)):
            count = counts[last]
            if count is None:
                break
            total += count
            if last > first and total == whole - cells[last][1]:
                run = [counts[place] or 0 for place in range(first, last + 1)]
                hidden |= {
                    first + place for place in sharing.hidden_cells(run) if not sharing.is_small(run[place])
                }
    return hidden
