"""The programme's running numbers: how many the list has, and how many of them have no record."""

from __future__ import annotations

import polars as pl


def count_list(numbers: pl.Series) -> tuple[int, int]:
    """How many numbers the list has from its first to its last, and how many of them have no record.

    numbers: the running numbers that have a record, without nulls; both counts are 0 where there is none.
    """
    if numbers.is_empty():
        return 0, 0
    span = (
        pl.DataFrame({"number": numbers}).select(pl.col("number").max() - pl.col("number").min() + 1).item()
    )
    return int(span), int(span) - numbers.n_unique()
