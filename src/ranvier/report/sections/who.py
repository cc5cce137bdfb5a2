"""Who is counted: the flow, table 1, and the rows set aside with their reasons."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from ranvier.claims.verdict import Examination, TableOneRow
from ranvier.report.figures.figure import Figure
from ranvier.report.figures.flow import draw_flow
from ranvier.report.small_cells import NOT_SHOWN, Sharing

_FIRST_COUNT = re.compile(r"^\s*(\d{1,3}(?:,\d{3})+|\d+)")


@dataclass(frozen=True)
class PersonRow:
    """One line of table 1, small groups already told as such."""

    label: str
    treated: str
    treated_missing: str
    comparator: str
    comparator_missing: str


@dataclass(frozen=True)
class SetAside:
    """One table of the programme: rows read, rows set aside, and why."""

    table: str
    file: str
    n_read: str
    n_set_aside: str
    reasons: str


@dataclass(frozen=True)
class Who:
    """The section's figure and tables."""

    flow: Figure | None
    n_treated: str
    n_comparator: str
    rows: tuple[PersonRow, ...]
    set_aside: tuple[SetAside, ...]


def tell_who(examination: Examination, sharing: Sharing) -> Who:
    """The flow, table 1 by group, and what became of each table's rows."""
    return Who(
        flow=draw_flow(examination.flow, examination.n_treated, sharing) if examination.flow else None,
        n_treated=sharing.count(examination.n_treated),
        n_comparator=sharing.count(examination.n_comparator) if examination.n_comparator else "",
        rows=person_rows(examination.table_one, examination.n_treated, examination.n_comparator, sharing),
        set_aside=_set_aside(examination, sharing),
    )


def person_rows(
    rows: Sequence[TableOneRow], n_treated: int, n_comparator: int, sharing: Sharing
) -> tuple[PersonRow, ...]:
    """Table 1 with small groups hidden, and those that would follow from the others by subtraction."""
    treated = _column([(row.treated, row.treated_missing) for row in rows], n_treated, sharing)
    compared = _column([(row.comparator, row.comparator_missing) for row in rows], n_comparator, sharing)
    return tuple(
        PersonRow(
            label=row.label,
            treated=treated[place],
            treated_missing=sharing.count(row.treated_missing),
            comparator=compared[place],
            comparator_missing=sharing.count(row.comparator_missing) if row.comparator else "",
        )
        for place, row in enumerate(rows)
    )


def _column(cells: Sequence[tuple[str, int]], whole: int, sharing: Sharing) -> list[str]:
    texts = [_cell(text, whole - missing, sharing) for text, missing in cells]
    for place in _betrayed(cells, whole, sharing):
        texts[place] = NOT_SHOWN
    return texts


def _cell(text: str, whole: int, sharing: Sharing) -> str:
    """A cell whose text begins with a count and its share, hidden where it or what is left is small."""
    count = _leading_count(text)
    if count is not None and "%" in text and sharing.is_small_part(count, whole):
        return sharing.part(count, whole).partition(" of ")[0]
    return sharing.text(text)


def _leading_count(text: str) -> int | None:
    found = _FIRST_COUNT.match(text)
    return int(found[1].replace(",", "")) if found and "%" in text else None


def _betrayed(cells: Sequence[tuple[str, int]], whole: int, sharing: Sharing) -> set[int]:
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
                small = {place for place, n in enumerate(run) if sharing.is_small(n)}
                hidden |= {first + place for place in sharing.hidden_cells(run) - small}
    return hidden


def _set_aside(examination: Examination, sharing: Sharing) -> tuple[SetAside, ...]:
    rows = []
    for count in examination.counts:
        numbers = sharing.cells([n for _, n in count.reasons])
        reasons = ", ".join(f"{n} {reason}" for n, (reason, _) in zip(numbers, count.reasons, strict=True))
        rows.append(
            SetAside(
                count.table,
                count.file,
                f"{count.n_read:,}",
                sharing.count(count.n_set_aside),
                reasons or "none",
            )
        )
    return tuple(rows)
