"""The first visit of each patient at or beyond a score, confirmed.

Every visit at or beyond the score is tried in turn, also one that follows another such visit which could not
be confirmed.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from ranvier.kernels.arrays import NO_VISIT, RelapseArrays, VisitArrays
from ranvier.kernels.compiled import borrowing, compiled
from ranvier.kernels.confirm_rule import ConfirmRule, first_confirming_visit, is_clear
from ranvier.kernels.rules import Distance


class MilestoneRule(NamedTuple):
    """ticks: the score to reach. direction: WORSE or BETTER. sustained_days, impute_within_days: 0 and -1
    where not asked for.
    """

    ticks: int
    direction: int
    confirm: ConfirmRule
    all_visits_hold: bool
    onset_distance: Distance
    sustained_days: int
    impute_within_days: int


class MilestoneArrays(NamedTuple):
    """Visit numbers, one a patient; NO_VISIT where there is none."""

    onset: NDArray[np.int32]
    confirmed: NDArray[np.int32]


@compiled
def find_milestones(
    visits: VisitArrays, relapses: RelapseArrays, rule: MilestoneRule, may_confirm: NDArray[np.bool_]
) -> MilestoneArrays:
    """Where each patient first reaches the score, and the visit that confirms it.

    may_confirm: one entry a visit; without entries every visit may confirm.
    """
    n_patients = len(visits.offset) - 1
    found = MilestoneArrays(np.full(n_patients, NO_VISIT, np.int32), np.full(n_patients, NO_VISIT, np.int32))
    for patient in range(n_patients):
        first, end = visits.offset[patient], visits.offset[patient + 1]
        day, score = visits.day[first:end], visits.score[first:end]
        relapse_days = relapses.day[relapses.offset[patient] : relapses.offset[patient + 1]]
        for onset in range(end - first):
            if not is_at(score[onset], rule) or not is_clear(day[onset], relapse_days, rule.onset_distance):
                continue
            confirmed = first_confirming_visit(day, may_confirm[first:end], relapse_days, onset, rule.confirm)
            if counts(day, score, onset, confirmed, rule):
                found.onset[patient] = first + onset
                found.confirmed[patient] = NO_VISIT if confirmed == NO_VISIT else first + confirmed
                break
    return found


@borrowing
def is_at(score: int, rule: MilestoneRule) -> bool:
    """Whether *score* is at the milestone or beyond it."""
    return rule.direction * (score - rule.ticks) >= 0


@borrowing
def counts(
    day: NDArray[np.int32], score: NDArray[np.int32], onset: int, confirmed: int, rule: MilestoneRule
) -> bool:
    """Whether the milestone counts as reached at *onset*."""
    if confirmed == NO_VISIT:
        return onset == len(day) - 1 and day[onset] - day[0] <= rule.impute_within_days
    first = onset + 1 if rule.all_visits_hold else confirmed
    for visit in range(first, confirmed + 1):
        if not is_at(score[visit], rule):
            return False
    return is_held(day, score, onset, confirmed, rule)


@borrowing
def is_held(
    day: NDArray[np.int32], score: NDArray[np.int32], onset: int, confirmed: int, rule: MilestoneRule
) -> bool:
    """Whether the score is held as long as the rule asks, or to the end of a shorter record.

    If every visit must hold, up to the first visit without it; else the first visit late enough (or the last
    one) is asked alone.
    """
    if rule.sustained_days == 0:
        return True
    n_visits = len(day)
    if not rule.all_visits_hold:
        asked = onset
        while asked < n_visits - 1 and day[asked] - day[onset] < rule.sustained_days:
            asked += 1
        return is_at(score[asked], rule)
    visit = confirmed + 1
    while visit < n_visits and is_at(score[visit], rule):
        visit += 1
    return visit == n_visits or day[visit] - day[onset] >= rule.sustained_days
