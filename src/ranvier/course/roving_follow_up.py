"""First worsening from a reference that moves with every confirmed improvement, by the one-pass kernel.

Only the first worsening is looked for, so nothing but an improvement moves the reference. Until it does the
reference is a fixed one, and it is a fixed one again from the visit that confirms the improvement. An
improvement is a worsening on a scale turned upside down: one kernel finds both.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from ranvier.kernels.arrays import NO_VISIT, RelapseArrays, VisitArrays
from ranvier.kernels.follow_up import FollowUpArrays, FollowUpRule, follow_up

Rows = NDArray[np.int64]


def follow_roving(visits: VisitArrays, relapses: RelapseArrays, rule: FollowUpRule) -> FollowUpArrays:
    """First worsening and end of follow-up of each patient as row numbers; the first visit: the baseline.

    The last confirmable visit is that of the whole record, wherever the reference stands. Source: course
    rules C8 and C9.
    """
    found = follow_up(visits, relapses, rule)
    patients, starts, latest = np.arange(len(visits.offset) - 1), visits.offset[:-1], found
    here = visits, relapses
    while len(patients):
        better = follow_up(_upside_down(here[0], rule), here[1], _downwards(rule))
        moves = _comes_first(better.onset, latest.onset)
        starts = starts[moves] + (better.confirmed - here[0].offset[:-1])[moves]
        patients = patients[moves]
        here = _courses_from(visits, relapses, patients, starts)
        latest = follow_up(*here, rule)
        shift = starts - here[0].offset[:-1]
        for name in ("onset", "confirmed", "pending"):
            getattr(found, name)[patients] = _moved(getattr(latest, name), shift)
    return found


def _upside_down(visits: VisitArrays, rule: FollowUpRule) -> VisitArrays:
    return visits._replace(score=(len(rule.steps) - 1 - visits.score).astype(np.int32))


def _downwards(rule: FollowUpRule) -> FollowUpRule:
    return rule._replace(steps=rule.steps[::-1].copy())


def _comes_first(better: NDArray[np.int32], worse: NDArray[np.int32]) -> NDArray[np.bool_]:
    """Whether an improvement begins before the worsening that is found from the same reference."""
    is_first: NDArray[np.bool_] = (better != NO_VISIT) & ((worse == NO_VISIT) | (better < worse))
    return is_first


def _courses_from(
    visits: VisitArrays, relapses: RelapseArrays, patients: Rows, starts: Rows
) -> tuple[VisitArrays, RelapseArrays]:
    """The courses of *patients* from the rows *starts* on, with the relapses of the whole record."""
    offset, rows = _stretches(starts, visits.offset[patients + 1])
    relapse_offset, relapse_rows = _stretches(relapses.offset[patients], relapses.offset[patients + 1])
    return (
        VisitArrays(offset, visits.day[rows], visits.score[rows]),
        RelapseArrays(relapse_offset, relapses.day[relapse_rows]),
    )


def _stretches(starts: Rows, ends: Rows) -> tuple[Rows, Rows]:
    """The borders of stretches of rows set one after another, and the rows."""
    offset = np.concatenate([[0], np.cumsum(ends - starts)])
    return offset, np.arange(offset[-1]) + np.repeat(starts - offset[:-1], ends - starts)


def _moved(visit: NDArray[np.int32], shift: Rows) -> NDArray[np.int32]:
    return np.where(visit == NO_VISIT, NO_VISIT, visit + shift).astype(np.int32)
