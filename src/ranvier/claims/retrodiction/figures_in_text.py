"""Figures in the words of a report: plain text, percentages, counts, intervals, p-values."""

from __future__ import annotations

import math
import re

from scipy.special import ndtri

_DASHES = str.maketrans({"–": "-", "—": "-", "−": "-", "‐": "-", "‑": "-", "→": ">", "’": "'"})
_P = re.compile(r"\bp\s*(<|=|>|≤|of|below|under|:)?\s*\.?(0?\.\d+|0\.\d+|\d+e-\d+)")
_INTERVAL = re.compile(r"(-?\d+(?:\.\d+)?)\s*%?\s*(?:-|to|,|;)\s*(-?\d+(?:\.\d+)?)")
_NUMERAL = re.compile(r"(?<![\d.])-?\d+(?:\.\d+)?")


def plain(text: str) -> str:
    """The text in lower case with plain hyphens, arrows as '>' and decimal commas left alone.

    >>> plain("2.35 → 1.31, −44 %")
    '2.35 > 1.31, -44%'
    """
    lower = (
        text.translate(_DASHES).replace("->", ">").replace("\u202f", " ").replace("\u00a0", " ").casefold()
    )
    return re.sub(r"(\d)\s+%", r"\1%", re.sub(r"(\d),(\d{3})\b", r"\1\2", lower))


def p_value(text: str) -> float | None:
    """The first p-value of a plain text; of "p<0.001" the limit, of "p>0.05" one."""
    found = _P.search(text)
    if found is None:
        return None
    value = float(found.group(2))
    if found.group(1) == ">":
        return 1.0
    return value if 0 < value <= 1 else None


def interval(text: str) -> tuple[float, float] | None:
    """The first pair of limits in "0.34-1.68" or "-2.03 to -1.29"; None where there is none in order."""
    found = _INTERVAL.search(text)
    if found is None:
        return None
    low, high = float(found.group(1)), float(found.group(2))
    if low > high > 0 and low > 0:
        return None
    return (min(low, high), max(low, high))


def numerals(text: str) -> tuple[float, ...]:
    """Every number of a plain text, signs kept."""
    return tuple(float(found) for found in _NUMERAL.findall(text))


def z_of(p: float) -> float:
    """The standard normal deviate of a two-sided p-value."""
    return float(-ndtri(max(p, 1e-12) / 2))


def log_odds(share: float) -> float:
    """The log odds of a share strictly between 0 and 1."""
    return math.log(share / (1 - share))


def improved_log_odds(share: float) -> float:
    """Log odds of a share, kept away from 0 and 1."""
    return log_odds(min(max(share, 0.005), 0.995))
