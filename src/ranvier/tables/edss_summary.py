"""Recorded and computed EDSS side by side."""

from __future__ import annotations

from dataclasses import dataclass

import polars as pl

from ranvier.vocabulary.edss import VALID_EDSS
from ranvier.vocabulary.scales.edss_flags import ABOUT_THE_PATIENT

COMPUTED, FLAGS = "edss_computed", "flags"
"""Columns that a scored frame has beside the recorded `edss`."""


@dataclass(frozen=True)
class EdssSummary:
    """How many rows were scored, how many look odd, and how many differ from the EDSS on record.

    n_flagged: rows whose grades do not fit together. n_compared: rows with both scores. differences: rows by
    computed minus recorded, in points, without those that are the same.
    """

    n_rows: int
    n_scored: int
    n_flagged: int
    n_compared: int
    differences: tuple[tuple[float, int], ...]

    @property
    def n_different(self) -> int:
        """Rows whose two scores differ."""
        return sum(count for _, count in self.differences)

    def __str__(self) -> str:
        rows = "1 row" if self.n_rows == 1 else f"{self.n_rows:,} rows"
        text = f"{rows}: {self.n_scored:,} scored, {self.n_flagged:,} with grades that do not fit together"
        if not self.n_compared:
            return text
        return f"{text}, {self.n_different:,} of {self.n_compared:,} differ from the recorded EDSS"


def summarise_edss(scored: pl.DataFrame) -> EdssSummary:
    """Recorded and computed EDSS side by side, of a frame that `add_edss_scores` made."""
    flags = pl.col(FLAGS).str.split("; ")
    odd = scored.select(flags.list.set_intersection(list(ABOUT_THE_PATIENT)).list.len() > 0).to_series()
    apart = edss_difference(scored, scored[COMPUTED]).drop_nulls()
    counts = apart.filter(apart != 0).value_counts(sort=False)
    by_difference = sorted((float(points), int(count)) for points, count in counts.iter_rows())
    n_scored = scored.height - scored[COMPUTED].null_count()
    return EdssSummary(
        scored.height, n_scored, int(odd.fill_null(False).sum()), apart.len(), tuple(by_difference)
    )


def edss_difference(visits: pl.DataFrame, computed: pl.Series) -> pl.Series:
    """Computed minus recorded in points, null where either is missing or no EDSS."""
    if "edss" not in visits.columns:
        return pl.Series(COMPUTED, [None] * visits.height, dtype=pl.Float64)
    recorded = visits["edss"].cast(pl.Float64, strict=False)
    return computed - recorded.set(~recorded.is_in(VALID_EDSS).fill_null(False), None)
