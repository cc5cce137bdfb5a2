"""Splits every score into its baseline and three parts, relapse by relapse.

A rise near a relapse that is confirmed and held leaves an associated part from its onset to the end of the
course; what exceeds it until confirmation, and rises that are not confirmed or not held, are transient; what
is left is independent of relapses. Scores are ticks of disability: more is worse, whatever the measure.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from ranvier.kernels.arrays import FAR_DAYS, NO_VISIT, RelapseArrays, VisitArrays
from ranvier.kernels.compiled import borrowing, compiled
from ranvier.kernels.confirm_rule import first_confirming_visit, is_clear
from ranvier.kernels.score_parts_rule import Course, PartsRule, Rise


class PartArrays(NamedTuple):
    """Ticks, one entry a visit; first_visit: one a patient, where the course begins, or NO_VISIT."""

    first_visit: NDArray[np.int32]
    baseline: NDArray[np.int32]
    independent: NDArray[np.int32]
    associated: NDArray[np.int32]
    transient: NDArray[np.int32]


@compiled
def find_score_parts(
    visits: VisitArrays, relapses: RelapseArrays, rule: PartsRule, may_confirm: NDArray[np.bool_]
) -> PartArrays:
    """The parts of the score at every visit of every patient.

    may_confirm: one entry a visit; without entries every visit may confirm.
    """
    n_patients, n_visits = len(visits.offset) - 1, len(visits.day)
    found = PartArrays(
        np.full(n_patients, NO_VISIT, np.int32),
        np.zeros(n_visits, np.int32),
        np.zeros(n_visits, np.int32),
        np.zeros(n_visits, np.int32),
        np.zeros(n_visits, np.int32),
    )
    for patient in range(n_patients):
        first, end = visits.offset[patient], visits.offset[patient + 1]
        relapse_day = relapses.day[relapses.offset[patient] : relapses.offset[patient + 1]]
        skipped = first_usable_visit(visits.day[first:end], relapse_day, rule)
        if skipped == NO_VISIT:
            continue
        start = first + skipped
        found.first_visit[patient] = start
        found.baseline[start:end] = visits.score[first : start + 1].min()
        course = Course(
            visits.day[start:end],
            visits.score[start:end],
            may_confirm[start:end],
            relapse_day,
            found.baseline[start],
            found.associated[start:end],
            found.transient[start:end],
        )
        follow_relapses(course, rule)
        left = course.score - course.associated - course.transient
        found.independent[start:end] = np.maximum(left, 0) - course.baseline
    return found


@borrowing
def first_usable_visit(day: NDArray[np.int32], relapse_day: NDArray[np.int32], rule: PartsRule) -> int:
    """The first visit that keeps its distance from relapses."""
    for visit in range(len(day)):
        if is_clear(day[visit], relapse_day, rule.baseline_distance):
            return visit
    return NO_VISIT


@borrowing
def follow_relapses(course: Course, rule: PartsRule) -> None:
    """Weighs the relapses after the first visit in turn; one up to the last confirmation adds nothing."""
    confirmed_day = -FAR_DAYS
    for relapse_day in course.relapse_day:
        if relapse_day <= course.day[0] or relapse_day <= confirmed_day:
            continue
        before = last_visit_before(course.day, relapse_day - rule.reference_before_days)
        if before == NO_VISIT:
            continue
        reference = max(course.score[before] - course.transient[before], course.baseline)
        confirmed = weigh_relapse(course, relapse_day, reference, rule)
        if confirmed != NO_VISIT:
            confirmed_day = course.day[confirmed]


@borrowing
def last_visit_before(day: NDArray[np.int32], latest_day: int) -> int:
    """The last visit earlier than *latest_day*."""
    visit = len(day) - 1
    while visit >= 0 and day[visit] >= latest_day:
        visit -= 1
    return visit if visit >= 0 else NO_VISIT


@borrowing
def weigh_relapse(course: Course, relapse_day: int, reference: int, rule: PartsRule) -> int:
    """Writes the parts that one relapse brings; the visit that confirms a rise, if one does."""
    day, score = course.day, course.score
    visit, least = 0, reference + rule.steps[reference]
    while visit < len(day) and day[visit] <= relapse_day + rule.raw_after_days:
        if day[visit] < relapse_day - rule.raw_before_days or score[visit] < least:
            visit += 1
            continue
        confirmed = first_confirming_visit(day, course.may_confirm, course.relapse_day, visit, rule.confirm)
        if confirmed == NO_VISIT:
            raise_transient(course, visit, visit + 1, reference)
            visit += 1
            continue
        rise = Rise(visit, reference, first_visit_below(score, visit + 1, least))
        if rise.failing > confirmed:
            write_rise(course, rise, confirmed, rule)
            return confirmed
        raise_transient(course, visit, rise.failing, score[rise.failing])
        visit = rise.failing
    return NO_VISIT


@borrowing
def write_rise(course: Course, rise: Rise, confirmed: int, rule: PartsRule) -> None:
    """Writes a confirmed rise: associated from its onset on if it is held, else transient while it lasts."""
    day, score, n_visits = course.day, course.score, len(course.day)
    onset, failing = rise.onset, rise.failing
    if failing < n_visits and day[failing - 1] - day[onset] <= rule.held_more_than_days:
        raise_transient(course, onset, failing, score[failing])
        return
    stays = lowest_held(course, rise, confirmed, rule)
    for visit in range(onset, confirmed + 1):
        course.transient[visit] = score[visit] - stays
    for visit in range(onset, n_visits):
        course.associated[visit] += stays - rise.reference


@borrowing
def lowest_held(course: Course, rise: Rise, confirmed: int, rule: PartsRule) -> int:
    """The lowest score until confirmation, and on while the rise must be held and no relapse comes."""
    day = course.day
    last_day = day[rise.onset] + rule.held_more_than_days
    for relapse_day in course.relapse_day:
        if relapse_day > day[rise.onset]:
            last_day = min(last_day, relapse_day - 1)
            break
    lowest = course.score[rise.onset]
    for visit in range(rise.onset, rise.failing):
        if visit <= confirmed or day[visit] <= last_day:
            lowest = min(lowest, course.score[visit])
    return lowest


@borrowing
def first_visit_below(score: NDArray[np.int32], visit: int, least: int) -> int:
    """The first visit from *visit* on with a score below *least*; the number of visits if there is none."""
    while visit < len(score) and score[visit] >= least:
        visit += 1
    return visit


@borrowing
def raise_transient(course: Course, onset: int, end: int, level: int) -> None:
    """What exceeds *level* is transient at these visits; a rise that two relapses share counts once."""
    for visit in range(onset, end):
        course.transient[visit] = max(course.transient[visit], course.score[visit] - level)
