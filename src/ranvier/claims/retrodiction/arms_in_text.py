"""The arms of a printed comparison: which one is the comparator, how large each is, what it shows."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from ranvier.claims.retrodiction.figures_in_text import interval

_CONTROL = re.compile(
    r"placebo|sham|saline|control|untreated|comparators?|dummy|vehicle|standard care"
    r"|usual care|no treatment|delayed"
)
_TREATED = re.compile(r"\b(treated|treatment|active|drug|cells?|therapy|verum|intervention)\b")
_FIRST = re.compile(r"\b([a-z]+)(?: group| arm)?s? first\b(?! (?:relaps|attack|progress|event|scan))")
_FEWER = re.compile(r"\d%? (fewer|lower|less)|(reduc\w*|lower|fewer) by|\breduction\b")
_SPLIT = re.compile(r"\s+(?:vs?\.?|versus|against|compared with)\s+")
_SLASH = re.compile(r"\s+/\s+")
_NUMBER = r"[-+]?\d+(?:\.\d+)?"
_COUNT = re.compile(r"^\s*(\d+)\s*(?:/|of|out of)\s*(\d+)\b")
_K_WITH_PERCENT = re.compile(r"^\s*(\d+)\s*\((\d+(?:\.\d+)?)%")
_PERCENT = re.compile(rf"^\s*({_NUMBER})\s*%")
_MEAN_SD = re.compile(rf"^\s*({_NUMBER})%?\s*\(\s*sd\s*({_NUMBER})")
_CHANGE = re.compile(rf"^\s*({_NUMBER})\s*>\s*({_NUMBER})")
_MEAN = re.compile(rf"^\s*({_NUMBER})")


class Shown(NamedTuple):
    """What one arm shows: a share of patients, or a mean or rate with what is printed of its spread."""

    share: float | None = None
    n: float | None = None
    mean: float | None = None
    sd: float | None = None
    limits: tuple[float, float] | None = None


class Two(NamedTuple):
    """The arm with the therapy, and the comparator, as words tell which is which."""

    given: Shown
    against: Shown


def split_arms(text: str) -> list[str]:
    """The parts of "a vs b" or "a / b / c"; one part where there is no comparison."""
    parts = _SPLIT.split(text)
    return parts if len(parts) > 1 else _SLASH.split(text)


def control_place(what: str, values: Sequence[str], comparator: str, n: str) -> int | None:
    """The place of the comparator among the printed arms; None where no words tell it.

    It is told by the names that *what* gives the arms in order, by names beside the values, by a word for
    the direction ("45% lower", of two arms), or by *n*, which gives the arms of a trial in order: the
    therapy first, where it names none.
    """
    n_arms = len(values)
    if first := _FIRST.search(what):
        return 0 if _CONTROL.search(first[1]) else n_arms - 1
    for named in (split_arms(what), list(values), split_arms(n)):
        place = _named_place(named, comparator) if len(named) == n_arms else None
        if place is not None:
            return place
    if n_arms == 2 and _FEWER.search(" ".join(values)):
        return _larger_place(values)
    return n_arms - 1 if len(split_arms(n)) == n_arms else None


def _named_place(named: Sequence[str], comparator: str) -> int | None:
    """The last of the names that is one of a comparator, or of *comparator* of this study."""
    places = [i for i, part in enumerate(named) if _CONTROL.search(part)]
    if not places and comparator:
        words = set(re.findall(r"[a-z]{4,}", comparator))
        places = [i for i, part in enumerate(named) if words & set(re.findall(r"[a-z]{4,}", part))]
    if places and len(places) < len(named):
        return places[-1]
    treated = [i for i, part in enumerate(named) if _TREATED.search(part)]
    return 1 - treated[0] if len(named) == 2 and len(treated) == 1 else None


def _larger_place(values: Sequence[str]) -> int | None:
    found = [re.search(_NUMBER, part) for part in values]
    first, second = (float(one[0]) if one else 0.0 for one in found)
    return None if first == second else int(second > first)


def arm_sizes(n: str, n_arms: int) -> list[float] | None:
    """Patients an arm of "69 vs 75", "55 / 57 / 56" or "1841" (then in equal parts)."""
    parts = [float(found) for found in re.findall(r"\d+(?:\.\d+)?", n.replace(",", ""))]
    if len(parts) >= n_arms > 1:
        return parts[:n_arms]
    return [parts[0] / n_arms] * n_arms if len(parts) == 1 else None


def two_arms(what: str, value: str, comparator: str, n: str) -> Two | None:
    """The two arms of a plain text, of three the first beside the comparator; None where no words compare.

    A list with strokes, such as "better / same / worse", compares only where *what* names a comparator in it.
    """
    bare = re.sub(r";.*|, p\b.*|difference.*", "", value)
    parts = split_arms(bare)
    if len(parts) < 2 or not (_SPLIT.search(bare) or _names_a_comparator(what, len(parts), comparator)):
        return None
    place = control_place(what, parts, comparator, n)
    if place is None:
        return None
    sizes = _sizes_in_order(n, len(parts), place)
    shown = [_shown(part, size) for part, size in zip(parts, sizes, strict=True)]
    given = next(i for i in range(len(parts)) if i != place)
    first, second = shown[given], shown[place]
    return Two(first, second) if first and second else None


def _sizes_in_order(n: str, n_arms: int, place: int) -> list[float]:
    """Patients of each printed arm; *n* names the therapy first where it names nobody."""
    sizes = arm_sizes(n, n_arms) or [0.0] * n_arms
    names_none = _named_place(split_arms(n), "") is None
    return sizes[::-1] if n_arms == 2 and place == 0 and names_none else sizes


def is_turned(what: str, comparator: str) -> bool:
    """Whether a ratio is named as that of the comparator to the therapy, "placebo vs drug"."""
    named = split_arms(what)
    return len(named) == 2 and bool(_SPLIT.search(what)) and _named_place(named, comparator) == 0


def compares_arms(value: str) -> bool:
    """Whether a plain text sets one group beside another."""
    return bool(_SPLIT.search(value))


def _names_a_comparator(what: str, n_arms: int, comparator: str) -> bool:
    named = split_arms(what)
    return len(named) == n_arms and _named_place(named, comparator) is not None


def _shown(text: str, n: float | None) -> Shown | None:
    """What one arm's text shows; *n* where the text itself does not tell it."""
    if found := _COUNT.match(text):
        return Shown(share=float(found[1]) / float(found[2]), n=float(found[2])) if float(found[2]) else None
    if found := _K_WITH_PERCENT.match(text):
        k, percent = float(found[1]), float(found[2])
        return Shown(share=percent / 100, n=n if n else (k / percent * 100 if percent else None))
    if found := _MEAN_SD.match(text):
        return Shown(mean=float(found[1]), sd=float(found[2]), n=n)
    if found := _PERCENT.match(text):
        share = float(found[1]) / 100
        return (
            Shown(share=share, n=n)
            if 0 <= share <= 1 and text.strip()[0] not in "+-"
            else Shown(mean=share, n=n)
        )
    if found := _CHANGE.match(text):
        return Shown(mean=float(found[2]) - float(found[1]), n=n)
    if found := _MEAN.match(text):
        return Shown(mean=float(found[1]), n=n, limits=interval(text[found.end() :]))
    return None
