"""Which visit confirms a change, and whether and how long the change holds."""

from __future__ import annotations

from typing import NamedTuple

from ranvier.kernels.arrays import NO_VISIT
from ranvier.kernels.compiled import compiled
from ranvier.kernels.patient import Patient, is_clear_of_relapses, is_extremum
from ranvier.kernels.rules import ChangeRule


class Change(NamedTuple):
    """A score that has left that of the reference visit: where, which way, and by how much it must."""

    reference: int
    onset: int
    direction: int
    ticks: int


@compiled
def required_ticks(patient: Patient, reference: int, rule: ChangeRule) -> int:
    """Ticks that a score must move from *reference* to have changed."""
    return rule.steps[patient.score[reference]]


@compiled
def shows(patient: Patient, change: Change, visit: int) -> bool:
    """Whether the score of *visit* lies as far from the reference as the change asks."""
    moved = patient.score[visit] - patient.score[change.reference]
    return change.direction * moved >= change.ticks


@compiled
def lies_in_window(patient: Patient, onset: int, visit: int, window: int, rule: ChangeRule) -> bool:
    """Whether *visit* comes after *onset* by as many days as the window asks."""
    waited_days = patient.day[visit] - patient.day[onset]
    return visit > onset and rule.window_opens[window] <= waited_days <= rule.window_closes[window]


@compiled
def can_confirm(patient: Patient, onset: int, visit: int, rule: ChangeRule) -> bool:
    """Whether *visit* lies in a window after *onset* and clear of relapses."""
    if not is_clear_of_relapses(patient, visit, rule.confirm_distance):
        return False
    for window in range(len(rule.window_opens)):
        if lies_in_window(patient, onset, visit, window, rule):
            return True
    return False


@compiled
def confirming_visit(patient: Patient, onset: int, rule: ChangeRule) -> int:
    """The first visit that can confirm a change at *onset*; only that one is ever asked."""
    for visit in range(onset + 1, len(patient.day)):
        if can_confirm(patient, onset, visit, rule):
            return visit
    return NO_VISIT


@compiled
def holds_until(patient: Patient, change: Change, confirmed: int, rule: ChangeRule) -> bool:
    """Whether the change shows at *confirmed* and, if the rule asks, at every visit since onset."""
    first = change.onset + 1 if rule.all_visits_hold else confirmed
    for visit in range(first, confirmed + 1):  # noqa: SIM110 - all() over a generator does not compile
        if not shows(patient, change, visit):
            return False
    return True


@compiled
def first_failing_visit(patient: Patient, change: Change, confirmed: int) -> int:
    """The first visit after *confirmed* where the change is gone; the number of visits if it stays."""
    for visit in range(confirmed + 1, len(patient.day)):
        if not shows(patient, change, visit):
            return visit
    return len(patient.day)


@compiled
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
    return shows(patient, change, asked)


@compiled
def last_lower_visit(patient: Patient, change: Change, confirmed: int, rule: ChangeRule) -> int:
    """The latest visit before onset from which the change counts as well; the first visit if none does."""
    for visit in range(change.onset - 1, 0, -1):
        from_there = Change(visit, change.onset, change.direction, required_ticks(patient, visit, rule))
        if (
            not is_extremum(patient, visit, rule)
            and shows(patient, from_there, change.onset)
            and holds_until(patient, from_there, confirmed, rule)
        ):
            return visit
    return 0
