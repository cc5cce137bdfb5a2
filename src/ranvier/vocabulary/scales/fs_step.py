"""The FS step: the EDSS that the seven functional systems ask for, as a table of rows.

Each row says how many systems may have grade 5, 4, 3, 2 and 1 (converted). The rows exclude each other and
leave nothing out, so their order does not matter: exactly one row holds for any seven grades (source S40).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from ranvier.vocabulary.scales.functional_systems import HIGHEST_CONVERTED

N_SYSTEMS = 7

Count = tuple[int, int]
"""The fewest and the most systems."""

NONE: Count = (0, 0)
ANY: Count = (0, N_SYSTEMS)


@dataclass(frozen=True)
class FsRow:
    """One row of the rule.

    fives to ones: how many systems have that grade. printed: whether the published table prints the row;
    otherwise it follows from rows that it prints: grades beyond one step belong to the next.
    """

    id: str
    step: float
    fives: Count
    fours: Count = ANY
    threes: Count = ANY
    twos: Count = ANY
    ones: Count = ANY
    printed: bool = True

    @property
    def counts(self) -> tuple[Count, ...]:
        """The limits from grade 1 to grade 5."""
        return (self.ones, self.twos, self.threes, self.fours, self.fives)

    def holds(self, found: Sequence[int]) -> bool:
        """Whether the row holds for *found*, the number of systems of grade 1 to 5."""
        return all(low <= n <= high for n, (low, high) in zip(found, self.counts, strict=True))

    @property
    def condition(self) -> tuple[str, ...]:
        """How many systems may have grade 5, 4, 3, 2 and 1, in words.

        >>> FS_ROWS[3].condition
        ('0', '1', '1 to 2', 'any', 'any')
        """
        return tuple(_count_words(count) for count in reversed(self.counts))


def _count_words(count: Count) -> str:
    low, high = count
    if count == ANY:
        return "any"
    if low == high:
        return str(low)
    return f"{low} or more" if high == N_SYSTEMS else f"{low} to {high}"


FS_ROWS = (
    FsRow("F1", 5.0, (1, 7)),
    FsRow("F2", 5.0, NONE, (2, 7)),
    FsRow("F3", 5.0, NONE, (1, 1), (3, 7), printed=False),
    FsRow("F4", 4.5, NONE, (1, 1), (1, 2)),
    FsRow("F5", 4.5, NONE, (1, 1), NONE, (1, 7), printed=False),
    FsRow("F6", 4.0, NONE, (1, 1), NONE, NONE),
    FsRow("F7", 5.0, NONE, NONE, (6, 7)),
    FsRow("F8", 4.5, NONE, NONE, (5, 5)),
    FsRow("F9", 4.0, NONE, NONE, (3, 4)),
    FsRow("F10", 4.0, NONE, NONE, (2, 2), (1, 7)),
    FsRow("F11", 3.5, NONE, NONE, (2, 2), NONE),
    FsRow("F12", 4.0, NONE, NONE, (1, 1), (3, 7), printed=False),
    FsRow("F13", 3.5, NONE, NONE, (1, 1), (1, 2)),
    FsRow("F14", 3.0, NONE, NONE, (1, 1), NONE),
    FsRow("F15", 4.0, NONE, NONE, NONE, (6, 7)),
    FsRow("F16", 3.5, NONE, NONE, NONE, (5, 5)),
    FsRow("F17", 3.0, NONE, NONE, NONE, (3, 4)),
    FsRow("F18", 2.5, NONE, NONE, NONE, (2, 2)),
    FsRow("F19", 2.0, NONE, NONE, NONE, (1, 1)),
    FsRow("F20", 1.5, NONE, NONE, NONE, NONE, (2, 7)),
    FsRow("F21", 1.0, NONE, NONE, NONE, NONE, (1, 1)),
    FsRow("F22", 0.0, NONE, NONE, NONE, NONE, NONE),
)
"""The rule (source S40)."""


def fs_row(converted: Sequence[int]) -> FsRow:
    """The row that holds for seven converted grades, each from 0 to 5.

    >>> fs_row([0, 0, 4, 0, 2, 0, 0]).id, fs_row([0, 0, 4, 0, 2, 0, 0]).step
    ('F5', 4.5)
    """
    grades = list(converted)
    if len(grades) != N_SYSTEMS or not all(0 <= grade <= HIGHEST_CONVERTED for grade in grades):
        raise ValueError("the FS step needs seven converted grades from 0 to 5")
    found = [grades.count(grade) for grade in range(1, HIGHEST_CONVERTED + 1)]
    return next(row for row in FS_ROWS if row.holds(found))
