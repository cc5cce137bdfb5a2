"""Birthdays as whole days, for many patients at once."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

Days = NDArray[np.int64]


class Births(NamedTuple):
    """Births as the month, counted from 1970, and the days into it."""

    month: Days
    into_month: Days

    def birthdays(self, age: int, who: Days) -> Days:
        """The day each of *who* turns *age*, in days since 1970-01-01.

        Who was born on 29 February has the birthday on 1 March of other years.
        """
        months = (self.month[who] + 12 * age).view("datetime64[M]")
        turned: Days = months.astype("datetime64[D]").view(np.int64) + self.into_month[who]
        return turned


def births(birth_day: Days) -> Births:
    """Births on *birth_day*, in days since 1970-01-01."""
    months = birth_day.astype("datetime64[D]").astype("datetime64[M]")
    return Births(months.view(np.int64), birth_day - months.astype("datetime64[D]").view(np.int64))


def first_of_year(year: int) -> int:
    """1 January of *year*, in days since 1970-01-01."""
    return int(np.datetime64(f"{year:04d}-01-01", "D").astype(np.int64))


def mid_year(year: NDArray[np.int64]) -> Days:
    """1 July of each *year*: where somebody of whom only the year of birth is known is taken to be born."""
    months = (year - 1970).astype("datetime64[Y]").astype("datetime64[M]") + 6
    days: Days = months.astype("datetime64[D]").astype(np.int64)
    return days
