"""What becomes of a change: an event, a new reference, or neither. Source: course rules C8 to C10."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from ranvier.kernels.arrays import NO_VISIT
from ranvier.kernels.compiled import borrowing
from ranvier.kernels.confirmation import Change, confirming_visit, refuting_visit, required_ticks, shows
from ranvier.kernels.decisions import (
    DID_NOT_HOLD,
    FULL,
    MOVES_TO_EVENT,
    MOVES_TO_SLIGHT_CHANGE,
    NO_CONFIRMING_VISIT,
    SLIGHT,
    SLIGHT_CHANGE,
    TOO_SLIGHT,
    DecisionLog,
    note,
    note_change,
)
from ranvier.kernels.event_record import write_event
from ranvier.kernels.event_rows import DIRECTION, RELATION, is_wanted
from ranvier.kernels.patient import Patient
from ranvier.kernels.record_end import is_imputed
from ranvier.kernels.rules import BETTER, EVERY, WORSE, ChangeRule


@borrowing
def weigh_change(
    patient: Patient,
    reference: int,
    onset: int,
    rule: ChangeRule,
    found: NDArray[np.int32],
    log: DecisionLog | None,
) -> tuple[int, int, bool]:
    """Records the change at *onset* if it is an event.

    Returns the reference and the visit from which the search goes on, and whether it is over.
    """
    direction = WORSE if patient.score[onset] > patient.score[reference] else BETTER
    change = Change(reference, onset, direction, required_ticks(patient, reference, rule))
    confirmed = confirming_visit(patient, onset, onset, rule)
    is_full = shows(patient.score, change, onset)
    refuting = NO_VISIT
    if is_full and confirmed != NO_VISIT:
        refuting = refuting_visit(patient.score, change, confirmed, rule.all_visits_hold)
        if refuting == NO_VISIT:
            return record_event(patient, change, confirmed, rule, found, log)
    if is_full and direction == WORSE and is_imputed(patient, onset):
        is_written = write_event(patient, change, NO_VISIT, rule, found, log)
        return reference, onset + 1, is_written and ends_search(onset, rule, found)
    rebases = rebases_on_slight_change(direction, rule)
    if rebases and confirmed != NO_VISIT:
        slight = Change(reference, onset, direction, 1)
        slight_refuting = refuting_visit(patient.score, slight, confirmed, rule.all_visits_hold)
        if slight_refuting == NO_VISIT:
            return move_to_slight_change(patient, slight, confirmed, rule, log)
        refuting = refuting if is_full else slight_refuting
    size = direction * (FULL if is_full else SLIGHT)
    if not is_full and not rebases:
        note_change(log, patient, TOO_SLIGHT, (reference, onset, confirmed, size))
    elif confirmed == NO_VISIT:
        note_change(log, patient, NO_CONFIRMING_VISIT, (reference, onset, NO_VISIT, size))
    else:
        note_change(log, patient, DID_NOT_HOLD, (reference, onset, refuting, size))
    return reference, onset + 1, False


@borrowing
def move_to_slight_change(
    patient: Patient, slight: Change, confirmed: int, rule: ChangeRule, log: DecisionLog | None
) -> tuple[int, int, bool]:
    """Moves the reference to a confirmed change too small for an event; returns as `weigh_change` does."""
    new = slight.onset if rule.proceeds_from_onset else confirmed
    concerns = (slight.reference, slight.onset, confirmed, SLIGHT * slight.direction)
    note_change(log, patient, SLIGHT_CHANGE, concerns)
    note(log, patient, MOVES_TO_SLIGHT_CHANGE, new, new)
    return new, new + 1, False


@borrowing
def record_event(
    patient: Patient,
    change: Change,
    confirmed: int,
    rule: ChangeRule,
    found: NDArray[np.int32],
    log: DecisionLog | None,
) -> tuple[int, int, bool]:
    """Writes a confirmed change that is sustained; returns as `weigh_change` does.

    A roving reference moves to the confirmed change even if that is not sustained.
    """
    is_written = write_event(patient, change, confirmed, rule, found, log)
    is_over = is_written and ends_search(change.onset, rule, found)
    new = change.onset if rule.proceeds_from_onset else confirmed
    if roves_after(change.direction, rule):
        if not is_over:
            note(log, patient, MOVES_TO_EVENT, new, new)
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
