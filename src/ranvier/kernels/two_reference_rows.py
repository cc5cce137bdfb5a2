"""What a search writes down of each visit: the event it begins, and the references it sets."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from ranvier.kernels.arrays import NO_VISIT
from ranvier.kernels.compiled import borrowing
from ranvier.kernels.two_reference_course import (
    Course,
    Ladder,
    confirming_visits,
    current_score,
    highest,
    lower_reference,
    place_reference,
)
from ranvier.kernels.two_reference_event import Worsening, threshold
from ranvier.kernels.two_reference_rule import (
    EVENT,
    FALL,
    FIRST_VISIT,
    NO_EVENT,
    RESIDUAL,
    TwoReferenceRule,
)

RELATION, EVENT_SCORE, REFERENCE, REFERENCE_SCORE, CONFIRMED, LAST_MEMBER, HELD_UNTIL, EVENT_NUMBER = range(8)
GENERAL_WHY, GENERAL_SCORE, RELAPSE_WHY, RELAPSE_SCORE, REBASELINING = range(8, 13)
N_COLUMNS = 13
"""What is known of a visit. The first seven belong to the onset of an event, EVENT_NUMBER to all of it."""


class Search(NamedTuple):
    """One patient's search: the course, the two references with what they came from, and a row a visit."""

    course: Course
    general: Ladder
    relapse: Ladder
    rows: NDArray[np.int32]


@borrowing
def start_search(search: Search, visit: int, score: int) -> None:
    """Both references at *visit*."""
    place_reference(search.general, visit, score)
    place_reference(search.relapse, visit, score)
    row = search.rows[visit]
    row[GENERAL_WHY], row[GENERAL_SCORE] = FIRST_VISIT, score
    row[RELAPSE_WHY], row[RELAPSE_SCORE] = FIRST_VISIT, score


@borrowing
def write_event(
    search: Search,
    onset: int,
    last: int,
    at_onset: Worsening,
    at_end: Worsening,
    event_number: int,
    rule: TwoReferenceRule,
) -> None:
    """Writes an event into the row of its onset, and its number into those of all its visits."""
    row = search.rows[onset]
    row[RELATION], row[EVENT_SCORE] = at_onset.relation, at_end.score
    row[REFERENCE], row[REFERENCE_SCORE] = at_onset.reference, at_onset.reference_score
    row[CONFIRMED], row[LAST_MEMBER] = at_end.confirmed, last
    until = onset
    least = threshold(at_onset.reference_score, rule)
    while until + 1 < len(search.rows) and search.course.score[until + 1] >= least:
        until += 1
    row[HELD_UNTIL] = until
    for visit in range(onset, last + 1):
        search.rows[visit, EVENT_NUMBER] = event_number


@borrowing
def move_after_event(search: Search, onset: int, last: int, found: Worsening) -> None:
    """Both references take the score of an event, the relapse reference never falling by it.

    At the first visit after a relapse the relapse reference takes the whole disability that is left.
    """
    row = search.rows[onset]
    place_reference(search.general, last, found.score)
    row[GENERAL_WHY], row[GENERAL_SCORE] = EVENT, found.score
    is_rebaselining = search.course.rebaselining[onset] == 1
    left_behind = search.course.score[onset] if is_rebaselining else found.score
    if left_behind > current_score(search.relapse):
        place_reference(search.relapse, last, left_behind)
        row[RELAPSE_WHY], row[RELAPSE_SCORE] = EVENT, left_behind


@borrowing
def move_without_event(search: Search, visit: int, rule: TwoReferenceRule) -> None:
    """A visit that is no event: disability left by a relapse raises one reference, a fall lowers either."""
    row, score = search.rows[visit], search.course.score[visit]
    if search.course.rebaselining[visit] == 1 and score > current_score(search.relapse):
        place_reference(search.relapse, visit, score)
        row[RELAPSE_WHY], row[RELAPSE_SCORE] = RESIDUAL, score
    if not rule.roves:
        return
    fallen_to = score
    if rule.roving_is_confirmed:
        first, last = confirming_visits(search.course, visit, rule.roving_window)
        if first == NO_VISIT:
            return
        fallen_to = max(score, highest(search.course.score, first, last))
    if fallen_to < current_score(search.general):
        lower_reference(search.general, visit, fallen_to)
        row[GENERAL_WHY], row[GENERAL_SCORE] = FALL, fallen_to
    if fallen_to < current_score(search.relapse):
        lower_reference(search.relapse, visit, fallen_to)
        row[RELAPSE_WHY], row[RELAPSE_SCORE] = FALL, fallen_to


@borrowing
def number_in_all(rows: NDArray[np.int32], first_visit: int) -> None:
    """Numbers the visits of one patient's events in all visits."""
    for row in rows:
        if row[RELATION] == NO_EVENT:
            row[CONFIRMED] = row[REFERENCE] = row[LAST_MEMBER] = row[HELD_UNTIL] = NO_VISIT
            continue
        for column in (REFERENCE, CONFIRMED, LAST_MEMBER, HELD_UNTIL):
            if row[column] != NO_VISIT:
                row[column] += first_visit
