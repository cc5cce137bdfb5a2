"""Quantities in figures and in words: shares, EDSS points, multiples, people, doses, distances."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import StrEnum

from ranvier.claims.reading.number_words import FRACTIONS, NUMBER, NUMBER_WORDS, number_of


class QuantityKind(StrEnum):
    """What is counted or measured."""

    SHARE = "share"
    POINTS = "points"
    TIMES = "times"
    PEOPLE = "people"
    PROCEDURES = "procedures"
    DOSE = "dose"
    SIZE = "size"


class Bound(StrEnum):
    """How the number limits what is said."""

    EQUAL = "equal"
    ABOUT = "about"
    AT_LEAST = "at least"
    AT_MOST = "up to"


@dataclass(frozen=True)
class Quantity:
    """One quantity of a sentence, from *start* to *end*; low and high are the same for a single number."""

    kind: QuantityKind
    low: float
    high: float
    bound: Bound
    unit: str
    start: int
    end: int
    before_after: bool = False

    def __str__(self) -> str:
        bound = "" if self.bound is Bound.EQUAL else f"{self.bound} "
        joined = "to" if self.before_after or self.low != self.high else ""
        numbers = f"{_plain(self.low)} {joined} {_plain(self.high)}" if joined else f"{_plain(self.low)}"
        numbers = f"from {numbers}" if self.before_after else numbers
        return f"{bound}{numbers}{'' if self.unit == '%' else ' '}{self.unit}".strip()


_RANGE = rf"(?P<low>{NUMBER})(?:\s*(?:–|—|-|to|or|and|\.\.\.?|…)\s*(?P<high>{NUMBER}))?"
_BOUND = (
    r"(?:(?P<bound>up to|as much as|at most|no more than|less than|fewer than|under|below|at least|"
    r"more than|over|"
    r"above|in excess of|no less than|not less than|beyond|about|around|approximately|approx\.?|"
    r"nearly|almost|some|"
    r"roughly|circa|an average of|on average|by)\s+(?:about\s+|an?\s+)?)?"
)
_UNITS = {
    QuantityKind.SHARE: r"\s?(?:%|percent\b|per\s?cent\b)",
    QuantityKind.POINTS: r"(?:\s|-)(?:edss\s)?(?:points?|grades?|steps?)\b",
    QuantityKind.TIMES: r"(?:\s|-)?(?:times|fold)\b(?!\s(?:a|per|daily|weekly)\b)",
    QuantityKind.PEOPLE: r"\s(?:(?!(?:of|in|out|to|per|and)\b)[a-z-]+\s){0,3}?(?:patients|people|"
    r"persons|cases|participants|men|women|"
    r"sufferers|individuals|clients|volunteers|children)\b",
    QuantityKind.PROCEDURES: r"\s(?:(?!(?:of|in|out|to|per)\b)[a-z-]+\s){0,2}?(?:procedures|"
    r"transplants|transplantations|operations|infusions|"
    r"injections|sessions|treatments|doses)\b",
    QuantityKind.DOSE: r"\s?(?:(?:million|billion|thousand)\s(?:[a-z-]+\s){0,2}?(?:cells|units|iu)\b|"
    r"(?:mg|mcg|µg|ug|g|ml|"
    r"mil|iu|i\.u\.|international units|units|cc|µg/ml|nmol/l|ng/ml|mmhg)\b(?:/kg|/day| per kg|"
    r" per day| a day| daily)?)",
    QuantityKind.SIZE: r"\s?(?:kg|kilos?|kilograms?|lbs?|pounds|km|kilomet(?:er|re)s?|miles?|met(?:er|"
    r"re)s?|m|feet|"
    r"blocks|mm|cm|ms)\b",
}
_PATTERNS = {
    kind: re.compile(rf"(?<![\w.,]){_BOUND}{_RANGE}{unit}", re.IGNORECASE) for kind, unit in _UNITS.items()
}
_OUT_OF = re.compile(
    rf"(?<![\w.,]){_BOUND}(?P<low>{NUMBER})(?:\s*(?:–|-|to|or)\s*(?P<high>{NUMBER}))?\s+(?P<of>out\s+of|"
    rf"in|of|from)\s+"
    rf"(?:every\s+|the\s+|our\s+|these\s+)?(?P<whole>{NUMBER})(?![.,]?\d)(?!\s*(?:%|per ?cent|years?|"
    r"months?|weeks?|days?|hours?|minutes?))"
    r"(?P<who>\s+(?:[a-z-]+\s+){0,2}?(?:patients|people|cases|persons|"
    r"participants|women|men|members|guests|users|readers|clients|treatments|of|who|say|report|feel|sleep|"
    r"walk|get|no|do|can|were|are|had|have|improved|recovered|showed|remained|sufferers|"
    r"individuals)|\s*[.,;)])?",
    re.IGNORECASE,
)
_SMALL_WHOLES = frozenset({2, 3, 4, 5, 6, 7, 8, 9, 10, 20, 25, 50, 100, 1_000, 10_000})
"""'One in four' is a share by itself; '62 in 80' needs to say of whom."""

_FRACTION = re.compile(rf"(?<![\w.,]){_BOUND}(?P<fraction>{FRACTIONS.pattern})", re.IGNORECASE)
_FROM_TO = re.compile(
    rf"\b(?:from|was|of)\s+(?:an?\s+)?(?:edss\s+)?(?:score\s+of\s+|"
    rf"of\s+)?(?P<low>{NUMBER})(?:\s*points?)?\s+(?:down\s+|up\s+)?to\s+(?:an?\s+)?"
    rf"(?:edss\s+)?(?:score\s+of\s+|of\s+)?(?P<high>{NUMBER})(?P<unit>\s*points?\b|\s*%|\s*(?:km|m|"
    rf"met(?:er|re)s|kg|s|sec|seconds)\b|(?=\W|$))",
    re.IGNORECASE,
)
_COUNTS = re.compile(
    r"\d|\b(?:" + NUMBER_WORDS + r"|half|quarters?|thirds?|fourths?|fifths?|tenths?|every|"
    r"twice|doubl\w+|doubles?|tripled?)\b",
    re.IGNORECASE,
)
"""Without one of these a text holds no quantity, and the patterns need not be tried."""

_ON_A_SCALE = re.compile(
    r"\b(?:scores?|scale|index|relapse rate|relapses|attacks|lesions|fatigue)\b", re.IGNORECASE
)
_SHARE_WORDS = {"twice": 2.0, "double": 2.0, "doubled": 2.0, "doubles": 2.0, "triple": 3.0, "tripled": 3.0}
_TIMES_WORD = re.compile(
    rf"\b(?P<word>{'|'.join(_SHARE_WORDS)})\b(?!\s+(?:a|per|daily|weekly|vision))", re.IGNORECASE
)
_BOUNDS = {
    Bound.AT_MOST: (
        "up to",
        "as much as",
        "at most",
        "no more than",
        "less than",
        "fewer than",
        "under",
        "below",
    ),
    Bound.AT_LEAST: (
        "at least",
        "more than",
        "over",
        "above",
        "in excess of",
        "no less than",
        "not less than",
        "beyond",
    ),
    Bound.ABOUT: (
        "about",
        "around",
        "approximately",
        "approx",
        "approx.",
        "nearly",
        "almost",
        "some",
        "roughly",
        "circa",
    ),
}
_BOUND_OF = {word: bound for bound, words in _BOUNDS.items() for word in words}


def find_quantities(text: str) -> tuple[Quantity, ...]:
    """The quantities of a sentence in order; where two readings overlap, the more special one."""
    taken: list[Quantity] = []
    for quantity in _all(text):
        if not any(quantity.start < other.end and other.start < quantity.end for other in taken):
            taken.append(quantity)
    return tuple(sorted(taken, key=lambda quantity: quantity.start))


def _plain(number: float) -> str:
    """A number as a person writes it.

    >>> _plain(2_800_000.0), _plain(1.5), _plain(86.0)
    ('2,800,000', '1.5', '86')
    """
    return f"{number:,.0f}" if number == int(number) else f"{number:,g}"


def _all(text: str) -> Iterator[Quantity]:
    """Every reading, the more special before the more general."""
    if not _COUNTS.search(text):
        return
    yield from _courses(text)
    for found in _OUT_OF.finditer(text):
        share = _share_of(found)
        if share is not None:
            yield share
    for found in _FRACTION.finditer(text):
        low = FRACTIONS.value(found["fraction"])
        yield Quantity(QuantityKind.SHARE, low, low, _bound(found), "%", found.start("fraction"), found.end())
    for kind, pattern in _PATTERNS.items():
        for found in pattern.finditer(text):
            yield _measured(kind, found)
    for found in _TIMES_WORD.finditer(text):
        factor = _SHARE_WORDS[found["word"].lower()]
        yield Quantity(QuantityKind.TIMES, factor, factor, Bound.EQUAL, "times", found.start(), found.end())


def _courses(text: str) -> Iterator[Quantity]:
    """From one number to another."""
    edss = re.search(r"edss|disability s(?:cale|core|tatus)", text, re.IGNORECASE)
    for found in _FROM_TO.finditer(text):
        unit = (found["unit"] or "").strip().lower()
        if unit or edss:
            yield _from_to(found, unit)
        elif _ON_A_SCALE.search(text):
            yield replace(_from_to(found, ""), kind=QuantityKind.SIZE, unit="on its scale")


def _measured(kind: QuantityKind, found: re.Match[str]) -> Quantity:
    low = number_of(found["low"])
    high = number_of(found["high"]) if found["high"] else low
    unit = {
        QuantityKind.SHARE: "%",
        QuantityKind.POINTS: "points",
        QuantityKind.TIMES: "times",
        QuantityKind.PEOPLE: "patients",
        QuantityKind.PROCEDURES: "procedures",
    }.get(kind) or found.group()[found.end("high" if found["high"] else "low") - found.start() :].strip()
    return Quantity(
        kind, min(low, high), max(low, high), _bound(found), unit, found.start("low"), found.end()
    )


def _share_of(found: re.Match[str]) -> Quantity | None:
    """'8 out of 10' as a share; None where it is none, such as 'in 2 of 3 sessions a week'."""
    whole, low = number_of(found["whole"]), number_of(found["low"])
    high = number_of(found["high"]) if found["high"] else low
    if not 0 < whole <= 1_000_000 or high > whole:
        return None
    if not found["who"] and (found["of"].lower() == "from" or whole not in _SMALL_WHOLES):
        return None
    shares = (round(100 * low / whole, 1), round(100 * high / whole, 1))
    return Quantity(QuantityKind.SHARE, *shares, _bound(found), "%", found.start("low"), found.end("whole"))


def _from_to(found: re.Match[str], unit: str) -> Quantity:
    kind = QuantityKind.SHARE if unit == "%" else QuantityKind.POINTS
    if unit and unit != "%" and not unit.startswith("point"):
        kind = QuantityKind.SIZE
    return Quantity(
        kind,
        number_of(found["low"]),
        number_of(found["high"]),
        Bound.EQUAL,
        unit or "points",
        found.start("low"),
        found.end(),
        before_after=True,
    )


def _bound(found: re.Match[str]) -> Bound:
    return _BOUND_OF.get(" ".join((found["bound"] or "").lower().split()), Bound.EQUAL)
