"""Numbers for programs, rounded so that every machine writes the same bytes."""

from __future__ import annotations

import math

DIGITS = 6
"""Significant digits of a number: enough for every use, few enough to be the same on every machine."""


def stable(number: float | None) -> float | None:
    """A number rounded to the digits that are kept; None where there is no finite one.

    >>> stable(0.1 + 0.2), stable(float("nan")), stable(-0.0)
    (0.3, None, 0.0)
    """
    if number is None or not math.isfinite(number):
        return None
    return float(f"{number:.{DIGITS}g}") + 0.0
