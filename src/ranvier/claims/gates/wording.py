"""Counts and shares as the checks print them: small groups of patients are never shown."""

from __future__ import annotations

import math
from collections.abc import Sequence


def percent(part: float, whole: float) -> float:
    """*part* of *whole* in percent; 0 of nothing is 0."""
    return 100 * part / whole if whole else 0.0


def percent_text(value: float) -> str:
    """One decimal, dropped where it is 0, so that a share can be read beside its limit.

    >>> percent_text(9.876), percent_text(61.0)
    ('9.9%', '61%')
    """
    return f"{value:.1f}".removesuffix(".0") + "%"


def count_text(count: int, least: int) -> str:
    """A count of patients; one below *least* that is not 0 reads as 'fewer than'.

    >>> count_text(1234, 5), count_text(0, 5), count_text(3, 5)
    ('1,234', '0', 'fewer than 5')
    """
    return f"fewer than {least}" if 0 < count < least else f"{count:,}"


def rescored_text(points: float) -> str:
    """By how much scores were moved.

    >>> rescored_text(0.5), rescored_text(-0.5)
    ('0.5 points higher', '0.5 points lower')
    """
    return f"{abs(points):g} points {'higher' if points > 0 else 'lower'}"


def share_text(count: int, total: int, least: int) -> str:
    """A count of a total with its percentage; neither the count nor what is left may be a small group.

    >>> share_text(24, 243, 5), share_text(3, 243, 5), share_text(241, 243, 5)
    ('24 of 243 (9.9%)', 'fewer than 5 of 243 (under 2.1%)', 'all but fewer than 5 of 243 (over 97.9%)')
    """
    whole = count_text(total, least)
    if total < least or total == 0:
        return f"{count_text(count, least)} of {whole}"
    edge = math.ceil(10 * percent(least, total)) / 10
    if 0 < count < least:
        return f"fewer than {least} of {whole} (under {percent_text(edge)})"
    if 0 < total - count < least:
        return f"all but fewer than {least} of {whole} (over {percent_text(100 - edge)})"
    return f"{count:,} of {whole} ({percent_text(percent(count, total))})"


def listed(words: Sequence[str]) -> str:
    """Words with commas and a final 'and'.

    >>> listed(["a"]), listed(["a", "b", "c"])
    ('a', 'a, b and c')
    """
    if len(words) < 2:
        return "".join(words)
    return f"{', '.join(words[:-1])} and {words[-1]}"


def points_text(value: float) -> str:
    """EDSS points with one decimal and a true minus sign."""
    return f"{value:.1f}".replace("-", "−")
