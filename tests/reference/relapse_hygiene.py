"""The slow twin of kernels/relapse_hygiene.py: one patient's onsets in turn."""

from __future__ import annotations

from collections.abc import Sequence


def first_onsets(onsets: Sequence[tuple[int, bool]], closest_days: int) -> list[int | None]:
    """For each (day, may count) by day, the number of the onset it counts under."""
    counting: list[int] = []
    found: list[int | None] = []
    for number, (day, may_count) in enumerate(onsets):
        near = [other for other in counting if day - onsets[other][0] < closest_days]
        if may_count and not near:
            counting.append(number)
        found.append(counting[-1] if may_count else None)
    return found
