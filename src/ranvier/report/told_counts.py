"""The ways in which a sentence tells a count of people, found and told again without the small ones.

The claims room writes its sentences with the numbers in them. The same patterns that make such a sentence
shareable are those that the check of the finished files looks for.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Protocol

_NUMBER = r"\d{1,3}(?:,\d{3})+|\d+"
_ALONE = r"(?<![\w.,\u2212+/\u2013-])"  # not the end of a longer number, a range or a name
_WHOLE = r"(?![\d%]|\.\d)"
_NOT_A_LIMIT = r"(?<!than )(?<!below )(?<!least )(?<!most )(?<!under )(?<!above )"
_SMALL_WORDS = {"one": 1, "two": 2, "three": 3, "four": 4}
_PEOPLE = (
    r"patients?|people|persons|women|men|participants?|comparators?|treated|deaths?|died|cases?|events?|"
    r"cancers?|tumours?|masses|episodes?|failures?|improvers?"
)
_THINGS = (
    r"readings?|definitions?|gates?|claims?|variants?|ways?|interpretations?|studies|trials?|columns?|tables?|"
    r"files?|years?|months?|days?"
)


class Rule(Protocol):
    """What a telling needs to know: `Sharing`, which group is small and how it is told."""

    @property
    def few(self) -> str:
        """What stands for a small group."""
        ...

    def is_small(self, n: int) -> bool:
        """Whether a group is hidden."""
        ...

    def is_exact(self, n: int) -> bool:
        """Whether a number of patients is printed as it is."""
        ...

    def total(self, n: int) -> str:
        """A number of patients as it is printed."""
        ...

    def is_small_part(self, part: int, whole: int) -> bool:
        """Whether a part of a whole is hidden."""
        ...

    def part(self, part: int, whole: int) -> str:
        """A part of a whole as it is told."""
        ...


@dataclass(frozen=True)
class Telling:
    """One way to tell a count: its name, what it looks like, what makes it small, how it is told instead."""

    name: str
    pattern: re.Pattern[str]
    is_small: Callable[[re.Match[str], Rule], bool]
    instead: Callable[[re.Match[str], Rule], str]


def tell_again(text: str, rule: Rule) -> str:
    """The sentence with every small group in it told as such."""
    for telling in TELLINGS:
        text = telling.pattern.sub(lambda found, how=telling: _told(found, how, rule), text)  # type: ignore[misc]
    return text


def find_small(text: str, rule: Rule) -> Iterator[str]:
    """How each small group in the sentence is told; never the number itself."""
    for telling in TELLINGS:
        if any(telling.is_small(found, rule) for found in telling.pattern.finditer(text)):
            yield telling.name


def as_int(text: str) -> int:
    """A count as written, in digits or as a small number word.

    >>> as_int("1,204"), as_int("three")
    (1204, 3)
    """
    return _SMALL_WORDS.get(text.lower(), 0) or int(text.replace(",", ""))


def _told(found: re.Match[str], telling: Telling, rule: Rule) -> str:
    return telling.instead(found, rule) if telling.is_small(found, rule) else found[0]


def _small_n(found: re.Match[str], rule: Rule) -> bool:
    return rule.is_small(as_int(found["n"]))


def _small_part(found: re.Match[str], rule: Rule) -> bool:
    part, whole = as_int(found["part"]), as_int(found["whole"])
    if _is_masked(found, rule):
        return rule.is_small(whole)
    return rule.is_small(whole) or rule.is_small_part(part, whole)


def _is_masked(found: re.Match[str], rule: Rule) -> bool:
    """Whether the part is told as small already: "fewer than 5 of 8" is not 5 of 8."""
    return found.string[: found.end("part")].endswith(rule.few)


def _part_instead(found: re.Match[str], rule: Rule) -> str:
    before = "(" if found["before"] else ""
    if _is_masked(found, rule):
        return f"{before}{found['part']} of {rule.few}"
    return f"{before}{rule.part(as_int(found['part']), as_int(found['whole']))}"


def _either_small(found: re.Match[str], rule: Rule) -> bool:
    return rule.is_small(as_int(found["n"])) or rule.is_small(as_int(found["other"]))


def _either_instead(found: re.Match[str], rule: Rule) -> str:
    sides = (as_int(found["n"]), as_int(found["other"]))
    return " / ".join(rule.few if rule.is_small(n) else f"all but {rule.few}" for n in sides)


def part_of_share(percent: float, n: int) -> int:
    """The number of people that a share of *n*, printed in whole percent, stands for.

    >>> part_of_share(15, 20), part_of_share(97.3, 75)
    (3, 73)
    """
    return round(round(percent) * n / 100)


def _small_share(found: re.Match[str], rule: Rule) -> bool:
    n = as_int(found["n"])
    return rule.is_small_part(part_of_share(float(found["percent"]), n), n)


def _share_instead(found: re.Match[str], rule: Rule) -> str:
    side = "all but " if float(found["percent"]) > 50 else ""
    return f"{side}{rule.few} of {rule.total(as_int(found['n']))}"


TELLINGS: tuple[Telling, ...] = (
    Telling(
        "a share with its n",  # 15% (95% CI 3–38, n 20); 15% (95% CI 3–38), n 20
        re.compile(
            rf"(?<![\d.\u2212+])(?P<percent>\d+(?:\.\d+)?)%\s*\((?:[^()]*?\)?,\s*)?n\s*=?\s*(?P<n>{_NUMBER}){_WHOLE}"
            rf"(?:\s+of\s+(?:{_NUMBER}))?\)?"
        ),
        _small_share,
        _share_instead,
    ),
    Telling(
        "a part of a whole",  # 3 of 20 (15%); 15% (3 of 20)
        re.compile(
            rf"(?P<before>\d+(?:\.\d+)?%\s*\(\s*)?{_ALONE}(?P<part>{_NUMBER})\s+of\s+(?:the\s+|all\s+)?"
            rf"(?P<whole>{_NUMBER}){_WHOLE}(?P<share>\s*\(\s*\d+(?:\.\d+)?\s*%[^)]*\))?"
            rf"(?!\s+(?:\w+\s+)?(?:{_THINGS})\b)"
        ),
        _small_part,
        _part_instead,
    ),
    Telling(
        "some of a group",  # 3 of the doses
        re.compile(
            rf"{_NOT_A_LIMIT}{_ALONE}(?P<n>{_NUMBER})(?P<tail>\s+of\s+(?:the|those)\s+)(?!(?:{_THINGS})\b|\d)"
        ),
        _small_n,
        lambda found, rule: f"{rule.few}{found['tail']}",
    ),
    Telling(
        "two counts side by side",  # 147 / 3
        re.compile(rf"{_ALONE}(?P<n>{_NUMBER})\s+/\s+(?P<other>{_NUMBER}){_WHOLE}"),
        _either_small,
        _either_instead,
    ),
    Telling(
        "a count with its share",  # 3 (15%)
        re.compile(rf"{_ALONE}(?P<n>{_NUMBER})\s*\(\s*\d+(?:\.\d+)?\s*%\s*\)"),
        _small_n,
        lambda _, rule: rule.few,
    ),
    Telling(
        "an n",  # n 3
        re.compile(rf"\bn\s*=?\s*(?P<n>{_NUMBER}){_WHOLE}"),
        lambda found, rule: not rule.is_exact(as_int(found["n"])),
        lambda found, rule: f"n {rule.total(as_int(found['n']))}",
    ),
    Telling(
        "a count of people",  # 3 patients; "unreported patients" are supposed, not recorded
        re.compile(
            rf"{_NOT_A_LIMIT}{_ALONE}(?P<n>{_NUMBER}|one|two|three|four)"
            rf"(?P<tail>\s+(?!unreported)(?:\w+\s+)?(?:{_PEOPLE})\b)",
            re.IGNORECASE,
        ),
        _small_n,
        lambda found, rule: f"{rule.few}{found['tail']}",
    ),
)
"""Every way that is looked for, in the order in which sentences are told again."""
