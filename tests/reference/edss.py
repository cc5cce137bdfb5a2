"""The slow twin of vocabulary/scales: the rule of the EDSS as a chain of tests, one examination at a time.

The chain is written in the order in which the rule is usually told (the first test that holds decides), not
as the rows of fs_step.py, which exclude each other.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import product

CONVERTED_VISUAL = {0: 0, 1: 1, 2: 2, 3: 2, 4: 3, 5: 3, 6: 4}
CONVERTED_BOWEL_BLADDER = {0: 0, 1: 1, 2: 2, 3: 3, 4: 3, 5: 4, 6: 5}
HIGHEST = (6, 5, 6, 5, 6, 6, 5)

BY_WALKING = {
    "neurostatus_16": [0, 2, 4.5, 5, 5.5, 6, 6, 6, 6.5, 6.5, 7, 7.5, 8, 8.5, 9, 9.5, 10],
    "grades_13": [0, 2, 4.5, 5, 5.5, 6, 6.5, 7, 7.5, 8, 8.5, 9, 9.5, 10],
}


def converted(raw: Sequence[int], cerebral_1_counted: bool = True) -> list[int]:
    """Visual, brainstem, pyramidal, cerebellar, sensory, bowel and bladder, cerebral."""
    grades = list(raw)
    grades[0] = CONVERTED_VISUAL[raw[0]]
    grades[5] = CONVERTED_BOWEL_BLADDER[raw[5]]
    if not cerebral_1_counted and raw[6] == 1:
        grades[6] = 0
    return grades


def fs_step(grades: Sequence[int]) -> float:  # noqa: PLR0911, PLR0912, C901 - a chain is what it is
    """The FS step of seven converted grades; 6 acts as 5."""
    n5 = sum(grade >= 5 for grade in grades)
    n4, n3, n2, n1 = (sum(grade == k for grade in grades) for k in (4, 3, 2, 1))
    if n5 >= 1 or n4 >= 2:
        return 5.0
    if n4 == 1 and n3 >= 3:
        return 5.0
    if n4 == 1 and n3 >= 1:
        return 4.5
    if n4 == 1 and n2 >= 1:
        return 4.5
    if n4 == 1:
        return 4.0
    if n3 >= 6:
        return 5.0
    if n3 == 5:
        return 4.5
    if n3 >= 3:
        return 4.0
    if n3 == 2 and n2 >= 1:
        return 4.0
    if n3 == 2:
        return 3.5
    if n3 == 1 and n2 >= 3:
        return 4.0
    if n3 == 1 and n2 >= 1:
        return 3.5
    if n3 == 1:
        return 3.0
    if n2 >= 6:
        return 4.0
    if n2 == 5:
        return 3.5
    if n2 >= 3:
        return 3.0
    if n2 == 2:
        return 2.5
    if n2 == 1:
        return 2.0
    if n1 >= 2:
        return 1.5
    return 1.0 if n1 == 1 else 0.0


def edss_from(step: float, ambulation: int, coding: str) -> float:
    """The EDSS of an FS step and a grade of ambulation."""
    if ambulation == 0:
        return step
    if ambulation == 1:
        return max(step, 2.0)
    if ambulation == 2:
        return max(step, 4.5)
    return BY_WALKING[coding][ambulation]


def edss(
    raw: Sequence[int],
    ambulation: int,
    coding: str,
    cerebral_1_counted: bool = True,
    floor_rule: bool = False,
) -> float:
    """The EDSS of seven raw grades and a grade of ambulation."""
    grades = converted(raw, cerebral_1_counted)
    score = edss_from(fs_step(grades), ambulation, coding)
    return max(score, *grades) if floor_rule else score


def edss_with_gaps(
    raw: Sequence[int | None], ambulation: int, coding: str, floor_rule: bool = False
) -> float | None:
    """The EDSS if every way to fill the gaps (None) gives the same."""
    ways = (
        range(highest + 1) if grade is None else [grade] for grade, highest in zip(raw, HIGHEST, strict=True)
    )
    found = {edss(way, ambulation, coding, floor_rule=floor_rule) for way in product(*ways)}
    return found.pop() if len(found) == 1 else None
