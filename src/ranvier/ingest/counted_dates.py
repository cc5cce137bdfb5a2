"""Dates counted from a visit that cannot be so: a relapse after the visit that tells of it."""

from __future__ import annotations

from datetime import date

import polars as pl

from ranvier.ingest.cells import cell_reading, read_numbers
from ranvier.ingest.mapping import DAYS, SIGN, MappedTable
from ranvier.ingest.sources import CellKind, Shifted, TableMapping
from ranvier.tables.faults import Effect, Fault
from ranvier.tables.marks import Mark, mark, rows_do

ONSET = "onset_date"


def relapses_after_their_visit(
    mapped: MappedTable, mapping: TableMapping, frame: pl.DataFrame, kind: CellKind
) -> list[Mark]:
    """A note on relapses that a column of days puts after the date it counts from; nothing for other tables.

    frame: the typed table, row by row that of *mapped*.
    """
    if mapping.table != "relapses" or not _counts_days(mapping):
        return []
    text = mapped.frame
    days = read_numbers(text[f"{ONSET}{DAYS}"], cell_reading(mapping.style, date.max, kind))
    later = (days * text[f"{ONSET}{SIGN}"].cast(pl.Float64) > 0) & frame[ONSET].is_not_null()
    mask = later.fill_null(False)
    if not mask.any():
        return []
    fault = Fault(
        f"No relapse begins after the visit that tells of it, but {rows_do(int(mask.sum()))}",
        "a relapse after its visit",
        mapping.table,
        mapping.label,
        ONSET,
        (),
        "days since the relapse, as positive numbers, need minus_days; plus_days takes negative ones",
        Effect.NOTED,
    )
    return [mark(frame, mask, fault)]


def _counts_days(mapping: TableMapping) -> bool:
    sources = [block.get(ONSET) for block in (mapping.columns, *mapping.wide)]
    return any(isinstance(source, Shifted) and isinstance(source.plus_days, str) for source in sources)
