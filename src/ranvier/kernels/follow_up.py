"""Free of worsening against one fixed reference: one pass over each patient's visits.

With a fixed reference, and a confirming visit that may come at any time after the waiting time, a worsening
is confirmed exactly when its run of worse visits reaches the first visit that can confirm. Runs are therefore
all there is to follow; definitions with other settings go through the general kernel.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from ranvier.kernels.arrays import FAR_DAYS, NO_VISIT, RelapseArrays, VisitArrays
from ranvier.kernels.compiled import borrowing, compiled


class FollowUpRule(NamedTuple):
    """steps: ticks a score must rise, by reference score. confirm_distance_days: from the latest relapse."""

    steps: NDArray[np.int32]
    confirm_after_days: int
    confirm_distance_days: int


class FollowUpArrays(NamedTuple):
    """Visit numbers, one a patient; NO_VISIT where there is none.

    onset, confirmed: the first confirmed worsening. pending: first visit of a worsening that the record ends
    in, neither confirmed nor refuted. last_confirmable: last visit at which a worsening could still have been
    confirmed. last: the last visit.
    """

    onset: NDArray[np.int32]
    confirmed: NDArray[np.int32]
    pending: NDArray[np.int32]
    last_confirmable: NDArray[np.int32]
    last: NDArray[np.int32]


@compiled
def follow_up(visits: VisitArrays, relapses: RelapseArrays, rule: FollowUpRule) -> FollowUpArrays:
    """First confirmed worsening and last confirmable visit of each patient.

    The first visit of each patient is the reference; the later ones are the outcomes.
    """
    n_patients = len(visits.offset) - 1
    found = FollowUpArrays(
        np.full(n_patients, NO_VISIT, np.int32),
        np.full(n_patients, NO_VISIT, np.int32),
        np.full(n_patients, NO_VISIT, np.int32),
        np.full(n_patients, NO_VISIT, np.int32),
        np.full(n_patients, NO_VISIT, np.int32),
    )
    for patient in range(n_patients):
        if visits.offset[patient] < visits.offset[patient + 1]:
            follow_patient(visits, relapses, rule, patient, found)
    return found


@borrowing
def follow_patient(
    visits: VisitArrays, relapses: RelapseArrays, rule: FollowUpRule, patient: int, found: FollowUpArrays
) -> None:
    """Fills the row of *patient* in *found*."""
    days, scores, onsets = visits.day, visits.score, relapses.day
    first, end = visits.offset[patient] + 1, visits.offset[patient + 1]
    threshold = scores[first - 1] + rule.steps[scores[first - 1]]
    relapse, last_relapse = relapses.offset[patient], relapses.offset[patient + 1]
    relapse_day, run_start, last_confirming, onset = -FAR_DAYS, NO_VISIT, NO_VISIT, NO_VISIT
    for visit in range(first, end):
        day = days[visit]
        while relapse < last_relapse and onsets[relapse] <= day:
            relapse_day = onsets[relapse]
            relapse += 1
        if scores[visit] < threshold:
            run_start = NO_VISIT
        elif run_start == NO_VISIT:
            run_start = visit
        if day - relapse_day < rule.confirm_distance_days:
            continue
        last_confirming = visit
        if onset == NO_VISIT and has_waited(days, run_start, visit, rule.confirm_after_days):
            onset = run_start
            found.onset[patient], found.confirmed[patient] = run_start, visit
    if onset == NO_VISIT:
        found.pending[patient] = run_start
    if last_confirming != NO_VISIT:
        latest_day = days[last_confirming] - rule.confirm_after_days
        found.last_confirmable[patient] = last_visit_until(days, first, end, latest_day)
    if first < end:
        found.last[patient] = end - 1


@borrowing
def has_waited(days: NDArray[np.int32], run_start: int, visit: int, confirm_after_days: int) -> bool:
    """Whether *visit* lies late enough in a run of worse visits to confirm it."""
    return run_start != NO_VISIT and days[visit] - days[run_start] >= confirm_after_days


@borrowing
def last_visit_until(days: NDArray[np.int32], first: int, end: int, latest_day: int) -> int:
    """The last of visits *first* to *end* that lies on or before *latest_day*."""
    visit = end - 1
    while visit >= first and days[visit] > latest_day:
        visit -= 1
    return visit if visit >= first else NO_VISIT
