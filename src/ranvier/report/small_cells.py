"""Which groups are too small to be shown, and what is printed in their place.

The rule and its reasons: docs/decisions/0010-small-groups.md. One rule serves the pages, the figures,
verdicts.json and the CSV files; `disclosure` checks the finished files against it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from ranvier.estimates.result import Estimate
from ranvier.report.numbers import is_share

SMALLEST_GROUP = 5
NOT_SHOWN = "not shown"
_SMALL_WORDS = {"one": 1, "two": 2, "three": 3, "four": 4}
_NUMBER = r"\d{1,3}(?:,\d{3})+|\d+"
_PEOPLE = (
    r"patients?|people|persons|women|men|participants?|comparators?|treated|deaths?|died|cases?|events?|"
    r"cancers?|tumours?|masses|episodes?|failures?|improvers?"
)
_THINGS = (
    r"readings?|definitions?|gates?|claims?|variants?|interpretations?|studies|trials?|columns?|tables?|"
    r"files?|years?|months?"
)
_LIMIT = r"(?<!than )(?<!below )(?<!least )(?<!most )(?<!under )(?<!above )"
PART_OF_WHOLE = re.compile(
    rf"(?P<before>\d+(?:\.\d+)?%\s*\(\s*)?(?<![\d.,\u2212+-])(?P<part>{_NUMBER})\s+of\s+(?:the\s+|all\s+)?"
    rf"(?P<whole>{_NUMBER})(?![\d%]|\.\d)(?P<share>\s*\(\s*\d+(?:\.\d+)?\s*%[^)]*\))?"
    rf"(?!\s+(?:\w+\s+)?(?:{_THINGS})\b)",
)
COUNT_OF_PEOPLE = re.compile(
    rf"{_LIMIT}(?<![\d.,\u2212+/\u2013-])\b(?P<n>{_NUMBER}|one|two|three|four)(?P<gap>\s+(?:\w+\s+)?)(?P<who>{_PEOPLE})\b",
    re.IGNORECASE,
)
N_EQUALS = re.compile(rf"\bn\s*=?\s*(?P<n>{_NUMBER})(?![\d%]|\.\d)")
COUNT_AND_SHARE = re.compile(rf"(?<![\d.,\u2212+-])(?P<n>{_NUMBER})\s*\(\s*(?P<share>\d+(?:\.\d+)?)\s*%\s*\)")


def as_int(text: str) -> int:
    """A count as written, in digits or as a small number word."""
    return _SMALL_WORDS.get(text.lower(), 0) or int(text.replace(",", ""))


@dataclass(frozen=True)
class Sharing:
    """How small a group may be shown.

    smallest: groups of fewer people read "fewer than …". internal: everything is shown, under a red header.
    totals: numbers of patients that may stand beside one another (see `shown_totals`).
    """

    smallest: int = SMALLEST_GROUP
    internal: bool = False
    totals: frozenset[int] = frozenset()

    @property
    def few(self) -> str:
        """What stands for a small group."""
        return f"fewer than {self.smallest}"

    def is_small(self, n: int) -> bool:
        """Whether a group of *n* is hidden; nobody at all is not a group."""
        return not self.internal and 0 < n < self.smallest

    def is_small_part(self, part: int, whole: int) -> bool:
        """Whether *part* of *whole* is hidden: it is small, or those left over are."""
        return self.is_small(part) or (part <= whole and self.is_small(whole - part))

    def count(self, n: int) -> str:
        """A number of people, or that there are few."""
        return self.few if self.is_small(n) else f"{n:,}"

    def part(self, part: int, whole: int) -> str:
        """So many of so many; a small group, or few left over, are told as such."""
        if self.is_small(part):
            return f"{self.few} of {self.count(whole)}"
        if part <= whole and self.is_small(whole - part):
            return f"all but {self.few} of {self.count(whole)}"
        return f"{part:,} of {self.count(whole)}"

    def total(self, n: int) -> str:
        """A number of patients that others are subtracted from: exact, or "about" the nearest one shown."""
        if self.internal or not self.totals or n in self.totals:
            return self.count(n)
        near = min(self.totals, key=lambda shown: (abs(shown - n), shown))
        return (
            self.few if self.is_small(n) else f"about {near:,}" if abs(near - n) < self.smallest else f"{n:,}"
        )

    def is_exact(self, n: int) -> bool:
        """Whether `total` prints *n* itself."""
        return self.total(n) == f"{n:,}"

    def cells(self, counts: Sequence[int]) -> tuple[str, ...]:
        """Counts that add up to a shown total: small ones hidden, and one more where the total betrays them."""
        hidden = self.hidden_cells(counts)
        return tuple(
            self.few if self.is_small(n) else NOT_SHOWN if place in hidden else f"{n:,}"
            for place, n in enumerate(counts)
        )

    def hidden_cells(self, counts: Sequence[int]) -> frozenset[int]:
        """Places of the counts to hide so that no small one follows from the total."""
        hidden = {place for place, n in enumerate(counts) if self.is_small(n)}
        others = sorted(
            (n, place) for place, n in enumerate(counts) if n >= self.smallest and place not in hidden
        )
        while hidden and others and sum(counts[place] for place in hidden) < self.smallest:
            hidden.add(others.pop(0)[1])
        return frozenset(hidden)

    def withholds(self, result: Estimate) -> bool:
        """Whether a number rests on, or gives away, a small group."""
        if self.is_small(result.n):
            return True
        if result.n_events is not None and self.is_small(result.n_events):
            return True
        if not is_share(result.unit) or not result.is_known:
            return False
        part = result.n_events
        if part is None:
            part = round(result.estimate * result.n / (100 if result.unit in ("%", "percent") else 1))
        return self.is_small_part(part, result.n)

    def text(self, text: str) -> str:
        """A sentence with every small group in it told as such."""
        if self.internal:
            return text
        text = PART_OF_WHOLE.sub(self._part_again, text)
        text = COUNT_AND_SHARE.sub(self._share_again, text)
        text = N_EQUALS.sub(self._n_again, text)
        return COUNT_OF_PEOPLE.sub(self._people_again, text)

    def _part_again(self, found: re.Match[str]) -> str:
        part, whole = as_int(found["part"]), as_int(found["whole"])
        if not (self.is_small_part(part, whole) or self.is_small(whole)):
            return found[0]
        return f"{'(' if found['before'] else ''}{self.part(part, whole)}"

    def _share_again(self, found: re.Match[str]) -> str:
        return self.few if self.is_small(as_int(found["n"])) else found[0]

    def _n_again(self, found: re.Match[str]) -> str:
        return f"n {self.few}" if self.is_small(as_int(found["n"])) else found[0]

    def _people_again(self, found: re.Match[str]) -> str:
        if not self.is_small(as_int(found["n"])):
            return found[0]
        return f"{self.few}{found['gap']}{found['who']}"


def shown_totals(totals: Iterable[int], smallest: int = SMALLEST_GROUP) -> frozenset[int]:
    """Of *totals*, first come first kept, those whose differences are nothing or not small.

    Two numbers of patients printed side by side give a third one by subtraction.

    >>> sorted(shown_totals([150, 147, 140, 142]))
    [140, 150]
    """
    kept: list[int] = []
    for n in totals:
        if n and all(n == other or abs(n - other) >= smallest for other in kept):
            kept.append(n)
    return frozenset(kept)
