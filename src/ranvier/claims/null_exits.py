"""When patients of re-created programmes leave the risk set, and the share still free of worsening."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from ranvier.claims.null_frame import Floats, NullFrame
from ranvier.claims.null_programmes import NullWorld
from ranvier.course.rules import step_table
from ranvier.definitions.follow_up import FreeOfWorsening
from ranvier.kernels.arrays import NO_VISIT, VisitArrays
from ranvier.kernels.follow_up import FollowUpRule, follow_up

Exits = NDArray[np.int64]
"""Day of exit, doubled, plus one where it was a confirmed worsening: one row a draw, one column a patient."""


def null_exits(frame: NullFrame, world: NullWorld) -> Exits:
    """Exits under `Primary`, found by the kernel that reads the records themselves."""
    n_draws, n_visits = world.scores.shape
    days = np.tile(frame.day, n_draws)
    offset = (frame.offset[:-1] + n_visits * np.arange(n_draws)[:, None]).ravel()
    visits = VisitArrays(np.append(offset, n_draws * n_visits), days, world.scores.ravel().astype(np.int32))
    rule = FreeOfWorsening().worsening
    distance_days = rule.relapse_to_confirmation.after_days
    found = follow_up(
        visits,
        world.courses.relapses,
        np.tile(frame.baseline_ticks, n_draws),
        FollowUpRule(step_table(rule.steps), rule.confirm_after_days, distance_days),
    )
    event = found.onset != NO_VISIT
    visit = np.where(event, found.onset, found.last_confirmable)
    day = np.where(visit == NO_VISIT, 0, days[visit]).astype(np.int64)
    exits: Exits = (2 * day + event).reshape(n_draws, -1)
    return exits


def free_share_at(exits: Exits, picks: NDArray[np.int64], horizon_day: int) -> Floats:
    """Share free at *horizon_day* in percent, one a programme; NaN where nobody is followed so long.

    picks: for each programme (row) and patient (column) the draw it takes.
    """
    n_patients = picks.shape[1]
    patients = np.arange(n_patients)
    every_exit = exits.ravel()
    return np.array([_free_at(every_exit[pick * n_patients + patients], horizon_day) for pick in picks])


def _free_at(exits: NDArray[np.int64], horizon_day: int) -> float:
    """As `count_by_day` and `product_limit`; days after the horizon need no curve."""
    late = 2 * (horizon_day + 1)
    followed = exits.max(initial=0) >= late - 2
    by_kind = np.bincount(np.minimum(exits, late), minlength=late + 1)[:late].reshape(-1, 2)
    n_exits = by_kind.sum(axis=1)
    n_at_risk = len(exits) - (np.cumsum(n_exits) - n_exits)
    days = np.flatnonzero(by_kind[:, 1])
    free = float(np.prod(1 - by_kind[days, 1] / n_at_risk[days]))
    return 100 * free if followed or free == 0 else float("nan")
