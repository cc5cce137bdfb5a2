"""How events are gathered while a patient's course is followed, and handed out as arrays."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from ranvier.kernels.arrays import NO_VISIT
from ranvier.kernels.compiled import borrowing, compiled
from ranvier.kernels.confirmation import (
    Change,
    confirming_visit,
    first_failing_visit,
    is_sustained,
    last_lower_visit,
)
from ranvier.kernels.patient import Patient
from ranvier.kernels.relapse_relation import (
    beginning_of_stretch,
    is_free_of_relapses,
    is_relapse_associated,
)
from ranvier.kernels.rules import (
    BETTER,
    FIRST_IMPROVEMENT,
    FIRST_PIRA,
    FIRST_RAW,
    FIRST_WORSENING,
    NO_RELATION,
    PIRA,
    RAW,
    UNDEFINED,
    WORSE,
    ChangeRule,
)

NO_EVENT = 0
"""Stands for the direction of a change that is none."""

(
    PATIENT,
    ONSET,
    DIRECTION,
    RELATION,
    REFERENCE,
    REFERENCE_SCORE,
    LAST_LOWER,
    HELD_UNTIL,
    LASTS,
    CONFIRMED,
    WINDOWS,
) = range(11)
"""Columns of an event; from WINDOWS on the visit that confirms in each window, then the same for PIRA."""


class EventArrays(NamedTuple):
    """One entry an event, by patient and onset; visits are row numbers of the visits given.

    direction: worse or better. relation: to relapses. reference, reference_score: what the change is measured
    from. last_lower: the latest visit from which it counts as well. onset, confirmed: first visit of the
    change, and the first that confirms it (NO_VISIT if imputed). held_until: last visit that shows it.
    lasts: it holds to the end of the record. by_window, by_window_pira: events by windows, the visit that
    confirms in each window, and the one that does with no relapse in the way.
    pending, last_confirmable: one entry a patient; the first visit of a worsening the record ends in, seen
    from the last reference, and the last visit at which a change could have been confirmed.
    """

    patient: NDArray[np.int32]
    onset: NDArray[np.int32]
    direction: NDArray[np.int32]
    relation: NDArray[np.int32]
    reference: NDArray[np.int32]
    reference_score: NDArray[np.int32]
    last_lower: NDArray[np.int32]
    held_until: NDArray[np.int32]
    lasts: NDArray[np.int32]
    confirmed: NDArray[np.int32]
    by_window: NDArray[np.int32]
    by_window_pira: NDArray[np.int32]
    pending: NDArray[np.int32]
    last_confirmable: NDArray[np.int32]


@borrowing
def n_columns(rule: ChangeRule) -> int:
    """Columns that an event of *rule* needs."""
    return WINDOWS + 2 * len(rule.window_opens)


class Held(NamedTuple):
    """How long a change was seen: confirming visit, first failing visit, and where its stretch begins."""

    confirmed: int
    failing: int
    beginning: int


@compiled
def write_event(
    patient: Patient, change: Change, confirmed: int, rule: ChangeRule, found: NDArray[np.int32]
) -> bool:
    """Writes a change into the row of its onset, over an earlier find; false if the rule does not record it.

    confirmed: NO_VISIT for a worsening at the last visit that counts without confirmation.
    """
    holding = change.onset if confirmed == NO_VISIT else confirmed
    failing = first_failing_visit(patient.score, change, holding)
    if not is_sustained(patient, change, failing, rule):
        return False
    last_lower = last_lower_visit(patient, change, holding, rule)
    beginning = beginning_of_stretch(change.reference, change.onset, last_lower, rule.relapse)
    held = Held(holding, failing, beginning)
    relation = relation_to_relapses(patient, change, held, rule)
    if is_passed_over(change.direction, relation, rule):
        return False
    row = found[change.onset]
    row[DIRECTION], row[RELATION] = change.direction, relation
    row[REFERENCE], row[REFERENCE_SCORE] = change.reference, patient.score[change.reference]
    row[LAST_LOWER], row[HELD_UNTIL], row[LASTS] = last_lower, failing - 1, failing == len(patient.day)
    row[CONFIRMED] = confirmed
    write_windows(patient, change, held, rule, row)
    return True


@borrowing
def write_windows(
    patient: Patient, change: Change, held: Held, rule: ChangeRule, row: NDArray[np.int32]
) -> None:
    """Writes the visit that confirms in each window, and the first that does with no relapse in the way."""
    n_windows = len(rule.window_opens)
    row[WINDOWS:] = NO_VISIT
    visit = confirming_visit(patient, change.onset, change.onset, rule)
    while visit != NO_VISIT and visit < held.failing:
        is_free = row[RELATION] == PIRA and is_free_of_relapses(
            patient, held.beginning, change.onset, visit, rule.relapse
        )
        waited_days = patient.day[visit] - patient.day[change.onset]
        for window in range(n_windows):
            if rule.window_opens[window] <= waited_days <= rule.window_closes[window]:
                keep_first(row, WINDOWS + window, visit)
                if is_free:
                    keep_first(row, WINDOWS + n_windows + window, visit)
        visit = confirming_visit(patient, change.onset, visit, rule)


@borrowing
def keep_first(row: NDArray[np.int32], column: int, visit: int) -> None:
    """Writes *visit* where none stands yet."""
    if row[column] == NO_VISIT:
        row[column] = visit


@borrowing
def relation_to_relapses(patient: Patient, change: Change, held: Held, rule: ChangeRule) -> int:
    """RAW near a relapse; else PIRA if one confirming visit has no relapse in its windows; else undefined."""
    if change.direction == BETTER:
        return NO_RELATION
    if is_relapse_associated(patient, change.onset, rule.relapse):
        return RAW
    visit = held.confirmed
    while visit != NO_VISIT and visit < held.failing:
        if is_free_of_relapses(patient, held.beginning, change.onset, visit, rule.relapse):
            return PIRA
        visit = confirming_visit(patient, change.onset, visit, rule)
    return UNDEFINED


@borrowing
def is_passed_over(direction: int, relation: int, rule: ChangeRule) -> bool:
    """Whether a worsening has another relation to relapses than the one that is looked for."""
    is_particular = rule.wanted in (FIRST_PIRA, FIRST_RAW)
    return is_particular and direction == WORSE and not is_wanted(direction, relation, rule)


@borrowing
def is_wanted(direction: int, relation: int, rule: ChangeRule) -> bool:
    """Whether an event is one of those looked for."""
    if rule.wanted == FIRST_PIRA:
        return relation == PIRA
    if rule.wanted == FIRST_RAW:
        return relation == RAW
    if rule.wanted == FIRST_WORSENING:
        return direction == WORSE
    if rule.wanted == FIRST_IMPROVEMENT:
        return direction == BETTER
    return True


@compiled
def move_wanted_events(
    found: NDArray[np.int32],
    n_visits: int,
    patient_number: int,
    first_visit: int,
    rule: ChangeRule,
    rows: NDArray[np.int32],
    n_rows: int,
) -> int:
    """Moves one patient's events to the end of *rows*, by onset; how many rows there are now."""
    for onset in range(n_visits):
        direction, relation = found[onset, DIRECTION], found[onset, RELATION]
        if direction != NO_EVENT and is_wanted(direction, relation, rule):
            row = rows[n_rows]
            row[:] = found[onset]
            row[PATIENT], row[ONSET] = patient_number, onset
            number_visits(row, first_visit)
            n_rows += 1
        found[onset, DIRECTION] = NO_EVENT
    return n_rows


@borrowing
def number_visits(row: NDArray[np.int32], first_visit: int) -> None:
    """Turns a patient's own visit numbers into row numbers of all visits."""
    row[ONSET] += first_visit
    row[REFERENCE] += first_visit
    row[LAST_LOWER] += first_visit
    row[HELD_UNTIL] += first_visit
    for column in range(CONFIRMED, len(row)):
        row[column] = numbered(row[column], first_visit)


@borrowing
def numbered(visit: int, first_visit: int) -> int:
    """A patient's own visit number as a row number of all visits."""
    return NO_VISIT if visit == NO_VISIT else visit + first_visit


@compiled
def with_room(rows: NDArray[np.int32], n_needed: int) -> NDArray[np.int32]:
    """*rows*, or a copy twice as long if there is no room for *n_needed*."""
    if n_needed <= len(rows):
        return rows
    longer = np.empty((2 * n_needed, rows.shape[1]), np.int32)
    longer[: len(rows)] = rows
    return longer


@compiled
def event_arrays(
    rows: NDArray[np.int32], n_windows: int, pending: NDArray[np.int32], last_confirmable: NDArray[np.int32]
) -> EventArrays:
    """The columns of *rows* as arrays of their own, with the two that have one entry a patient."""
    return EventArrays(
        rows[:, PATIENT].copy(),
        rows[:, ONSET].copy(),
        rows[:, DIRECTION].copy(),
        rows[:, RELATION].copy(),
        rows[:, REFERENCE].copy(),
        rows[:, REFERENCE_SCORE].copy(),
        rows[:, LAST_LOWER].copy(),
        rows[:, HELD_UNTIL].copy(),
        rows[:, LASTS].copy(),
        rows[:, CONFIRMED].copy(),
        rows[:, WINDOWS : WINDOWS + n_windows].copy(),
        rows[:, WINDOWS + n_windows :].copy(),
        pending,
        last_confirmable,
    )
