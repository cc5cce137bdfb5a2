"""Merges rows that tell the same several times, because the file has a row for every visit."""

from __future__ import annotations

import polars as pl

from ranvier.ingest.sources import Shifted, TableMapping
from ranvier.tables.faults import Effect, Fault
from ranvier.tables.marks import Mark, mark
from ranvier.tables.model import TABLES


def merge_told_again(
    frame: pl.DataFrame, mapping: TableMapping, *, shares_file: bool
) -> tuple[pl.DataFrame, list[Mark]]:
    """*frame* with equal rows kept once, where the rows of the file are not those of the table.

    That is so where a date of the table is counted from another column, and for patients in a file that is
    read for another table too (`shares_file`). Returns the frame and one note, or the
    frame as it was and none.
    """
    counted = any(isinstance(source, Shifted) for source in mapping.columns.values())
    beside = shares_file and mapping.table == "patients"
    if not (counted or beside) or mapping.wide or frame.is_empty():
        return frame, []
    again = ~frame.select(pl.struct(list(TABLES[mapping.table].schema)).is_first_distinct().alias("first"))[
        "first"
    ]
    if not again.any():
        return frame, []
    count = int(again.sum())
    rows = "1 row tells again" if count == 1 else f"{count:,} rows tell again"
    note = Fault(
        f"{rows} of {mapping.table} what an earlier row tells; they are merged",
        "merged with an earlier row",
        mapping.table,
        mapping.label,
        "",
        (),
        "nothing to do: the file has several rows for what is one row of the table",
        Effect.NOTED,
    )
    return frame.filter(~again), [mark(frame, again, note)]
