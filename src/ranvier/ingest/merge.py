"""Merges rows that tell of one happening several times because every visit counts back to it."""

from __future__ import annotations

import polars as pl

from ranvier.ingest.sources import Shifted, TableMapping
from ranvier.tables.faults import Effect, Fault
from ranvier.tables.marks import Mark, mark
from ranvier.tables.model import TABLES


def merge_counted(frame: pl.DataFrame, mapping: TableMapping) -> tuple[pl.DataFrame, list[Mark]]:
    """*frame* with equal rows kept once, where a date of the table is counted from another column.

    Returns the frame and one note with the rows that were merged; both unchanged and empty for other tables.
    """
    counted = any(isinstance(source, Shifted) for source in mapping.columns.values())
    if not counted or mapping.wide or frame.is_empty():
        return frame, []
    again = ~frame.select(pl.struct(list(TABLES[mapping.table].schema)).is_first_distinct().alias("first"))[
        "first"
    ]
    if not again.any():
        return frame, []
    count = int(again.sum())
    rows = "1 row tells" if count == 1 else f"{count:,} rows tell"
    note = Fault(
        f"{rows} of {mapping.table} that an earlier row tells of; they are merged",
        "merged with an earlier row",
        mapping.table,
        mapping.label,
        "",
        (),
        "nothing to do: several visits count back to one date",
        Effect.NOTED,
    )
    return frame.filter(~again), [mark(frame, again, note)]
