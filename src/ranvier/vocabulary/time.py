"""Days, months and years: one conversion for the whole house."""

from __future__ import annotations

DAYS_PER_YEAR = 365.25
DAYS_PER_MONTH = DAYS_PER_YEAR / 12
DAYS_PER_WEEK = 7


def days_from_months(months: float) -> int:
    """Whole days in *months* of 30.4375 days, rounded to the nearest day.

    >>> days_from_months(12), days_from_months(60)
    (365, 1826)
    """
    return round(months * DAYS_PER_MONTH)
