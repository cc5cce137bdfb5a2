"""The steps of the Expanded Disability Status Scale (EDSS).

Twenty values are valid: 0 and 1.0 to 10.0 in half points; 0.5 does not exist.
Inside kernels a score is a whole number of ticks of half a point, so comparisons are exact.
"""

from __future__ import annotations

TICKS_PER_POINT = 2
"""One EDSS tick is half a point: a score of 3.5 is 7 ticks."""

EDSS_LOWEST = 0.0
EDSS_HIGHEST = 10.0

VALID_EDSS: tuple[float, ...] = (0.0, *(ticks / TICKS_PER_POINT for ticks in range(2, 21)))
"""Every valid score."""


def is_valid_edss(score: float) -> bool:
    """Whether *score* is one of the twenty EDSS steps.

    >>> is_valid_edss(3.5), is_valid_edss(0.5), is_valid_edss(2.3), is_valid_edss(11)
    (True, False, False, False)
    """
    return score in VALID_EDSS
