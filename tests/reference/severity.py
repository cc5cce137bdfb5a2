"""The slow twin of vocabulary/scales/severity_score.py: one patient, one sorted list at a time."""

from __future__ import annotations

from collections.abc import Sequence


def severity(
    edss: float, year: int, population: Sequence[tuple[float, int]], first: int, last: int, window: int = 2
) -> float:
    """Ten times the mean rank of *edss* over n + 1, among the population (EDSS, whole years) near *year*."""
    near = sorted(
        score for score, years in population if abs(years - year) <= window and first <= years <= last
    )
    ranks = [rank for rank, score in enumerate(near, 1) if score == edss]
    return round(10 * (sum(ranks) / len(ranks)) / (len(near) + 1), 2)
