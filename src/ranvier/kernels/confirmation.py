"""Which visit confirms a change, and whether and how long the change holds."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from ranvier.kernels.arrays import NO_VISIT
from ranvier.kernels.compiled import borrowing
from ranvier.kernels.patient import Patient, is_extremum
from ranvier.kernels.rules import ChangeRule


class Change(NamedTuple):
    """A score that has left that of the reference visit: where, which way, and by how much it must."""

    reference: int
    onset: int
    direction: int
    ticks: int


@borrowing
def required_ticks(patient: Patient, reference: int, rule: ChangeRule) -> int:
    """Ticks that a score must move from *reference* to have changed."""
    return rule.steps[patient.step_score[reference]]


@borrowing
def shows(score: NDArray[np.int32], change: Change, visit: int) -> bool:
    """Whether the score of *visit* lies as far from the reference as the change asks."""
    return change.direction * (score[visit] - score[change.reference]) >= change.ticks


@borrowing
def lies_in_a_window(waited_days: int, opens: NDArray[np.int32], closes: NDArray[np.int32]) -> bool:
    """Whether so many days after onset lie in one of the windows."""
    for window in range(len(opens)):  # noqa: SIM110 - any() over a generator does not compile
        if opens[window] <= waited_days <= closes[window]:
            return True
    return False


@borrowing
def confirming_visit(patient: Patient, onset: int, after: int, rule: ChangeRule) -> int:
    """The first visit later than *after* that lies in a window from *onset* and may confirm."""
    day, may_confirm = patient.day, patient.may_confirm
    opens, closes = rule.window_opens, rule.window_closes
    for visit in range(after + 1, len(day)):
        if lies_in_a_window(day[visit] - day[onset], opens, closes) and may_confirm[visit]:
            return visit
    return NO_VISIT


@borrowing
def holds_until(score: NDArray[np.int32], change: Change, confirmed: int, all_visits_hold: bool) -> bool:
    """Whether the change shows at *confirmed* and, if the rule asks, at every visit since onset."""
    return refuting_visit(score, change, confirmed, all_visits_hold) == NO_VISIT


@borrowing
def refuting_visit(score: NDArray[np.int32], change: Change, confirmed: int, all_visits_hold: bool) -> int:
    """The first visit asked up to *confirmed* where the change does not show; NO_VISIT if there is none."""
    first = change.onset + 1 if all_visits_hold else confirmed
    for visit in range(first, confirmed + 1):
        if not shows(score, change, visit):
            return visit
    return NO_VISIT


@borrowing
def first_failing_visit(score: NDArray[np.int32], change: Change, confirmed: int) -> int:
    """The first visit after *confirmed* where the change is gone; the number of visits if it stays."""
    for visit in range(confirmed + 1, len(score)):
        if not shows(score, change, visit):
            return visit
    return len(score)


@borrowing
def is_sustained(patient: Patient, change: Change, failing: int, rule: ChangeRule) -> bool:
    """Whether the change lasts as long as the rule asks, or to the end of a shorter record.

    If every visit must hold, it lasted until the first visit without it; else the first visit late enough
    (or the last one) is asked alone.
    """
    if rule.sustained_days == 0:
        return True
    n_visits = len(patient.day)
    onset_day = patient.day[change.onset]
    if rule.all_visits_hold:
        return failing == n_visits or patient.day[failing] - onset_day >= rule.sustained_days
    asked = change.onset
    while asked < n_visits - 1 and patient.day[asked] - onset_day < rule.sustained_days:
        asked += 1
    return shows(patient.score, change, asked)


@borrowing
def last_lower_visit(patient: Patient, change: Change, confirmed: int, rule: ChangeRule) -> int:
    """The latest visit before onset from which the change counts as well, at the earliest the reference."""
    for visit in range(change.onset - 1, change.reference, -1):
        from_there = Change(visit, change.onset, change.direction, required_ticks(patient, visit, rule))
        if (
            not is_extremum(patient, visit, rule)
            and shows(patient.score, from_there, change.onset)
            and holds_until(patient.score, from_there, confirmed, rule.all_visits_hold)
        ):
            return visit
    return change.reference
