"""How many times more often the event comes in the days after a happening than on other days."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from ranvier.estimates.inputs import MOST_DAYS, Inputs
from ranvier.estimates.result import Estimate
from ranvier.estimates.self_controlled.fitted_ratios import estimate_ratios
from ranvier.estimates.self_controlled.intervals import Intervals, find_intervals
from ranvier.estimates.self_controlled.records import CaseRecords, check_cases
from ranvier.estimates.self_controlled.windows import WINDOWS, RiskWindow


@dataclass(frozen=True, eq=False)
class SelfControlledSeries:
    """Incidence ratio of each window, and of each band of age, calendar time or season, by name.

    before: the windows before the happening among them. faults: what speaks against reading the ratios as an
    effect; empty where nothing does. n_cases: patients with an event, n_patients: all.
    """

    ratios: Mapping[str, Estimate]
    before: Mapping[str, Estimate]
    faults: tuple[str, ...]
    intervals: Intervals
    n_cases: int
    n_patients: int


def estimate_self_controlled(
    records: CaseRecords,
    windows: Sequence[RiskWindow] = WINDOWS,
    *,
    cut_days: Sequence[int] = (),
    n_seasons: int = 0,
    first_only: bool = False,
    conf_level: float = 0.95,
) -> SelfControlledSeries:
    """Events a day in each window over events a day outside all of them, each patient beside themselves.

    cut_days, n_seasons: as in `find_intervals`. first_only: count each patient's first event alone, where one
    event makes the next more or less probable; it must then be rare. Without an event in a window its ratio
    is 0 with an exact upper limit; with all events in the only window it is infinite, the lower limit exact.
    Not known without an event. A window before the happening whose interval excludes 1 is a fault: the event
    may bring on the happening, or both come from something else. Raises InputError; Collinear where windows
    cannot be told apart.
    Source S153: Farrington CP. Biometrics 1995;51:228-235; Whitaker HJ et al. Stat Med 2006;25:1768-1797.
    Equals R gnm(eliminate=) and clogit.
    """
    inputs = Inputs("self-controlled series")
    conf_level = inputs.conf_level(conf_level)
    _check_windows(inputs, windows)
    _check_bands(inputs, cut_days, n_seasons)
    inputs.finish()
    cases = check_cases(records, first_only=first_only)
    intervals = find_intervals(cases, windows, cut_days=cut_days, n_seasons=n_seasons)
    ratios = estimate_ratios(intervals, conf_level)
    before = {window.name: ratios[window.name] for window in windows if window.is_before}
    return SelfControlledSeries(
        ratios=ratios,
        before=before,
        faults=tuple(_fault(name, ratio) for name, ratio in before.items() if _excludes_one(ratio)),
        intervals=intervals,
        n_cases=cases.n,
        n_patients=cases.n_patients,
    )


def _excludes_one(ratio: Estimate) -> bool:
    return ratio.has_interval and not ratio.lower <= 1 <= ratio.upper


def _fault(name: str, ratio: Estimate) -> str:
    more = "more" if ratio.lower > 1 else "less"
    return f'events are {more} frequent in the window "{name}": what came later cannot have caused that'


def _check_windows(inputs: Inputs, windows: Sequence[RiskWindow]) -> None:
    names = [window.name for window in windows]
    inputs.require(bool(names), "a window is needed", "windows", "name the days that count as exposed")
    inputs.require(
        len(set(names)) == len(names), "windows must have different names", "windows", "rename one"
    )
    bands = [name for name in names if re.fullmatch(r"(band|season) \d+", name)]
    inputs.require(not bands, "a window is called as a band or season is", "windows", "rename it")
    for window in windows:
        whole = all(_is_day(day) for day in (window.first_day, window.last_day))
        hint = "round to days, negative before the happening"
        inputs.require(whole, "a window's days must be whole numbers", f"window {window.name}", hint)
        if not whole:
            continue
        in_order = window.first_day <= window.last_day
        inputs.require(in_order, "a window ends before it begins", f"window {window.name}", "swap its days")


def _is_day(day: object) -> bool:
    return isinstance(day, int | np.integer) and not isinstance(day, bool) and abs(int(day)) <= MOST_DAYS


def _check_bands(inputs: Inputs, cut_days: Sequence[int], n_seasons: int) -> None:
    inputs.days("cut_days", np.asarray(cut_days, np.int64) if not len(cut_days) else np.asarray(cut_days))
    seasons = inputs.count("n_seasons", n_seasons)
    inputs.require(seasons <= 12, "n_seasons must be 12 or fewer", "n_seasons", "4 are the usual ones")
