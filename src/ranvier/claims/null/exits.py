"""When patients of re-created programmes leave the risk set, and the share still free of worsening."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from ranvier.claims.null.frame import Floats, NullFrame
from ranvier.claims.null.programmes import NullWorld
from ranvier.course.follow_up import exit_days, follow_courses
from ranvier.definitions.worsening import PRIMARY, ConfirmedWorsening
from ranvier.kernels.arrays import NO_VISIT, VisitArrays

Exits = NDArray[np.int64]
"""Day of exit, doubled, plus one where it was a confirmed worsening: one row a draw, one column a patient."""


def null_exits(frame: NullFrame, world: NullWorld, worsening: ConfirmedWorsening = PRIMARY) -> Exits:
    """Exits under the definition *worsening*, found by the kernel that reads the records themselves."""
    n_draws = len(world.scores)
    visits = _visits_with_baseline(frame, world)
    found = follow_courses(visits, world.courses.relapses, worsening)
    event = found.onset != NO_VISIT
    day = exit_days(visits.day, visits.offset, found).astype(np.int64)
    exits: Exits = (2 * day + event).reshape(n_draws, -1)
    return exits


def _visits_with_baseline(frame: NullFrame, world: NullWorld) -> VisitArrays:
    """The baseline visit of each patient, then the others; draw by draw, patient by patient."""
    n_draws, n_visits = world.scores.shape
    n_rows = n_visits + frame.n_patients
    baseline = frame.offset[:-1] + np.arange(frame.n_patients)
    later = np.delete(np.arange(n_rows), baseline)
    day = np.empty(n_rows, np.int32)
    day[baseline], day[later] = frame.baseline_day, frame.day
    score = np.empty((n_draws, n_rows), np.int32)
    score[:, baseline], score[:, later] = frame.baseline_ticks, world.scores
    offset = (baseline + n_rows * np.arange(n_draws)[:, None]).ravel()
    return VisitArrays(np.append(offset, n_draws * n_rows), np.tile(day, n_draws), score.ravel())


MOST_EXITS = 2_000_000
"""Exits of several programmes that are sorted at once: 16 MB."""


def free_share_at(exits: Exits, picks: NDArray[np.int64], horizon_day: int) -> Floats:
    """Share free at *horizon_day* in percent, one a programme; NaN where nobody is followed so long.

    picks: for each programme (row) and patient (column) the draw it takes.
    """
    n_patients = picks.shape[1]
    patients = np.arange(n_patients)
    every_exit = exits.ravel()
    at_once = max(1, MOST_EXITS // n_patients)
    parts = [
        _free_at(every_exit[picks[first : first + at_once] * n_patients + patients], horizon_day)
        for first in range(0, len(picks), at_once)
    ]
    return np.concatenate(parts)


def _free_at(exits: Exits, horizon_day: int) -> Floats:
    """Kaplan-Meier at one day, one a row of *exits*, as `count_by_day` and `product_limit` give it.

    In the order of their exits, events before the others of a day, each event takes one of those who are
    left: d of r on a day is the product of 1 - 1/r, 1 - 1/(r - 1), … over d patients.
    """
    in_order = np.sort(exits ^ 1, axis=1)
    day, is_event = in_order >> 1, (in_order & 1) == 0
    n_left = exits.shape[1] - np.arange(exits.shape[1])
    free = np.where(is_event & (day <= horizon_day), 1 - 1 / n_left, 1.0).prod(axis=1)
    followed = day[:, -1] >= horizon_day
    shares: Floats = np.where(followed | (free == 0), 100 * free, np.nan)
    return shares
