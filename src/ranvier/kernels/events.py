"""Confirmed worsening and improvement in each patient's course, as visit numbers.

The search keeps a reference and moves forward: place the reference, find the next change, ask the first visit
that can confirm it, record the event, move on. Source: course rules C4 to C14.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from ranvier.kernels.arrays import NO_VISIT, RelapseArrays, VisitArrays
from ranvier.kernels.compiled import borrowing, compiled
from ranvier.kernels.confirmation import Change, confirming_visit, holds_until, required_ticks, shows
from ranvier.kernels.event_record import write_event
from ranvier.kernels.event_rows import (
    DIRECTION,
    RELATION,
    EventArrays,
    event_arrays,
    is_wanted,
    move_wanted_events,
    n_columns,
    numbered,
    with_room,
)
from ranvier.kernels.patient import Patient, patient_course
from ranvier.kernels.record_end import is_imputed, last_confirmable_visit, pending_visit
from ranvier.kernels.reference import (
    first_visit_from,
    is_crossed,
    next_change,
    next_relapse,
    usable_reference,
)
from ranvier.kernels.rules import BETTER, EVERY, WORSE, ChangeRule


@compiled
def find_events(visits: VisitArrays, relapses: RelapseArrays, rule: ChangeRule) -> EventArrays:
    """Every wanted event, by patient and onset."""
    n_patients = len(visits.offset) - 1
    most_visits = 1
    for number in range(n_patients):
        most_visits = max(most_visits, visits.offset[number + 1] - visits.offset[number])
    workspace = np.empty((3, most_visits), np.int32)
    found = np.zeros((most_visits, n_columns(rule)), np.int32)
    rows = np.empty((n_patients + most_visits, n_columns(rule)), np.int32)
    pending = np.full(n_patients, NO_VISIT, np.int32)
    last_confirmable = np.full(n_patients, NO_VISIT, np.int32)
    n_rows = 0
    for number in range(n_patients):
        first_visit = visits.offset[number]
        patient = patient_course(visits, relapses, number, workspace)
        reference = follow_course(patient, rule, found)
        pending[number] = numbered(pending_visit(patient, reference, rule), first_visit)
        last_confirmable[number] = numbered(last_confirmable_visit(patient, rule), first_visit)
        rows = with_room(rows, n_rows + most_visits)
        n_rows = move_wanted_events(found, len(patient.day), number, first_visit, rule, rows, n_rows)
    return event_arrays(rows[:n_rows], len(rule.window_opens), pending, last_confirmable)


@borrowing
def follow_course(patient: Patient, rule: ChangeRule, found: NDArray[np.int32]) -> int:
    """Writes every event of one patient into *found*, in the row of its onset visit; the last reference."""
    n_visits = len(patient.day)
    reference, search, least_score = 0, 1, 0
    while True:
        reference = usable_reference(patient, reference, rule)
        if reference >= n_visits - 1:
            return reference
        search = max(search, reference + 1)
        if rule.reference_never_falls:
            patient.score[reference] = max(patient.score[reference], least_score)
            least_score = patient.score[reference]
        relapse_day, has_relapse = next_relapse(patient, patient.day[reference])
        onset = next_change(patient, reference, search, rule)
        if onset == NO_VISIT:
            return reference
        if has_relapse and is_crossed(relapse_day, patient.day[onset], rule):
            search = onset
        else:
            reference, search, is_last = weigh_change(patient, reference, onset, rule, found)
            if is_last:
                return reference
        if rule.rebases_after_relapse and search < n_visits:
            coming_day, has_coming = next_relapse(patient, patient.day[reference])
            if has_coming and is_crossed(coming_day, patient.day[search], rule):
                reference = first_visit_from(patient, reference, relapse_day)
                search = reference + 1


@borrowing
def weigh_change(
    patient: Patient, reference: int, onset: int, rule: ChangeRule, found: NDArray[np.int32]
) -> tuple[int, int, bool]:
    """Records the change at *onset* if it is an event.

    Returns the reference and the visit from which the search goes on, and whether it is over.
    """
    direction = WORSE if patient.score[onset] > patient.score[reference] else BETTER
    change = Change(reference, onset, direction, required_ticks(patient, reference, rule))
    slight = Change(reference, onset, direction, 1)
    confirmed = confirming_visit(patient, onset, onset, rule)
    if shows(patient.score, change, onset):
        if confirmed != NO_VISIT and holds_until(patient.score, change, confirmed, rule.all_visits_hold):
            return record_event(patient, change, confirmed, rule, found)
        if direction == WORSE and is_imputed(patient, onset, rule):
            is_written = write_event(patient, change, NO_VISIT, rule, found)
            return reference, onset + 1, is_written and ends_search(onset, rule, found)
    rebases = rebases_on_slight_change(direction, rule) and confirmed != NO_VISIT
    if rebases and holds_until(patient.score, slight, confirmed, rule.all_visits_hold):
        new = onset if rule.proceeds_from_onset else confirmed
        return new, new + 1, False
    return reference, onset + 1, False


@borrowing
def record_event(
    patient: Patient, change: Change, confirmed: int, rule: ChangeRule, found: NDArray[np.int32]
) -> tuple[int, int, bool]:
    """Writes a confirmed change that is sustained; returns as `weigh_change` does.

    A roving reference moves to the confirmed change even if that is not sustained.
    """
    is_written = write_event(patient, change, confirmed, rule, found)
    is_over = is_written and ends_search(change.onset, rule, found)
    new = change.onset if rule.proceeds_from_onset else confirmed
    if roves_after(change.direction, rule):
        return new, new + 1, is_over
    return change.reference, (new if is_written else change.onset) + 1, is_over


@borrowing
def roves_after(direction: int, rule: ChangeRule) -> bool:
    """Whether the reference moves after an event in *direction*."""
    return rule.roves_after_worsening if direction == WORSE else rule.roves_after_improvement


@borrowing
def rebases_on_slight_change(direction: int, rule: ChangeRule) -> bool:
    """Whether a confirmed change in *direction* too small for an event moves the reference."""
    if direction == WORSE:
        return rule.rebases_on_slight_worsening and rule.roves_after_worsening
    return rule.rebases_on_slight_improvement and rule.roves_after_improvement


@borrowing
def ends_search(onset: int, rule: ChangeRule, found: NDArray[np.int32]) -> bool:
    """Whether the event just recorded at *onset* is the one that was looked for."""
    return rule.wanted != EVERY and is_wanted(found[onset, DIRECTION], found[onset, RELATION], rule)
