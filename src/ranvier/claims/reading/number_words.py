"""Numbers and fractions in figures and in English words."""

from __future__ import annotations

import re
from typing import ClassVar

_ONES = {
    word: value
    for value, word in enumerate(
        [
            "zero",
            "one",
            "two",
            "three",
            "four",
            "five",
            "six",
            "seven",
            "eight",
            "nine",
            "ten",
            "eleven",
            "twelve",
            "thirteen",
            "fourteen",
            "fifteen",
            "sixteen",
            "seventeen",
            "eighteen",
            "nineteen",
        ]
    )
}
_TENS = {
    word: 10 * value
    for value, word in enumerate(
        ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"], start=2
    )
}
_LARGE = {
    "hundred": 100,
    "hundreds": 100,
    "thousand": 1_000,
    "thousands": 1_000,
    "dozen": 12,
    "dozens": 12,
    "million": 10**6,
}
_SINGLE = "|".join([*_TENS, *_ONES, "a couple of", "several hundred", "several thousand"])
NUMBER_WORDS = "|".join([*_ONES, *_TENS, *_LARGE, "couple", "several", "seventh", "eighths"])
"""Every word of which a number can be made."""

_WORDED = (
    rf"(?:(?:{'|'.join(_TENS)})[- ](?:{'|'.join(_ONES)})|(?:an?\s)?(?:{_SINGLE})|"
    rf"an?(?=\s(?:hundred|thousand|dozen)))"
)
NUMBER = (
    rf"(?:\d{{1,3}}(?:,\d{{3}})+(?:\.\d+)?|\d+(?:[.,]\d+)?(?:\s(?:million|"
    rf"billion)(?!\s(?:[a-z-]+\s){{0,2}}?(?:cells|units|iu)))?|\b{_WORDED}(?:\s(?:hundred|"
    rf"thousand|dozen))?\b"
    r"|\b(?:hundreds|thousands|dozens)(?:\sof)?\b)"
)
"""What a number may look like; without named groups, so that it can stand in a larger pattern."""


def number_of(text: str) -> float:
    """The number that figures or words stand for; NaN never: the text must fit NUMBER."""
    figures = text.strip().lower()
    if re.fullmatch(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?", figures):
        return float(figures.replace(",", ""))
    if re.fullmatch(r"\d+(?:[.,]\d+)?", figures):
        return float(figures.replace(",", "."))
    scaled = re.fullmatch(r"(\d+(?:[.,]\d+)?)\s(million|billion)", figures)
    if scaled:
        return float(scaled[1].replace(",", ".")) * (10**6 if scaled[2] == "million" else 10**9)
    total, factor = 0.0, 1.0
    for word in re.split(r"[\s-]+", figures):
        total += _ONES.get(word, 0) + _TENS.get(word, 0) + (2 if word in ("couple", "several") else 0)
        factor *= _LARGE.get(word, 1)
    return (total or 1.0) * factor if total or factor > 1 else 0.0


class Fractions:
    """Shares in words, in percent."""

    _WORDS: ClassVar[dict[str, float]] = {
        r"three[- ]quarters": 75.0,
        r"(?:one|a)[- ]quarter|quarter(?= of)": 25.0,
        r"two[- ]thirds": 66.7,
        r"(?:one|a)[- ]third": 33.3,
        r"(?:one|a)[- ]half|(?<=by )half|half(?= of| the| our| all| these)": 50.0,
        r"four[- ]fifths": 80.0,
        r"three[- ]fifths": 60.0,
        r"two[- ]fifths": 40.0,
        r"(?:one|a)[- ]fifth": 20.0,
        r"nine[- ]tenths": 90.0,
        r"seven[- ]eighths": 87.5,
        r"(?:one|a)[- ]tenth": 10.0,
        r"every (?:second|other)(?= patient| person| one| case| woman| man)": 50.0,
        r"every third(?= patient| person| one| case| woman| man)": 33.3,
        r"every fourth(?= patient| person| one| case| woman| man)": 25.0,
        r"every fifth(?= patient| person| one| case| woman| man)": 20.0,
        r"every tenth(?= patient| person| one| case| woman| man)": 10.0,
    }
    pattern = rf"\b(?:{'|'.join(_WORDS)})(?![- ]?(?:hour|year|month|day|mile|brother|sister|price))"

    def value(self, text: str) -> float:
        """The share in percent that *text* stands for."""
        lowered = " ".join(text.lower().split())
        for words, share in self._WORDS.items():
            if re.match(words.replace("(?= of| the| our| all| these)", "").split("(?=")[0], lowered):
                return share
        return 50.0


FRACTIONS = Fractions()
