"""Faults and counts of the parts of a table, told once for the whole table."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from ranvier.tables.faults import Fault, TableCount


def merged_counts(counts: Iterable[TableCount]) -> tuple[TableCount, ...]:
    """Rows read and set aside of each table, over all its parts."""
    tables: dict[str, list[TableCount]] = {}
    for count in counts:
        tables.setdefault(count.table, []).append(count)
    return tuple(_sum(parts) for parts in tables.values())


def _sum(parts: list[TableCount]) -> TableCount:
    reasons: dict[str, int] = {}
    for part in parts:
        for reason, n in part.reasons:
            reasons[reason] = reasons.get(reason, 0) + n
    return replace(
        parts[0],
        n_read=sum(part.n_read for part in parts),
        n_set_aside=sum(part.n_set_aside for part in parts),
        reasons=tuple(reasons.items()),
    )


def merged_faults(faults: Iterable[Fault]) -> tuple[Fault, ...]:
    """Faults of one kind in one column as one, with the rows of all parts."""
    kinds: dict[tuple[str, str, str], list[Fault]] = {}
    for fault in faults:
        kinds.setdefault((fault.table, fault.column, fault.reason), []).append(fault)
    return tuple(_joined(alike) for alike in kinds.values())


def _joined(alike: list[Fault]) -> Fault:
    """One fault; its sentence ends with the number of rows, which each part has counted for itself.

    >>> one = Fault("Scores must be right, but 1 row is not", "wrong", "visits", "f", "edss", (3,), "", None)
    >>> str(_joined([one, one]).problem)
    'Scores must be right, but 2 rows do not comply'
    """
    if len(alike) == 1:
        return alike[0]
    rows = tuple(sorted(row for fault in alike for row in fault.rows))
    must = alike[0].problem.partition(", but ")[0]
    return replace(alike[0], problem=f"{must}, but {len(rows):,} rows do not comply", rows=rows)
