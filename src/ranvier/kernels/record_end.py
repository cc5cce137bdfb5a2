"""What the end of a record leaves open: worsening not yet confirmed, and what could still have been."""

from __future__ import annotations

from ranvier.kernels.arrays import NO_VISIT
from ranvier.kernels.compiled import borrowing
from ranvier.kernels.confirmation import Change, confirming_visit, required_ticks, shows
from ranvier.kernels.patient import Patient, is_clear_of_relapses
from ranvier.kernels.rules import WORSE, ChangeRule


@borrowing
def pending_visit(patient: Patient, reference: int, rule: ChangeRule) -> int:
    """The first visit of a run of worse visits that lasts to the end of the record."""
    visit = len(patient.day)
    if reference >= visit - 1:
        return NO_VISIT
    worsening = Change(reference, reference + 1, WORSE, required_ticks(patient, reference, rule))
    while visit - 1 > reference and shows(patient.score, worsening, visit - 1):
        visit -= 1
    return visit if visit < len(patient.day) else NO_VISIT


@borrowing
def last_confirmable_visit(patient: Patient, rule: ChangeRule) -> int:
    """The last visit after the first at which a change could start and be confirmed."""
    for visit in range(len(patient.day) - 1, 0, -1):
        can_start = is_clear_of_relapses(patient, visit, rule.onset_distance)
        if can_start and (
            is_imputed(patient, visit) or confirming_visit(patient, visit, visit, rule) != NO_VISIT
        ):
            return visit
    return NO_VISIT


@borrowing
def is_imputed(patient: Patient, onset: int) -> bool:
    """Whether a worsening at the last visit counts without confirmation."""
    is_last = onset == len(patient.day) - 1
    return is_last and patient.day[onset] - patient.day[0] <= patient.impute_within_days
