"""Each patient's observed days counted by window and season, with the events on them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from ranvier.estimates.self_controlled.records import CheckedCases, Days
from ranvier.estimates.self_controlled.windows import RiskWindow

_YEAR = 365.25


@dataclass(frozen=True, eq=False)
class Intervals:
    """One row a patient and combination of windows and band: its days, and the events on them.

    columns: one a window and one a band but the one with most events, by name, whether the row lies in it.
    n_windows: how many of the columns, the first ones, are windows.
    """

    case: Days
    n_days: Days
    n_events: Days
    columns: dict[str, NDArray[np.bool_]]
    n_windows: int


def find_intervals(
    cases: CheckedCases,
    windows: Sequence[RiskWindow],
    *,
    cut_days: Sequence[int] = (),
    n_seasons: int = 0,
) -> Intervals:
    """Days and events of each patient in each combination of windows and bands.

    cut_days: first day of each further band of age or calendar time, on the axis of the records. n_seasons:
    equal parts of the year, for days counted from a 1 January.
    """
    n_days = cases.last_day - cases.first_day + 1
    offset = np.concatenate([[0], np.cumsum(n_days)]).astype(np.int64)
    case = np.repeat(np.arange(cases.n), n_days)
    day = np.arange(case.size) - np.repeat(offset[:-1] - cases.first_day, n_days)
    codes, sizes = [], []
    kinds = list(dict.fromkeys(window.kind for window in windows))
    for kind in kinds:
        named = [i for i, window in enumerate(windows) if window.kind == kind]
        codes.append(_painted(cases, [windows[i] for i in named], kind, offset))
        sizes.append(len(named) + 1)
    codes.append(np.searchsorted(np.asarray(sorted(cut_days)), day, side="right"))
    sizes.append(len(cut_days) + 1)
    codes.append(_season(day, n_seasons))
    sizes.append(max(1, n_seasons))
    state = np.ravel_multi_index(tuple(codes), tuple(sizes))
    return _counted(cases, windows, (case, state, offset), tuple(sizes))


def _painted(cases: CheckedCases, windows: Sequence[RiskWindow], kind: str, offset: Days) -> Days:
    """For every observed day the number of its window of *kind* ("": any), from 1; 0 where in none."""
    code = np.zeros(offset[-1], np.int64)
    of_kind = (cases.exposure_kind == kind) | (kind == "")
    case, day = cases.exposure_case[of_kind], cases.exposure_day[of_kind]
    for before in (True, False):  # what is painted later stays
        numbers = [i for i, window in enumerate(windows) if (window.first_day < 0) == before]
        spans = [_span(cases, windows[i], case, day) for i in numbers]
        if not spans:
            continue
        first, n = (np.concatenate(parts) for parts in zip(*spans, strict=True))
        number = np.repeat(numbers, case.size)
        who, when = np.tile(case, len(numbers)), np.tile(day, len(numbers))
        order = np.lexsort((-number, when, who))
        code[_days_of((first - cases.first_day[who] + offset[who])[order], n[order])] = np.repeat(
            number[order] + 1, n[order]
        )
    return code


def _span(cases: CheckedCases, window: RiskWindow, case: Days, day: Days) -> tuple[Days, Days]:
    """First day and length of the observed part of each window."""
    first = np.maximum(day + window.first_day, cases.first_day[case])
    last = np.minimum(day + window.last_day, cases.last_day[case])
    return np.minimum(first, cases.last_day[case]), np.maximum(last - first + 1, 0)


def _days_of(first: Days, n: Days) -> Days:
    before = np.cumsum(n) - n
    return np.asarray(np.arange(n.sum()) - np.repeat(before - first, n), np.int64)


def _season(day: Days, n_seasons: int) -> Days:
    if n_seasons < 2:
        return np.zeros(day.size, np.int64)
    return np.asarray((day % _YEAR) * n_seasons // _YEAR, np.int64)


def _counted(
    cases: CheckedCases,
    windows: Sequence[RiskWindow],
    days: tuple[Days, Days, Days],
    sizes: tuple[int, ...],
) -> Intervals:
    case, state, offset = days
    n_states = int(np.prod(sizes))
    key = case * n_states + state
    n_days = np.bincount(key, minlength=cases.n * n_states)
    on_event = cases.event_day - cases.first_day[cases.event_case] + offset[cases.event_case]
    n_events = np.bincount(key[on_event], minlength=cases.n * n_states)
    rows = np.flatnonzero(n_days)
    codes = np.unravel_index(rows % n_states, sizes)
    columns: dict[str, NDArray[np.bool_]] = {}
    kinds = list(dict.fromkeys(window.kind for window in windows))
    for window in windows:
        of_kind = [other for other in windows if other.kind == window.kind]
        columns[window.name] = codes[kinds.index(window.kind)] == of_kind.index(window) + 1
    for name, code in (("band", codes[-2]), ("season", codes[-1])):
        columns |= _bands(name, code, n_events[rows])
    return Intervals(rows // n_states, n_days[rows], n_events[rows], columns, len(windows))


def _bands(name: str, code: NDArray[np.intp], n_events: Days) -> dict[str, NDArray[np.bool_]]:
    """One column a band but the one with most events, which the others are compared with."""
    events = np.bincount(code, weights=n_events)
    reference = int(np.argmax(events)) if events.size else 0
    return {f"{name} {band + 1}": code == band for band in np.unique(code).tolist() if band != reference}
