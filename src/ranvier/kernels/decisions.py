"""The decisions of the search for events, in the order in which they are taken, on request.

Without a log the functions here compile to nothing: `None` is a type of its own to the compiler.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from ranvier.kernels.arrays import NO_VISIT
from ranvier.kernels.compiled import borrowing
from ranvier.kernels.patient import Patient

(
    STARTS,
    MOVES_TO_EVENT,
    MOVES_TO_SLIGHT_CHANGE,
    MOVES_BEYOND_RELAPSE,
    REFERENCE_NEAR_RELAPSE,
    REFERENCE_IS_EXTREMUM,
    NO_REFERENCE,
    CHANGE_NEAR_RELAPSE,
    CROSSED_RELAPSE,
    NO_CHANGE,
    NO_CONFIRMING_VISIT,
    DID_NOT_HOLD,
    DID_NOT_LAST,
    TOO_SLIGHT,
    SLIGHT_CHANGE,
    OTHER_RELATION,
    EVENT,
    COUNTED_UNCONFIRMED,
) = range(18)
"""What was decided."""

NOT_A_CHANGE, SLIGHT, FULL = range(3)
"""How large a change is, signed by its direction (worse is positive)."""

PATIENT, DECISION, REFERENCE, REFERENCE_SCORE, VISIT, OTHER, SIZE, N_COLUMNS = range(8)
"""Columns of a decision."""


class DecisionLog(NamedTuple):
    """Room for decisions, one row each, and how many there were.

    It goes on counting when the rows are full, so that a second run can be given enough of them. Visits are
    numbered from the patient's first. other: the visit that confirms, or the first without the change.
    """

    rows: NDArray[np.int32]
    n_rows: NDArray[np.int64]


def decision_log(n_rows: int) -> DecisionLog:
    """An empty log with room for *n_rows* decisions."""
    return DecisionLog(np.empty((n_rows, N_COLUMNS), np.int32), np.zeros(1, np.int64))


@borrowing
def note(log: DecisionLog | None, patient: Patient, decision: int, reference: int, visit: int) -> None:
    """Writes down a decision that concerns no change."""
    if log is not None:
        note_change(log, patient, decision, (reference, visit, NO_VISIT, NOT_A_CHANGE))


@borrowing
def note_change(
    log: DecisionLog | None, patient: Patient, decision: int, concerns: tuple[int, int, int, int]
) -> None:
    """Writes down a decision; *concerns*: reference, visit, other visit and size of the change."""
    if log is not None:
        number = log.n_rows[0]
        log.n_rows[0] = number + 1
        if number < len(log.rows):
            reference, visit, other, size = concerns
            row = log.rows[number]
            row[PATIENT], row[DECISION] = patient.number, decision
            row[REFERENCE], row[REFERENCE_SCORE] = reference, patient.score[reference]
            row[VISIT], row[OTHER], row[SIZE] = visit, other, size
