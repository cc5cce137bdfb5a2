"""Writes down a confirmed change: how long it holds, how it relates to relapses, which visits confirm it."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from ranvier.kernels.arrays import NO_VISIT
from ranvier.kernels.compiled import borrowing
from ranvier.kernels.confirmation import (
    Change,
    confirming_visit,
    first_failing_visit,
    is_sustained,
    last_lower_visit,
)
from ranvier.kernels.decisions import (
    COUNTED_UNCONFIRMED,
    DID_NOT_LAST,
    EVENT,
    FULL,
    OTHER_RELATION,
    DecisionLog,
    note_change,
)
from ranvier.kernels.event_rows import (
    CONFIRMED,
    DIRECTION,
    HELD_UNTIL,
    LAST_LOWER,
    LASTS,
    REFERENCE,
    REFERENCE_SCORE,
    RELATION,
    WINDOWS,
    is_wanted,
)
from ranvier.kernels.patient import Patient
from ranvier.kernels.relapse_relation import (
    beginning_of_stretch,
    is_free_of_relapses,
    is_relapse_associated,
)
from ranvier.kernels.rules import (
    BETTER,
    FIRST_PIRA,
    FIRST_RAW,
    NO_RELATION,
    PIRA,
    RAW,
    UNDEFINED,
    WORSE,
    ChangeRule,
)


class Held(NamedTuple):
    """How long a change was seen: confirming visit if any, first failing one, where its stretch begins."""

    confirmed: int
    failing: int
    beginning: int


@borrowing
def write_event(
    patient: Patient,
    change: Change,
    confirmed: int,
    rule: ChangeRule,
    found: NDArray[np.int32],
    log: DecisionLog | None,
) -> bool:
    """Writes a change into the row of its onset, over an earlier find; false if the rule does not record it.

    confirmed: NO_VISIT for a worsening at the last visit that counts without confirmation.
    """
    size = FULL * change.direction
    holding = change.onset if confirmed == NO_VISIT else confirmed
    failing = first_failing_visit(patient.score, change, holding)
    if not is_sustained(patient, change, failing, rule):
        note_change(log, patient, DID_NOT_LAST, (change.reference, change.onset, failing, size))
        return False
    last_lower = last_lower_visit(patient, change, holding, rule)
    beginning = beginning_of_stretch(change.reference, change.onset, last_lower, rule.relapse)
    held = Held(confirmed, failing, beginning)
    relation = relation_to_relapses(patient, change, held, rule)
    concerns = (change.reference, change.onset, confirmed, size)
    if is_passed_over(change.direction, relation, rule):
        note_change(log, patient, OTHER_RELATION, concerns)
        return False
    note_change(log, patient, COUNTED_UNCONFIRMED if confirmed == NO_VISIT else EVENT, concerns)
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
    """RAW near a relapse; else PIRA if one confirming visit has no relapse in its windows; else undefined.

    A worsening that counts without confirmation has no such visit, so it is never PIRA.
    """
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
