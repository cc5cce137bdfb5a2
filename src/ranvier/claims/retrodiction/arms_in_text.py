"""The arms of a printed comparison: which one is the comparator, how large each is, what it shows."""

from __future__ import annotations

import re
from typing import NamedTuple

from ranvier.claims.retrodiction.figures_in_text import interval

_CONTROL = re.compile(
    r"placebo|sham|saline|control|untreated|comparator|dummy|vehicle|standard care"
    r"|usual care|no treatment|delayed"
)
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
    """The arm with the therapy, and the comparator."""

    given: Shown
    against: Shown


def split_arms(text: str) -> list[str]:
    """The parts of "a vs b" or "a / b / c"; one part where there is no comparison."""
    parts = _SPLIT.split(text)
    return parts if len(parts) > 1 else _SLASH.split(text)


def control_place(what: str, comparator: str, n_arms: int) -> int | None:
    """The place of the comparator among the arms that *what* names in order; by default the last.

    None where the words name other arms than the printed ones. The comparator is known by its words, such as
    placebo, or by those that the study gives for it.
    """
    named = split_arms(what)
    if len(named) == n_arms:
        places = [i for i, part in enumerate(named) if _CONTROL.search(part)]
        if not places and comparator:
            words = set(re.findall(r"[a-z]{4,}", comparator))
            places = [i for i, part in enumerate(named) if words & set(re.findall(r"[a-z]{4,}", part))]
        if places:
            return places[-1]
    return n_arms - 1


def arm_sizes(n: str, n_arms: int) -> list[float] | None:
    """Patients an arm of "69 vs 75", "55 / 57 / 56" or "1841" (then in equal parts)."""
    parts = [float(found) for found in re.findall(r"\d+(?:\.\d+)?", n.replace(",", ""))]
    if len(parts) >= n_arms > 1:
        return parts[:n_arms]
    return [parts[0] / n_arms] * n_arms if len(parts) == 1 else None


def two_arms(what: str, value: str, comparator: str, n: str) -> Two | None:
    """The two arms of a plain text; None where it compares none; of three the first beside the comparator."""
    parts = split_arms(re.sub(r";.*|, p\b.*|difference.*", "", value))
    if len(parts) < 2:
        return None
    sizes = arm_sizes(n, len(parts)) or [0.0] * len(parts)
    shown = [_shown(part, size) for part, size in zip(parts, sizes, strict=True)]
    place = control_place(what, comparator, len(parts))
    given = next(i for i in range(len(parts)) if i != place)
    first, second = shown[given], shown[place if place is not None else -1]
    return Two(first, second) if first and second else None


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
