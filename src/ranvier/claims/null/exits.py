"""When patients of re-created programmes leave the risk set, and the share still free of the event."""

from __future__ import annotations

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from ranvier.claims.null.frame import Floats, NullFrame
from ranvier.claims.null.programmes import NullState, relapses_of_draws
from ranvier.claims.null.scores import Ticks
from ranvier.course.follow_up import exit_days, follow_courses
from ranvier.definitions.worsening import PRIMARY, ConfirmedWorsening
from ranvier.kernels.arrays import NO_VISIT, VisitArrays
from ranvier.vocabulary.edss import EDSS_HIGHEST, TICKS_PER_POINT
from ranvier.vocabulary.steps import BandSteps

Exits = NDArray[np.int32]
"""Day of exit, doubled, plus one where it was the event: one row a draw, one column a patient."""

EDSS_TICKS = round(EDSS_HIGHEST * TICKS_PER_POINT)
"""The highest EDSS, in ticks."""

MOST_ROWS = 500_000
"""Visits that are followed at once: 4 MB, so that memory does not grow with the number of programmes."""


def null_exits(
    frame: NullFrame,
    states: Sequence[NullState],
    worsening: ConfirmedWorsening = PRIMARY,
    *,
    n_threads: int = 2,
) -> list[list[Exits]]:
    """Exits for each state and variant, found by the kernel that reads the records themselves.

    worsening: the definition. n_threads: blocks of draws followed at the same time; the same exits whatever
    it is.
    """
    n_draws = len(states[0].since_relapse)
    at_once = max(1, MOST_ROWS // (frame.n_visits + frame.n_patients))
    blocks = [(first, min(first + at_once, n_draws)) for first in range(0, n_draws, at_once)]
    places = [
        (state, number, block) for state in states for number in range(len(state.scores)) for block in blocks
    ]

    def follow(place: tuple[NullState, int, tuple[int, int]]) -> Exits:
        state, variant, (first, last) = place
        relapses = relapses_of_draws(state.relapses, first, last, frame.n_patients)
        visits = _visits_with_baseline(frame, state.scores[variant][first:last])
        found = follow_courses(visits, relapses, worsening)
        exits = 2 * exit_days(visits.day, visits.offset, found) + (found.onset != NO_VISIT)
        return np.asarray(exits, np.int32).reshape(last - first, -1)

    with ThreadPoolExecutor(n_threads) as pool:  # kernels leave the interpreter's lock
        parts = list(pool.map(follow, places))
    whole = [
        np.concatenate(parts[first : first + len(blocks)]) for first in range(0, len(parts), len(blocks))
    ]
    n_variants = len(states[0].scores)
    return [whole[first : first + n_variants] for first in range(0, len(whole), n_variants)]


def null_improvements(
    frame: NullFrame,
    states: Sequence[NullState],
    points: float,
    *,
    confirmed: bool,
    n_threads: int = 2,
) -> list[list[Exits]]:
    """Exits with the first fall of the EDSS by *points*, as `find_first_improvements` has them."""
    if not confirmed:
        return [[_first_falls(frame, scores, points) for scores in state.scores] for state in states]
    # an improvement is a worsening on a scale turned upside down: one kernel finds both
    turned = [
        replace(state, scores=tuple(np.int8(EDSS_TICKS) - scores for scores in state.scores))
        for state in states
    ]
    upside_down = replace(frame, baseline_ticks=np.int32(EDSS_TICKS) - frame.baseline_ticks)
    fall = replace(PRIMARY, steps=BandSteps(((EDSS_HIGHEST, points),)))
    return null_exits(upside_down, turned, fall, n_threads=n_threads)


def _first_falls(frame: NullFrame, scores: Ticks, points: float) -> Exits:
    """The first visit at which the score is so far below the baseline; the last visit where there is none."""
    exits = np.tile(2 * frame.last_day.astype(np.int32), (len(scores), 1))
    has_visits = np.flatnonzero(np.diff(frame.offset) > 0)
    enough = frame.baseline_ticks[frame.patient_of_visit] - TICKS_PER_POINT * points
    day = np.where(scores <= enough, frame.day, _NEVER)
    first = np.minimum.reduceat(day, frame.offset[:-1][has_visits], axis=1)
    exits[:, has_visits] = np.where(first < _NEVER, 2 * first + 1, exits[:, has_visits])
    return exits


_NEVER = np.int32(2**30)
"""Later than any visit."""


def _visits_with_baseline(frame: NullFrame, scores: Ticks) -> VisitArrays:
    """The baseline visit of each patient, then the others; draw by draw, patient by patient."""
    n_draws, n_visits = scores.shape
    n_rows = n_visits + frame.n_patients
    baseline = frame.offset[:-1] + np.arange(frame.n_patients)
    later = np.delete(np.arange(n_rows), baseline)
    day = np.empty(n_rows, np.int32)
    day[baseline], day[later] = frame.baseline_day, frame.day
    score = np.empty((n_draws, n_rows), np.int32)
    score[:, baseline], score[:, later] = frame.baseline_ticks, scores
    offset = (baseline + n_rows * np.arange(n_draws)[:, None]).ravel()
    return VisitArrays(np.append(offset, n_draws * n_rows), np.tile(day, n_draws), score.ravel())


def free_share_at(exits: Exits, horizon_day: int) -> Floats:
    """Share free at *horizon_day* in percent, one a row of *exits*; NaN where nobody is followed so long.

    Kaplan-Meier at one day, as `count_by_day` and `product_limit` give it. In the order of their exits,
    events before the others of a day, each event takes one of those who are left: d of r on a day is the
    product of 1 - 1/r, 1 - 1/(r - 1), … over d patients.
    """
    in_order = np.sort(exits ^ 1, axis=1)
    day, is_event = in_order >> 1, (in_order & 1) == 0
    n_left = exits.shape[1] - np.arange(exits.shape[1])
    free = np.where(is_event & (day <= horizon_day), 1 - 1 / n_left, 1.0).prod(axis=1)
    followed = day[:, -1] >= horizon_day
    shares: Floats = np.where(followed | (free == 0), 100 * free, np.nan)
    return shares


def free_part_at(exits: Exits, horizon_day: int) -> Floats:
    """Share of the patients of a row without a worsening by *horizon_day*, in percent."""
    worsened = ((exits & 1) == 1) & (exits >> 1 <= horizon_day)
    share: Floats = 100 - 100 * worsened.mean(axis=1)
    return share
