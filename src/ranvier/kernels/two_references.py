"""Worsening under two references, visit by visit: which visit is an event, which sets a reference, and why.

Source: the authors' program EDSSProgression, read for its semantics; deviations D1 to D5 are named in
docs/reference/schools.md.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from ranvier.kernels.arrays import RelapseArrays, VisitArrays
from ranvier.kernels.compiled import borrowing, compiled
from ranvier.kernels.rules import UNDEFINED
from ranvier.kernels.two_reference_course import Course, Ladder, current_score, measure_course
from ranvier.kernels.two_reference_event import NO_WORSENING, Worsening, worsening_at
from ranvier.kernels.two_reference_merging import joined
from ranvier.kernels.two_reference_rows import (
    EVENT_NUMBER,
    EVENT_SCORE,
    LAST_MEMBER,
    N_COLUMNS,
    REBASELINING,
    RELATION,
    Search,
    move_after_event,
    move_without_event,
    number_in_all,
    start_search,
    write_event,
)
from ranvier.kernels.two_reference_rule import (
    AT_REBASELINING,
    GENERAL_ALONE,
    NO_EVENT,
    NOWHERE,
    STANDS_ABOVE,
    STANDS_ANYWHERE,
    TwoReferenceRule,
)


@compiled
def annotate_visits(
    visits: VisitArrays, relapses: RelapseArrays, rule: TwoReferenceRule
) -> NDArray[np.int32]:
    """One row a visit, N_COLUMNS columns; visits are numbered in all of *visits*, scores are ticks."""
    rows = np.zeros((len(visits.day), N_COLUMNS), np.int32)
    most_visits = most_visits_of_a_patient(visits)
    again = np.zeros((most_visits, N_COLUMNS), np.int32)
    distances = np.empty((2, most_visits), np.int32)
    ladders = np.empty((4, most_visits + 1), np.int64)
    lengths = np.zeros((2, 1), np.int64)
    for number in range(len(visits.offset) - 1):
        first, end = visits.offset[number], visits.offset[number + 1]
        n_visits = end - first
        if n_visits == 0:
            continue
        course = Course(
            visits.day[first:end],
            visits.score[first:end].astype(np.int64),
            distances[0, :n_visits],
            distances[1, :n_visits],
            rows[first:end, REBASELINING],
            relapses.day[relapses.offset[number] : relapses.offset[number + 1]],
        )
        general = Ladder(ladders[0], ladders[1], lengths[0])
        relapse = Ladder(ladders[2], ladders[3], lengths[1])
        follow(Search(course, general, relapse, rows[first:end]), again[:n_visits], rule)
        number_in_all(rows[first:end], first)
    return rows


@borrowing
def most_visits_of_a_patient(visits: VisitArrays) -> int:
    """Visits of the patient with most of them."""
    most_visits = 0
    for number in range(len(visits.offset) - 1):
        most_visits = max(most_visits, visits.offset[number + 1] - visits.offset[number])
    return most_visits


@compiled
def follow(search: Search, again: NDArray[np.int32], rule: TwoReferenceRule) -> None:
    """Fills the rows of one patient; *again* is room for a second look after the last RAW or PIRA."""
    measure_course(search.course, rule)
    start_search(search, 0, search.course.score[0])
    walk(search, 0, rule.tested, 0, rule)
    if not rule.ends_with_general:
        return
    start, score, n_before = last_of_relapse_reference(search)
    again[:] = 0
    second = Search(search.course, search.general, search.relapse, again)
    start_search(second, start, score)
    if walk(second, start, GENERAL_ALONE, n_before, rule) > n_before:
        for visit in range(start + 1, len(again)):
            search.rows[visit, :REBASELINING] = again[visit, :REBASELINING]


@borrowing
def last_of_relapse_reference(search: Search) -> tuple[int, int, int]:
    """The last visit, the score and the number of the last RAW or PIRA; the first visit without any."""
    last_visit, score, event_number = 0, search.course.score[0], 0
    for row in search.rows:
        if row[RELATION] not in (NO_EVENT, UNDEFINED):
            last_visit, score, event_number = row[LAST_MEMBER], row[EVENT_SCORE], row[EVENT_NUMBER]
    return last_visit, score, event_number


@compiled
def walk(search: Search, start: int, tested: int, n_events: int, rule: TwoReferenceRule) -> int:
    """Looks at every visit after *start*; the number of events so far."""
    visit = start + 1
    while visit < len(search.course.day):
        last = visit
        found = worsening_here(search, visit, tested, rule)
        if found.relation == NO_EVENT:
            move_without_event(search, visit, rule)
        else:
            onset_found = found
            if rule.merges and found.relation != UNDEFINED:
                last, found = joined(search.course, visit, search.relapse, found, rule)
            n_events += 1
            write_event(search, visit, last, onset_found, found, n_events, rule)
            if rule.first_only:
                return n_events
            move_after_event(search, visit, last, found)
        visit = last + 1
    return n_events


@borrowing
def worsening_here(search: Search, visit: int, tested: int, rule: TwoReferenceRule) -> Worsening:
    """The worsening at *visit*: RAW or PIRA first, undefined where the general reference is asked too."""
    course = search.course
    is_rebaselining = course.rebaselining[visit] == 1
    found = NO_WORSENING
    if tested != GENERAL_ALONE and not is_rebaselining:
        found = worsening_at(course, visit, search.relapse, 0, False, rule)
    if found.relation != NO_EVENT or tested == NOWHERE or (tested == AT_REBASELINING and not is_rebaselining):
        return found
    least = least_undefined_score(search, rule)
    return worsening_at(course, visit, search.general, least, True, rule)


@borrowing
def least_undefined_score(search: Search, rule: TwoReferenceRule) -> int:
    """The score that an undefined worsening must reach beside the relapse reference."""
    if rule.stands == STANDS_ANYWHERE:
        return 0
    return current_score(search.relapse) + (1 if rule.stands == STANDS_ABOVE else 0)
