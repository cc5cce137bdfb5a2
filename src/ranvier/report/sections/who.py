"""Who is counted: the flow, table 1, and the rows set aside and cells left empty with their reasons."""

from __future__ import annotations

import re
from dataclasses import dataclass

from ranvier.claims.judging.verdict import Examination
from ranvier.report.figures.figure import Figure
from ranvier.report.figures.flow import draw_flow
from ranvier.report.numbers import full_stop
from ranvier.report.sections.table_one import PersonRow, person_rows
from ranvier.report.small_cells import Sharing
from ranvier.tables.faults import Effect

_ROWS = re.compile(r"\b(?P<n>[\d,]*\d) rows?\b(?P<verb> (?:is|are)\b)?")

NOT_COUNTED = "\u2013"
"""Stands for a number of rows where a note is about a whole column or table."""


@dataclass(frozen=True)
class SetAside:
    """One table of the programme: rows read, rows set aside, and why."""

    table: str
    file: str
    n_read: str
    n_set_aside: str
    reasons: str


@dataclass(frozen=True)
class Gap:
    """Cells of one column left empty, or rows noted, for one reason; place: table and column."""

    place: str
    effect: str
    n_rows: str
    problem: str


@dataclass(frozen=True)
class Who:
    """The section's figure and tables."""

    flow: Figure | None
    n_treated: str
    n_comparator: str
    rows: tuple[PersonRow, ...]
    read: str
    set_aside: tuple[SetAside, ...]
    gaps: tuple[Gap, ...]


def tell_who(examination: Examination, sharing: Sharing) -> Who:
    """The flow, table 1 by group, and what became of each table's rows."""
    return Who(
        flow=draw_flow(examination.flow, examination.n_treated, sharing) if examination.flow else None,
        n_treated=sharing.count(examination.n_treated),
        n_comparator=sharing.count(examination.n_comparator) if examination.n_comparator else "",
        rows=person_rows(examination.table_one, examination.n_treated, examination.n_comparator, sharing),
        read=_read_words(examination, sharing),
        set_aside=_set_aside(examination, sharing),
        gaps=_gaps(examination, sharing),
    )


def _gaps(examination: Examination, sharing: Sharing) -> tuple[Gap, ...]:
    """What was emptied or noted, counted by reason; never which rows."""
    counts: dict[tuple[str, str, str], int] = {}
    for fault in examination.faults:
        if fault.effect is not Effect.ROW_SET_ASIDE:
            place = ".".join(filter(None, (fault.table or fault.file, fault.column)))
            told = (place, fault.effect.value, full_stop(fault.problem))
            counts[told] = counts.get(told, 0) + len(fault.rows)
    return tuple(
        Gap(place, effect, sharing.count(n) if n else NOT_COUNTED, _problem(problem, sharing))
        for (place, effect, problem), n in sorted(counts.items())
    )


def _problem(problem: str, sharing: Sharing) -> str:
    """The sentence with a small number of rows told as such."""

    def told(found: re.Match[str]) -> str:
        n = int(found["n"].replace(",", ""))
        return f"{sharing.few} rows{' are' if found['verb'] else ''}" if sharing.is_small(n) else found[0]

    return sharing.text(_ROWS.sub(told, problem))


def _read_words(examination: Examination, sharing: Sharing) -> str:
    """How many rows were read, and how many of them set aside."""
    n_read = sum(count.n_read for count in examination.counts)
    n_set_aside = sum(count.n_set_aside for count in examination.counts)
    aside = sharing.count(n_set_aside) if n_set_aside else "none"
    return f"{sharing.count(n_read)} rows read, {aside} set aside"


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
                sharing.count(count.n_read),
                sharing.count(count.n_set_aside),
                reasons or "none",
            )
        )
    return tuple(rows)
