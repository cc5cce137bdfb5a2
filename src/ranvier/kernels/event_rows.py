"""How events are gathered while a patient's course is followed, and handed out as arrays."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from ranvier.kernels.arrays import NO_VISIT
from ranvier.kernels.compiled import borrowing, compiled
from ranvier.kernels.rules import (
    BETTER,
    FIRST_IMPROVEMENT,
    FIRST_PIRA,
    FIRST_RAW,
    FIRST_WORSENING,
    PIRA,
    RAW,
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
