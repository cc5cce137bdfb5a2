"""Confirmed worsening and improvement in each patient's course, as visit numbers.

The search keeps a reference and moves forward: place the reference, find the next change, ask the first visit
that can confirm it, record the event, move on. Source: course rules C4 to C14.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from ranvier.kernels.arrays import NO_VISIT, RelapseArrays, VisitArrays
from ranvier.kernels.compiled import borrowing, compiled
from ranvier.kernels.decisions import (
    CROSSED_RELAPSE,
    MOVES_BEYOND_RELAPSE,
    STARTS,
    DecisionLog,
    decision_log,
    note,
)
from ranvier.kernels.event_rows import (
    EventArrays,
    event_arrays,
    move_wanted_events,
    n_columns,
    numbered,
    with_room,
)
from ranvier.kernels.extras import NO_EXTRAS, CourseExtras
from ranvier.kernels.patient import WORKSPACE_ROWS, Patient, PatientSettings, add_extras, patient_course
from ranvier.kernels.record_end import last_confirmable_visit, pending_visit
from ranvier.kernels.reference import (
    first_visit_from,
    is_crossed,
    next_change,
    next_relapse,
    usable_reference,
)
from ranvier.kernels.rules import ChangeRule
from ranvier.kernels.weigh_change import weigh_change

DECISIONS_PER_VISIT = 4
"""Room for decisions at first; where it is not enough the search runs again with what it needs."""


@compiled
def find_events(visits: VisitArrays, relapses: RelapseArrays, rule: ChangeRule) -> EventArrays:
    """Every wanted event, by patient and onset."""
    extras = CourseExtras(np.empty(0, np.int32), np.empty(0, np.bool_), np.empty(0, np.bool_))
    return search_courses(visits, relapses, rule, extras, None)


def find_decisions(
    visits: VisitArrays, relapses: RelapseArrays, rule: ChangeRule, extras: CourseExtras = NO_EXTRAS
) -> NDArray[np.int32]:
    """Every decision of the search, in the order in which it was taken (columns: kernels/decisions.py)."""
    log = decision_log(DECISIONS_PER_VISIT * len(visits.day))
    search_courses(visits, relapses, rule, extras, log)
    if log.n_rows[0] > len(log.rows):
        log = decision_log(int(log.n_rows[0]))
        search_courses(visits, relapses, rule, extras, log)
    return log.rows[: int(log.n_rows[0])]


@compiled
def search_courses(
    visits: VisitArrays,
    relapses: RelapseArrays,
    rule: ChangeRule,
    extras: CourseExtras,
    log: DecisionLog | None,
) -> EventArrays:
    """Every wanted event, by patient and onset; with a *log*, writes the decisions into it."""
    n_patients = len(visits.offset) - 1
    most_visits = 1
    for number in range(n_patients):
        most_visits = max(most_visits, visits.offset[number + 1] - visits.offset[number])
    workspace = np.empty((WORKSPACE_ROWS, most_visits), np.int32)
    found = np.zeros((most_visits, n_columns(rule)), np.int32)
    rows = np.empty((n_patients + most_visits, n_columns(rule)), np.int32)
    pending = np.full(n_patients, NO_VISIT, np.int32)
    last_confirmable = np.full(n_patients, NO_VISIT, np.int32)
    n_rows = 0
    for number in range(n_patients):
        first_visit = visits.offset[number]
        settings = settings_of(number, extras, rule)
        patient = patient_course(visits, relapses, number, settings, workspace)
        add_extras(patient, first_visit, extras)
        reference = follow_course(patient, rule, found, log)
        pending[number] = numbered(pending_visit(patient, reference, rule), first_visit)
        last_confirmable[number] = numbered(last_confirmable_visit(patient, rule), first_visit)
        rows = with_room(rows, n_rows + most_visits)
        n_rows = move_wanted_events(found, len(patient.day), number, first_visit, rule, rows, n_rows)
    return event_arrays(rows[:n_rows], len(rule.window_opens), pending, last_confirmable)


@borrowing
def settings_of(number: int, extras: CourseExtras, rule: ChangeRule) -> PatientSettings:
    """What concerns patient *number* as a whole."""
    is_let = len(extras.last_counts) == 0 or extras.last_counts[number]
    impute_within_days = rule.impute_within_days if is_let else -1
    return PatientSettings(impute_within_days, rule.confirm_distance, len(extras.step_score) > 0)


@borrowing
def follow_course(
    patient: Patient, rule: ChangeRule, found: NDArray[np.int32], log: DecisionLog | None
) -> int:
    """Writes every event of one patient into *found*, in the row of its onset visit; the last reference."""
    n_visits = len(patient.day)
    reference, search, least_score = 0, 1, 0
    if n_visits > 0:
        note(log, patient, STARTS, 0, 0)
    while True:
        reference = usable_reference(patient, reference, rule, log)
        if reference >= n_visits - 1:
            return reference
        search = max(search, reference + 1)
        if rule.reference_never_falls:
            patient.score[reference] = max(patient.score[reference], least_score)
            least_score = patient.score[reference]
        relapse_day, has_relapse = next_relapse(patient, patient.day[reference])
        onset = next_change(patient, reference, search, rule, log)
        if onset == NO_VISIT:
            return reference
        if has_relapse and is_crossed(relapse_day, patient.day[onset], rule):
            note(log, patient, CROSSED_RELAPSE, reference, onset)
            search = onset
        else:
            reference, search, is_last = weigh_change(patient, reference, onset, rule, found, log)
            if is_last:
                return reference
        if rule.rebases_after_relapse and search < n_visits:
            coming_day, has_coming = next_relapse(patient, patient.day[reference])
            if has_coming and is_crossed(coming_day, patient.day[search], rule):
                reference = first_visit_from(patient, reference, relapse_day)
                search = reference + 1
                note(log, patient, MOVES_BEYOND_RELAPSE, reference, reference)
