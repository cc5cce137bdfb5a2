"""Each patient's observed days counted by window and season, with the events on them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from ranvier.estimates.self_controlled.records import CheckedCases, Days
from ranvier.estimates.self_controlled.stretches import Stretches, find_stretches, season_of
from ranvier.estimates.self_controlled.windows import RiskWindow


@dataclass(frozen=True, eq=False)
class Intervals:
    """One row a patient and combination of windows and band: its days, and the events on them.

    columns: one a window and one a band but the one with most events, by name, whether the row lies in it.
    compared_with: what, by the name of a column. n_windows: how many of the columns, the first ones, are
    windows.
    """

    case: Days
    n_days: Days
    n_events: Days
    columns: dict[str, NDArray[np.bool_]]
    compared_with: dict[str, str]
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
    cuts = np.asarray(sorted(set(cut_days)), np.int64)
    stretches = find_stretches(cases, windows, cuts, n_seasons)
    codes, sizes = [], []
    for kind in _kinds(windows):
        named = [window for window in windows if window.kind == kind]
        codes.append(_painted(cases, named, kind, stretches))
        sizes.append(len(named) + 1)
    codes.append(np.searchsorted(cuts, stretches.first_day, side="right"))
    codes.append(season_of(stretches.first_day, n_seasons))
    sizes += [cuts.size + 1, max(1, n_seasons)]
    state = np.ravel_multi_index(tuple(codes), tuple(sizes))
    return _counted(cases, windows, stretches, state, tuple(sizes))


def _kinds(windows: Sequence[RiskWindow]) -> list[str]:
    return list(dict.fromkeys(window.kind for window in windows))


def _painted(cases: CheckedCases, windows: Sequence[RiskWindow], kind: str, stretches: Stretches) -> Days:
    """For every stretch the number of its window of *kind* ("": any), from 1; 0 where in none."""
    code = np.zeros(stretches.case.size, np.int64)
    of_kind = (cases.exposure_kind == kind) | (kind == "")
    case, day = cases.exposure_case[of_kind], cases.exposure_day[of_kind]
    for before in (True, False):  # what is painted later stays
        numbers = [i for i, window in enumerate(windows) if (window.first_day < 0) == before]
        spans = [_span(cases, windows[i], case, day, stretches) for i in numbers]
        if not spans:
            continue
        first, n = (np.concatenate(parts) for parts in zip(*spans, strict=True))
        number = np.repeat(numbers, case.size)
        order = np.lexsort((-number, np.tile(day, len(numbers)), np.tile(case, len(numbers))))
        code[_run_of(first[order], n[order])] = np.repeat(number[order] + 1, n[order])
    return code


def _span(
    cases: CheckedCases, window: RiskWindow, case: Days, day: Days, stretches: Stretches
) -> tuple[Days, Days]:
    """The first stretch of the observed part of each window, and how many it holds."""
    first = np.maximum(day + window.first_day, cases.first_day[case])
    last = np.minimum(day + window.last_day, cases.last_day[case])
    seen = first <= last
    begin = stretches.holding(case, np.where(seen, first, cases.first_day[case]))
    end = stretches.holding(case, np.where(seen, last, cases.first_day[case]))
    return begin, np.where(seen, end - begin + 1, 0)


def _run_of(first: Days, n: Days) -> Days:
    before = np.cumsum(n) - n
    return np.asarray(np.arange(n.sum()) - np.repeat(before - first, n), np.int64)


def _counted(
    cases: CheckedCases,
    windows: Sequence[RiskWindow],
    stretches: Stretches,
    state: NDArray[np.intp],
    sizes: tuple[int, ...],
) -> Intervals:
    n_states = int(np.prod(sizes))
    key, row = np.unique(stretches.case * n_states + state, return_inverse=True)
    n_days = np.bincount(row, weights=stretches.n_days, minlength=key.size).astype(np.int64)
    on_event = row[stretches.holding(cases.event_case, cases.event_day)]
    n_events = np.bincount(on_event, minlength=key.size).astype(np.int64)
    codes = np.unravel_index(key % n_states, sizes)
    columns: dict[str, NDArray[np.bool_]] = {}
    for window in windows:
        of_kind = [other for other in windows if other.kind == window.kind]
        columns[window.name] = codes[_kinds(windows).index(window.kind)] == of_kind.index(window) + 1
    compared_with = dict.fromkeys(columns, "the patient's other days")
    for name, code in (("band", codes[-2]), ("season", codes[-1])):
        bands, reference = _bands(name, code, n_events)
        columns |= bands
        compared_with |= dict.fromkeys(bands, reference)
    return Intervals(key // n_states, n_days, n_events, columns, compared_with, len(windows))


def _bands(name: str, code: NDArray[np.intp], n_events: Days) -> tuple[dict[str, NDArray[np.bool_]], str]:
    """One column a band but the one with most events, and that one, which the others are compared with."""
    events = np.bincount(code, weights=n_events)
    reference = int(np.argmax(events)) if events.size else 0
    others = [band for band in np.unique(code).tolist() if band != reference]
    return {f"{name} {band + 1}": code == band for band in others}, f"{name} {reference + 1}"
