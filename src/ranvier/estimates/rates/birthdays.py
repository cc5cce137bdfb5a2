"""Birthdays as whole days, for many patients at once."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Days = NDArray[np.int64]


def birthdays(birth_day: Days, age: int) -> Days:
    """The day each patient turns *age*, in days since 1970-01-01 as *birth_day*.

    Who was born on 29 February has the birthday on 1 March of other years.
    """
    months = birth_day.astype("datetime64[D]").astype("datetime64[M]")
    into_month = birth_day - months.astype("datetime64[D]").astype(np.int64)
    turned: Days = (months + 12 * age).astype("datetime64[D]").astype(np.int64) + into_month
    return turned


def first_of_year(year: int) -> int:
    """1 January of *year*, in days since 1970-01-01."""
    return int(np.datetime64(f"{year:04d}-01-01", "D").astype(np.int64))


def mid_year(year: NDArray[np.int64]) -> Days:
    """1 July of each *year*: where somebody of whom only the year of birth is known is taken to be born."""
    months = (year - 1970).astype("datetime64[Y]").astype("datetime64[M]") + 6
    days: Days = months.astype("datetime64[D]").astype(np.int64)
    return days
