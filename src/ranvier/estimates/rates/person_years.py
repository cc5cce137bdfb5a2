"""How many years patients were under observation in each band of sex, age and calendar year."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import ArrayLike, NDArray

from ranvier.estimates.inputs import Inputs
from ranvier.estimates.rates.birthdays import births, first_of_year
from ranvier.tables.rate_table import RateTable
from ranvier.vocabulary.time import DAYS_PER_YEAR

Days = NDArray[np.int64]

_NEVER = 10_000_000
"""Days before and after 1970 that no date reaches."""


@dataclass(frozen=True)
class Followed:
    """Stretches of time under observation, one row each; a patient may have several that do not overlap.

    sex: 0 female, 1 male. birth_day, entry_day, exit_day: days since 1970-01-01, exit_day not counted.
    """

    sex: Days
    birth_day: Days
    entry_day: Days
    exit_day: Days


@dataclass(frozen=True)
class PersonYears:
    """Years under observation in each band of a table, in its order, and outside all of them."""

    years: NDArray[np.float64]
    outside: float


def check_followed(
    inputs: Inputs, sex: ArrayLike, birth_day: ArrayLike, entry_day: ArrayLike, exit_day: ArrayLike
) -> Followed:
    """The stretches as arrays, with what is wrong with them added to *inputs*."""
    given = {"sex": sex, "birth_day": birth_day, "entry_day": entry_day, "exit_day": exit_day}
    arrays = {name: inputs.numbers(name, values) for name, values in given.items()}
    inputs.same_length(*((name, len(values)) for name, values in arrays.items()))
    coded = np.isin(arrays["sex"], (0, 1))
    inputs.each(coded, "sex must be 0 (female) or 1 (male)", "sex", "leave out patients without it")
    hint = "count in days since 1970-01-01"
    for name in ("birth_day", "entry_day", "exit_day"):
        whole = (arrays[name] == np.floor(arrays[name])) & (np.abs(arrays[name]) < _NEVER)
        inputs.each(whole, f"{name} must be whole days", name, hint)
    birth, entry, end = (arrays[name] for name in ("birth_day", "entry_day", "exit_day"))
    if len(birth) == len(entry) == len(end):
        hint = "check the dates; leave out who left before a latency was over"
        inputs.each(entry <= end, "entry_day must not lie after exit_day", "entry_day", hint)
        inputs.each(birth <= entry, "entry_day must not lie before birth", "birth_day", "check the dates")
    return Followed(*(arrays[name].astype(np.int64) for name in given))


def split_person_years(followed: Followed, table: RateTable) -> PersonYears:
    """Years in each band of *table*, split on birthdays and on 1 January, on whole days.

    Calendar years before the first and after the last of the table count in its first and last (as in R
    survexp). The slow twin is tests/reference/person_years.py.
    """
    bands = sorted(
        {(int(first), int(last)) for first, last in zip(table.age_from, table.age_to, strict=True)}
    )
    # Ages in short and in long years: who can have been in a band at all, before birthdays are counted.
    youngest = (followed.entry_day - followed.birth_day) // 366
    oldest = (followed.exit_day - followed.birth_day) // 365
    born = births(followed.birth_day)
    days = np.zeros(len(table))
    for first, last in bands:
        near = np.flatnonzero((youngest <= last) & (oldest >= first))
        begins = np.maximum(followed.entry_day[near], born.birthdays(first, near))
        ends = np.minimum(followed.exit_day[near], born.birthdays(last + 1, near))
        there = ends > begins
        if there.any():
            rows = np.flatnonzero((table.age_from == first) & (table.age_to == last))
            days[rows] = _days_in(rows, table, followed.sex[near][there], begins[there], ends[there])
    all_days = int((followed.exit_day - followed.entry_day).sum())
    return PersonYears(days / DAYS_PER_YEAR, (all_days - int(days.sum())) / DAYS_PER_YEAR)


def _days_in(rows: Days, table: RateTable, sex: Days, begins: Days, ends: Days) -> NDArray[np.float64]:
    """Days in the bands *rows* of one age, by sex and calendar year."""
    found = np.zeros(len(rows))
    for code in (0, 1):
        mine = np.flatnonzero(table.sex[rows] == code)
        of_sex = sex == code
        for place, (start, stop) in zip(mine, _calendar(table, rows[mine]), strict=True):
            within = np.minimum(ends[of_sex], stop) - np.maximum(begins[of_sex], start)
            found[place] = np.maximum(within, 0).sum()
    return found


def _calendar(table: RateTable, rows: Days) -> list[tuple[int, int]]:
    """First day of each band's calendar years, and the day after their last; the outermost without end."""
    if not table.by_year or not len(rows):
        return [(-_NEVER, _NEVER)] * len(rows)
    order = np.argsort(table.year_from[rows])
    starts = [first_of_year(int(year)) for year in table.year_from[rows][order]]
    starts[0] = -_NEVER
    spans = [*pairwise(starts), (starts[-1], _NEVER)]
    placed: list[tuple[int, int]] = [(0, 0)] * len(rows)
    for place, span in zip(order, spans, strict=True):
        placed[int(place)] = span
    return placed
