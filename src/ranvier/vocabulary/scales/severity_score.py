"""Severity scores: where an EDSS stands among patients as long ill (MSSS) or as old (ARMSS).

No table is shipped: the published ones come under licences of their own. A table is made from a population at
hand, or read from a file that a user supplies.

The rank correlation of EDSS over five years is 0.55 in the first disease years and 0.83 in the second decade
(source S47), so a severity score of one early visit says little.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from ranvier.errors import UsageError
from ranvier.vocabulary.edss import TICKS_PER_POINT, VALID_EDSS

SCORED_EDSS = VALID_EDSS[:-1]
"""The 19 scores of the living, the columns of every table."""

WINDOW_YEARS = 2
"""Patients up to so many years before and after enter a row (sources S45 and S46)."""


class Clock(StrEnum):
    """What the rows of a table count, in whole years."""

    DISEASE_YEARS = "disease_years"  # since the first symptom: MSSS
    AGE = "age"  # ARMSS

    @property
    def rows(self) -> tuple[int, int]:
        """The first and the last row of the published kind (sources S45 and S46)."""
        return (1, 30) if self is Clock.DISEASE_YEARS else (18, 75)


class WhyNone(StrEnum):
    """Why a visit has no severity score."""

    MISSING = "missing"  # no EDSS, or no number of years
    IMPOSSIBLE_EDSS = "impossible_edss"  # not one of the twenty scores; 0.5 does not pass as 0
    DEATH = "death"  # EDSS 10 has no rank among the living
    BEFORE_TABLE = "before_table"  # such as the first disease year, where ranks are noise
    BEYOND_TABLE = "beyond_table"  # later years do not take the last row
    NOT_IN_TABLE = "not_in_table"  # the table has no number there


@dataclass(frozen=True)
class SeverityTable:
    """Scores from 0 to 10 by whole years (rows) and EDSS (columns).

    first: the number of years of row 0. Row *i* is for patients with at least first + i and fewer than
    first + i + 1 years. scores: shape (rows, 19), NaN where there is none; columns as SCORED_EDSS.
    n_patients: how many made each row, 0 where the table was read. source: whose population it is.
    """

    clock: Clock
    first: int
    scores: NDArray[np.float64]
    n_patients: NDArray[np.int64]
    source: str

    @property
    def last(self) -> int:
        """The number of years of the last row."""
        return self.first + len(self.scores) - 1


class SeverityScores(NamedTuple):
    """Scores of *n* visits, NaN without one, and why there is none: places in WHY, or SCORED."""

    score: NDArray[np.float64]
    why_none: NDArray[np.int8]


SCORED = -1
WHY = tuple(WhyNone)


def rank_table(
    edss: NDArray[np.float64],
    years: NDArray[np.float64],
    clock: Clock,
    source: str,
    window_years: int = WINDOW_YEARS,
) -> SeverityTable:
    """The severity scores of a reference population, one visit a patient (sources S45 and S46).

    In each row patients of up to *window_years* whole years less or more are ranked by EDSS, equal ones
    sharing the mean of their ranks *r*; the score is 10 *r*/(*n* + 1), rounded to two digits. An EDSS that
    nobody has gets the rank between its neighbours. Visits without both numbers, of the dead, and outside the
    rows do not count. Raises UsageError without a source, or without any visit that counts.
    """
    first, last = clock.rows
    place = edss_places(edss)
    row = _whole_years(years) - first
    counts_here = (place >= 0) & (place < len(SCORED_EDSS)) & (row >= 0) & (row <= last - first)
    if not source.strip() or not counts_here.any():
        raise UsageError(
            "A table of severity scores needs a source and at least one visit within its years",
            hint=f"say whose visits they are; years run from {first} to {last}",
        )
    n_rows, n_steps = last - first + 1, len(SCORED_EDSS)
    counts = np.zeros((n_rows, n_steps), np.int64)
    np.add.at(counts, (row[counts_here], place[counts_here]), 1)
    scores, n = _rank_scores(counts, window_years)
    return SeverityTable(clock, first, scores, n, source)


def severity_scores(
    edss: NDArray[np.float64], years: NDArray[np.float64], table: SeverityTable
) -> SeverityScores:
    """The severity score of each visit from a table, and why there is none where there is none.

    edss: points, NaN where missing. years: since the first symptom, or of age, as the table counts; 4.99
    years are row 4. Shapes (n,).
    """
    place = edss_places(edss)
    row = _whole_years(years) - table.first
    score = np.full(edss.shape, np.nan)
    why = np.full(edss.shape, WHY.index(WhyNone.NOT_IN_TABLE), np.int8)
    reasons = {
        WhyNone.MISSING: np.isnan(edss) | ~np.isfinite(years),
        WhyNone.IMPOSSIBLE_EDSS: place == _IMPOSSIBLE,
        WhyNone.DEATH: place == len(SCORED_EDSS),
        WhyNone.BEFORE_TABLE: row < 0,
        WhyNone.BEYOND_TABLE: row >= table.scores.shape[0],
    }
    open_ones = np.ones(edss.shape, np.bool_)
    for reason, holds in reasons.items():
        why[open_ones & holds] = WHY.index(reason)
        open_ones &= ~holds
    score[open_ones] = table.scores[row[open_ones], place[open_ones]]
    why[~np.isnan(score)] = SCORED
    return SeverityScores(score, why)


_IMPOSSIBLE = -2


def edss_places(edss: NDArray[np.float64]) -> NDArray[np.int64]:
    """The place of each EDSS among the twenty, −1 where it is missing, −2 where it is none of them."""
    ticks = edss * TICKS_PER_POINT
    valid = (ticks == np.round(ticks)) & (ticks >= 0) & (ticks <= 20) & (ticks != 1)
    place = np.where(valid, np.maximum(np.nan_to_num(ticks) - 1, 0), _IMPOSSIBLE)
    places: NDArray[np.int64] = np.where(np.isnan(edss), -1, place).astype(np.int64)
    return places


def _whole_years(years: NDArray[np.float64]) -> NDArray[np.int64]:
    far = np.iinfo(np.int32).max
    whole = np.nan_to_num(np.floor(years), nan=-far, posinf=far, neginf=-far)
    years_as_rows: NDArray[np.int64] = np.clip(whole, -far, far).astype(np.int64)
    return years_as_rows


def _rank_scores(counts: NDArray[np.int64], window: int) -> tuple[NDArray[np.float64], NDArray[np.int64]]:
    """Scores by row and EDSS, and how many patients made each row."""
    pooled = _pooled(counts, window)
    below = np.cumsum(pooled, axis=1) - pooled
    n = pooled.sum(axis=1)
    rank = below + (pooled + 1) / 2
    return np.where(n[:, None] > 0, np.round(10 * rank / (n[:, None] + 1), 2), np.nan), n


def _pooled(counts: NDArray[np.int64], window: int) -> NDArray[np.int64]:
    """Each row with the rows up to *window* before and after it; the ends have fewer."""
    n = counts.shape[0]
    return np.stack([counts[max(0, i - window) : min(n, i + window + 1)].sum(axis=0) for i in range(n)])
