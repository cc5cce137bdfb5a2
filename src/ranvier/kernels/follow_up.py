"""Free of worsening against one fixed reference: one pass over each patient's visits.

With a fixed reference a worsening is confirmed when its run of worse visits reaches a visit that can confirm
it, so runs are all there is to follow. A reference that moves is a fixed one again from every move on
(course/roving_follow_up.py); definitions with other settings go through the general kernel.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from ranvier.kernels.arrays import FAR_DAYS, NO_VISIT, RelapseArrays, VisitArrays
from ranvier.kernels.compiled import borrowing, compiled


class FollowUpRule(NamedTuple):
    """What the one-pass kernel knows of a definition.

    steps: ticks a score must rise, by reference score. opens_days, closes_days: the window of the confirming
    visit, from onset. confirm_distance_days: of that visit from the latest relapse. sustained_to_end: a
    worsening that recedes at any later visit does not count.
    """

    steps: NDArray[np.int32]
    opens_days: int
    confirm_distance_days: int
    closes_days: int = FAR_DAYS
    sustained_to_end: bool = False


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
    first_relapse, last_relapse = relapses.offset[patient], relapses.offset[patient + 1]
    run_start, onset, relapse, waited = NO_VISIT, NO_VISIT, first_relapse, first
    for visit in range(first, end):
        day = days[visit]
        if scores[visit] < threshold:
            run_start = NO_VISIT
            onset = NO_VISIT if rule.sustained_to_end else onset
        elif run_start == NO_VISIT:
            run_start = visit
        relapse = first_later(onsets, relapse, last_relapse, day)
        if relapse > first_relapse and day - onsets[relapse - 1] < rule.confirm_distance_days:
            continue
        waited = first_later(days, waited, visit, day - rule.opens_days)
        if waited > first and day - days[waited - 1] <= rule.closes_days:
            found.last_confirmable[patient] = waited - 1
        if onset == NO_VISIT and run_start != NO_VISIT:
            in_window = first_later(days, run_start, visit, day - rule.closes_days - 1)
            if in_window < waited:
                onset = in_window
                found.confirmed[patient] = visit
    found.onset[patient] = onset
    if onset == NO_VISIT:
        found.confirmed[patient], found.pending[patient] = NO_VISIT, run_start
    if first < end:
        found.last[patient] = end - 1


@borrowing
def first_later(days: NDArray[np.int32], place: int, end: int, day: int) -> int:
    """The first place from *place* on whose day is later than *day*, or *end* if that comes before it."""
    while place < end and days[place] <= day:
        place += 1
    return place
