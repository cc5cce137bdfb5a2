"""Where the reference of a patient stands, where the next change is, and when a relapse moves it."""

from __future__ import annotations

from ranvier.kernels.arrays import NO_VISIT
from ranvier.kernels.compiled import borrowing
from ranvier.kernels.confirmation import required_ticks
from ranvier.kernels.decisions import (
    CHANGE_NEAR_RELAPSE,
    NO_CHANGE,
    NO_REFERENCE,
    REFERENCE_IS_EXTREMUM,
    REFERENCE_NEAR_RELAPSE,
    DecisionLog,
    note,
)
from ranvier.kernels.patient import Patient, is_clear_of_relapses, is_extremum
from ranvier.kernels.rules import FIRST_PIRA, ChangeRule


@borrowing
def usable_reference(patient: Patient, visit: int, rule: ChangeRule, log: DecisionLog | None) -> int:
    """The first visit from *visit* on that may be a reference: clear of relapses and no extremum."""
    last = len(patient.day) - 1
    while visit < last:
        is_clear = is_clear_of_relapses(patient, visit, rule.reference_distance)
        if is_clear and not is_extremum(patient, visit, rule):
            return visit
        note(log, patient, REFERENCE_IS_EXTREMUM if is_clear else REFERENCE_NEAR_RELAPSE, visit, visit)
        visit += 1
    if last >= 0:
        note(log, patient, NO_REFERENCE, last, last)
    return visit


@borrowing
def next_change(
    patient: Patient, reference: int, search: int, rule: ChangeRule, log: DecisionLog | None
) -> int:
    """The first visit from *search* on that differs enough from the reference, clear of relapses."""
    slight = rule.rebases_on_slight_improvement or rule.rebases_on_slight_worsening
    ticks = 1 if slight else required_ticks(patient, reference, rule)
    score = patient.score
    for visit in range(search, len(score)):
        if abs(score[visit] - score[reference]) >= ticks:
            if is_clear_of_relapses(patient, visit, rule.onset_distance):
                return visit
            note(log, patient, CHANGE_NEAR_RELAPSE, reference, visit)
    note(log, patient, NO_CHANGE, reference, NO_VISIT)
    return NO_VISIT


@borrowing
def next_relapse(patient: Patient, day: int) -> tuple[int, bool]:
    """Onset of the first relapse after *day*, and whether there is one."""
    for onset in patient.relapse_day:
        if onset > day:
            return onset, True
    return day, False


@borrowing
def is_crossed(relapse_day: int, day: int, rule: ChangeRule) -> bool:
    """Whether *day* lies so far beyond a relapse that the reference is to be placed anew.

    A worsening that still belongs to the relapse is weighed first, unless only PIRA is looked for.
    """
    slack_days = 0 if rule.wanted == FIRST_PIRA else rule.relapse.raw_after_days
    return rule.rebases_after_relapse and relapse_day + slack_days < day


@borrowing
def first_visit_from(patient: Patient, visit: int, day: int) -> int:
    """The first visit from *visit* on that lies on or after *day*."""
    while visit < len(patient.day) and patient.day[visit] < day:
        visit += 1
    return visit
