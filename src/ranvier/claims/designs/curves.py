"""Contrasts of the curves of many drawn trials at once: free of confirmed worsening on one day."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import polars as pl
from numpy.typing import ArrayLike
from scipy.special import ndtri

from ranvier.claims.basis.records import Records
from ranvier.claims.basis.rules import Rules
from ranvier.claims.designs.drawn import place_of
from ranvier.claims.designs.trials import Contrasts, Flags, Floats, Rows, in_percent
from ranvier.claims.endpoints.event_curves import seen_until
from ranvier.definitions.follow_up import FreeOfWorsening
from ranvier.kernels.drawn_curves import NOT_FOLLOWED, DrawnCurves, read_drawn_curves
from ranvier.vocabulary.time import days_from_months


@dataclass(frozen=True)
class CurveOfPool:
    """Exit and event of each patient of a pool, as they were, and at worst and best for who was lost.

    Each a pair of arrays, one entry for each row of the pool's baselines. Days are counted in steps: the
    days on which anybody of the pool has the event, in order (`in_steps`), on which alone a curve falls.
    due_day: that the claim names; day: on which curves are read, the visits due by then having taken place.
    """

    seen: tuple[Rows, Flags]
    at_worst: tuple[Rows, Flags]
    at_best: tuple[Rows, Flags]
    due_day: int
    day: int

    def contrasts(self, treated: Rows, comparator: Rows, rules: Rules) -> Contrasts:
        """Treated minus comparator in percentage points; rows: one a trial, one column a patient drawn."""
        ours, theirs = (_read(rows, self.seen, self.day) for rows in (treated, comparator))
        known = _readable(ours, self.day, rules) & _readable(theirs, self.day, rules)
        odd = _is_at_edge(ours) | _is_at_edge(theirs) | (~known & self._is_known_before(ours, theirs))
        difference = np.where(known, ours.survival - theirs.survival, np.nan)
        with np.errstate(invalid="ignore"):
            error = np.hypot(*(group.survival * np.sqrt(group.greenwood_sum) for group in (ours, theirs)))
        half_width = float(ndtri((1 + rules.contrast_conf_level) / 2)) * error
        lower, upper = np.maximum(-1.0, difference - half_width), np.minimum(1.0, difference + half_width)
        clear = np.flatnonzero((lower > 0) | (upper < 0))  # elsewhere the patients not seen turn nothing
        worst, best = np.full((2, len(difference)), np.nan)
        some, others = treated[clear], comparator[clear]
        worst[clear] = self._level(some, self.at_worst) - self._level(others, self.at_best)
        best[clear] = self._level(some, self.at_best) - self._level(others, self.at_worst)
        return in_percent(Contrasts(difference, lower, upper, worst, best, odd))

    def level(self, rows: Rows) -> Floats:
        """The share free of worsening on the day, from 0 to 1, in each trial of *rows*."""
        return self._level(rows, self.seen)

    def _is_known_before(self, ours: DrawnCurves, theirs: DrawnCurves) -> Flags:
        """Where a curve ends before the day, but both reach the day that the claim names."""
        ends = np.minimum(ours.last_day, theirs.last_day)
        return (ends < self.day) & (ends >= self.due_day)

    def _level(self, rows: Rows, ends: tuple[Rows, Flags]) -> Floats:
        found = _read(rows, ends, self.day)
        return np.where(_is_known(found, self.day), found.survival, np.nan)


def find_curve_of_pool(pool: Records, months: float, definition: object) -> CurveOfPool:
    """The follow-up of a pool under *definition* (None: the primary one), for curves read at *months*.

    The day and who counts as lost are those of the endpoint `free_of_worsening`.
    """
    followed = pool.follow_up(definition=definition)
    day = _reading_day(days_from_months(months), int(followed["exit_day"].to_numpy().max(initial=0)))
    due = followed.select(
        pl.when(seen_until(day) == 0).then(pl.col("exit_day")).otherwise(seen_until(day))
    ).to_series()
    place = place_of(pool, followed)
    there, at = place >= 0, np.maximum(place, 0)
    exits = followed["exit_day"].to_numpy().astype(np.int64)[at]
    events = followed["event"].to_numpy().astype(np.bool_)[at]
    until = np.minimum(due.to_numpy().astype(np.int64)[at], day)
    lost = ~events & (exits < until)
    ends = (
        (np.where(there, exits, NOT_FOLLOWED), events),
        (np.where(there, np.where(lost, exits + 1, exits), 0), np.where(there, events | lost, True)),
        (np.where(there, np.where(lost, until, exits), day), np.where(there, events, False)),
    )
    due_day = days_from_months(months)
    steps = np.unique(np.concatenate([[0, due_day, day], *(out[had & (out <= day)] for out, had in ends)]))
    seen, at_worst, at_best = ((in_steps(out, steps), had) for out, had in ends)
    return CurveOfPool(seen, at_worst, at_best, int(in_steps(due_day, steps)), len(steps) - 1)


def in_steps(day: ArrayLike, steps: Rows) -> Rows:
    """The place in *steps* of the last of them on or before each *day*; one more beyond the last step.

    A curve of the places is the curve of the days: it falls on steps alone, and who leaves between two of
    them is at risk on the first and no longer on the second. NOT_FOLLOWED stays what it is.
    """
    days = np.asarray(day, np.int64)
    return np.where(days > steps[-1], len(steps), np.searchsorted(steps, days, side="right") - 1)


def _reading_day(due_day: int, last_day: int) -> int:
    later = due_day + FreeOfWorsening().reading_window_days
    return later if last_day >= later else due_day


def _read(rows: Rows, ends: tuple[Rows, Flags], day: int) -> DrawnCurves:
    return read_drawn_curves(rows.ravel(), rows.shape[1], *ends, day)


def _is_at_edge(curves: DrawnCurves) -> Flags:
    """Where a share is 1 or 0 and its variance says nothing."""
    return (curves.survival <= 0) | (curves.survival >= 1)


def _is_known(curves: DrawnCurves, day: int) -> Flags:
    return (day <= curves.last_day) | ((curves.n_followed > 0) & (curves.survival <= 0))


def _readable(curves: DrawnCurves, day: int, rules: Rules) -> Flags:
    """As `is_readable`: enough patients at risk on the day, or known by then."""
    known = 100 * (curves.n_at_risk + curves.n_events) >= rules.known_percent * curves.n_followed
    return _is_known(curves, day) & ((curves.n_at_risk >= rules.least_at_risk) | known)
