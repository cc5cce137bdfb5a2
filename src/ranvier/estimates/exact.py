"""Thresholds as people print them, so that 0.7 means seven tenths and not the nearest binary number."""

from __future__ import annotations

from fractions import Fraction


def as_printed(number: float) -> Fraction:
    """The shortest decimal that stands for *number*, as an exact fraction.

    >>> as_printed(0.7)
    Fraction(7, 10)
    """
    return Fraction(repr(float(number)))
