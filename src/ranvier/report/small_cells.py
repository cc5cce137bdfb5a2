"""Which groups are too small to be shown, and what is printed in their place.

The rule and its reasons: docs/decisions/0004-small-groups.md. One rule serves the pages, the figures,
verdicts.json and the CSV files; `disclosure` checks the finished files against it.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from ranvier.estimates.result import Estimate
from ranvier.report.numbers import is_share
from ranvier.report.told_counts import part_of_share, tell_again

SMALLEST_GROUP = 5
NOT_SHOWN = "not shown"


@dataclass(frozen=True)
class Sharing:
    """How small a group may be shown.

    smallest: groups of fewer people read "fewer than …". internal: everything is shown, under a red header.
    totals: numbers of patients that may stand beside one another (see `shown_totals`). secrets: parts of
    wholes that are large enough, but from which a small one follows.
    """

    smallest: int = SMALLEST_GROUP
    internal: bool = False
    totals: frozenset[int] = frozenset()
    secrets: frozenset[tuple[int, int]] = frozenset()

    @property
    def few(self) -> str:
        """What stands for a small group."""
        return f"fewer than {self.smallest}"

    def is_small(self, n: int) -> bool:
        """Whether a group of *n* is hidden; nobody at all is not a group."""
        return not self.internal and 0 < n < self.smallest

    def is_small_part(self, part: int, whole: int) -> bool:
        """Whether *part* of *whole* is hidden: it is small, or those left over are."""
        if (part, whole) in self.secrets:
            return True
        return self.is_small(part) or (part <= whole and self.is_small(whole - part))

    def count(self, n: int) -> str:
        """A number of people, or that there are few."""
        return self.few if self.is_small(n) else f"{n:,}"

    def part(self, part: int, whole: int) -> str:
        """So many of so many; a small group, or few left over, are told as such.

        >>> Sharing().part(3, 20), Sharing().part(17, 20), Sharing().part(12, 20)
        ('fewer than 5 of 20', 'all but fewer than 5 of 20', '12 of 20')
        """
        if self.is_small(part):
            return f"{self.few} of {self.count(whole)}"
        if part <= whole and self.is_small(whole - part):
            return f"all but {self.few} of {self.count(whole)}"
        if (part, whole) in self.secrets:
            return f"a number {NOT_SHOWN} of {self.count(whole)}"
        return f"{part:,} of {self.count(whole)}"

    def total(self, n: int) -> str:
        """A number of patients that others are subtracted from: exact, or "about" the nearest one shown."""
        if self.internal or not self.totals or n in self.totals:
            return self.count(n)
        near = min(self.totals, key=lambda shown: (abs(shown - n), shown))
        if self.is_small(n) or abs(near - n) >= self.smallest:
            return self.count(n)
        return f"about {near:,}"

    def is_exact(self, n: int) -> bool:
        """Whether `total` prints *n* itself."""
        return self.total(n) == f"{n:,}"

    def cells(self, counts: Sequence[int]) -> tuple[str, ...]:
        """Counts with a shown total: small ones hidden, and one more where the total betrays them.

        >>> Sharing().cells([21, 5, 3])
        ('21', 'not shown', 'fewer than 5')
        """
        hidden = self.hidden_cells(counts)
        return tuple(
            self.few if self.is_small(n) else NOT_SHOWN if place in hidden else f"{n:,}"
            for place, n in enumerate(counts)
        )

    def hidden_cells(self, counts: Sequence[int]) -> frozenset[int]:
        """Places of the counts to hide so that no small one follows from the total."""
        hidden = {place for place, n in enumerate(counts) if self.is_small(n)}
        others = sorted((n, place) for place, n in enumerate(counts) if n >= self.smallest)
        while hidden and others and sum(counts[place] for place in hidden) < self.smallest:
            hidden.add(others.pop(0)[1])
        return frozenset(hidden)

    def withholds(self, result: Estimate) -> bool:
        """Whether a number rests on a small group, or gives one away with its n."""
        if self.is_small(result.n) or self.is_small(result.n_events or 0):
            return True
        if not is_share(result.unit) or not result.is_known:
            return False
        printed = part_of_share(result.estimate, result.n)
        counted = printed if result.n_events is None else result.n_events
        return any(self.is_small_part(part, result.n) for part in (printed, counted))

    def text(self, text: str) -> str:
        """A sentence with every small group in it told as such."""
        return text if self.internal else tell_again(text, self)


def shown_totals(totals: Iterable[int], smallest: int = SMALLEST_GROUP) -> frozenset[int]:
    """Of *totals*, first come first kept, those whose differences are nothing or not small; no small one.

    Two numbers of patients printed side by side give a third one by subtraction.

    >>> sorted(shown_totals([150, 147, 140, 142]))
    [140, 150]
    """
    kept: list[int] = []
    for n in totals:
        if n >= smallest and all(n == other or abs(n - other) >= smallest for other in kept):
            kept.append(n)
    return frozenset(kept)
