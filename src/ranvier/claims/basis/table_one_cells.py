"""One cell of table 1: a median or a share of those in whom it is known, and how many are missing."""

from __future__ import annotations

from dataclasses import dataclass

import polars as pl

from ranvier.claims.language.wording import percent_number
from ranvier.tables.cohort import Cohort

NOT_RECORDED = "not recorded"


@dataclass(frozen=True)
class Cell:
    """The text of a cell, how many patients are missing from it, and every count behind the text."""

    text: str
    missing: int
    counts: tuple[int, ...] = ()


def not_recorded(members: pl.DataFrame) -> Cell:
    """Nobody is known: the records do not say."""
    return Cell(NOT_RECORDED, members.height)


def median_cell(values: pl.Series, *, decimals: int = 0) -> Cell:
    """`38 [31–46]`: median and interquartile range of those known."""
    known = values.drop_nulls().cast(pl.Float64)
    if known.is_empty():
        return Cell(NOT_RECORDED, values.len())
    quarter, middle, three_quarters = (
        _number(known.quantile(share, "linear"), decimals) for share in (0.25, 0.5, 0.75)
    )
    return Cell(f"{middle} [{quarter}–{three_quarters}]", values.null_count(), (known.len(),))


def share_cell(is_so: pl.Series, *, shows_total: bool = False) -> Cell:
    """`160 (66%)`, or `134 of 219 (61%)`: how many of those known; nulls are missing."""
    known = is_so.drop_nulls()
    if known.is_empty():
        return Cell(NOT_RECORDED, is_so.len())
    count, total = int(known.sum()), known.len()
    whole = f" of {total:,}" if shows_total or is_so.null_count() else ""
    return Cell(
        f"{count:,}{whole} ({percent_number(100 * count / total)}%)",
        is_so.null_count(),
        (count, total - count),
    )


def columns_of(cohort: Cohort, members: pl.DataFrame, *names: str) -> pl.DataFrame:
    """The members with columns of the patients table beside."""
    return members.join(cohort.patients.select("patient_id", *names), on="patient_id", how="left")


def _number(value: float | None, decimals: int) -> str:
    return f"{value or 0.0:.{decimals}f}".replace("-", "−")
