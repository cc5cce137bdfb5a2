"""Each patient's observation cut where a window, band or season begins or ends: few stretches, not days."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from ranvier.estimates.inputs import MOST_DAYS
from ranvier.estimates.self_controlled.records import CheckedCases, Days
from ranvier.estimates.self_controlled.windows import RiskWindow

_KEY = 4 * MOST_DAYS
_FOUR_YEARS = 1461


@dataclass(frozen=True, eq=False)
class Stretches:
    """One row a stretch, by patient and day: all its days lie in the same windows, band and season."""

    case: Days
    first_day: Days
    n_days: Days

    def holding(self, case: Days, day: Days) -> Days:
        """The stretch that holds each day."""
        key = self.case * _KEY + self.first_day
        return np.asarray(np.searchsorted(key, case * _KEY + day, side="right") - 1, np.int64)


def find_stretches(
    cases: CheckedCases, windows: Sequence[RiskWindow], cut_days: Days, n_seasons: int
) -> Stretches:
    """Cut at every day on which something may change."""
    everyone = np.arange(cases.n)
    parts = [everyone * _KEY + cases.first_day]
    for window in windows:
        for day in (window.first_day, window.last_day + 1):
            parts.append(_inside(cases, cases.exposure_case, cases.exposure_day + day))
    for days in (cut_days, season_days(cases, n_seasons)):
        who = np.repeat(everyone, days.size)
        parts.append(_inside(cases, who, np.tile(days, cases.n)))
    key = np.unique(np.concatenate(parts))
    case, first_day = key // _KEY, key % _KEY
    ends = np.append(first_day[1:], 0)
    is_last = np.append(case[1:] != case[:-1], True)[: key.size]
    ends = np.where(is_last, cases.last_day[case] + 1, ends[: key.size])
    return Stretches(case, first_day, ends - first_day)


def season_of(day: Days, n_seasons: int) -> Days:
    """Which of equal parts of a year of 365.25 days, from 0; day 0 is a 1 January."""
    if n_seasons < 2:
        return np.zeros(day.size, np.int64)
    return np.asarray(4 * day * n_seasons // _FOUR_YEARS % n_seasons, np.int64)


def season_days(cases: CheckedCases, n_seasons: int) -> Days:
    """The first days of all seasons up to the last day of anybody."""
    if n_seasons < 2 or not cases.n:
        return np.empty(0, np.int64)
    last = 4 * int(cases.last_day.max()) * n_seasons // _FOUR_YEARS
    return np.asarray(-(-_FOUR_YEARS * np.arange(last + 1) // (4 * n_seasons)), np.int64)


def _inside(cases: CheckedCases, case: Days, day: Days) -> Days:
    inside = (cases.first_day[case] < day) & (day <= cases.last_day[case])
    return np.asarray((case * _KEY + day)[inside], np.int64)
