"""Who is counted: the flow, table 1, and the rows set aside with their reasons."""

from __future__ import annotations

from dataclasses import dataclass

from ranvier.claims.verdict import Examination
from ranvier.report.figures.figure import Figure
from ranvier.report.figures.flow import draw_flow
from ranvier.report.sections.table_one import PersonRow, person_rows
from ranvier.report.small_cells import Sharing


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


def _set_aside(examination: Examination, sharing: Sharing) -> tuple[SetAside, ...]:
    rows = []
    for count in examination.counts:
        numbers = sharing.cells([n for _, n in count.reasons])
        reasons = ", ".join(
            f"{n} {sharing.text(reason)}" for n, (reason, _) in zip(numbers, count.reasons, strict=True)
        )
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
