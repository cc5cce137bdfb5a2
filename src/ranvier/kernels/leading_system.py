"""The functional system that rose most with the EDSS, and whether it stays raised."""

from __future__ import annotations

from ranvier.kernels.compiled import borrowing
from ranvier.kernels.progression_rule import NO_GRADE, PYRAMIDAL, ProgressionCourse, ProgressionRule

UNKNOWN_RISE = -128
"""Stands for the rise of a grade that is missing on either side."""


@borrowing
def pyramidal_grade(course: ProgressionCourse, onset: int, rule: ProgressionRule) -> int:
    """The pyramidal grade at *onset*, 0 where missing; not below that which its EDSS stands for."""
    grade = max(course.grades[onset, PYRAMIDAL], 0)
    if course.score[onset] >= rule.walking_score:
        return max(grade, rule.walking_grade)
    return grade


@borrowing
def leading_system_holds(
    course: ProgressionCourse, onset: int, reference: int, rule: ProgressionRule
) -> bool:
    """Whether a system that rose most at *onset* stays raised until confirmation."""
    most = 0
    for system in range(course.grades.shape[1]):
        most = max(most, rise_at_onset(course, onset, reference, system))
    if most == 0:
        return False
    for system in range(course.grades.shape[1]):
        if rise_at_onset(course, onset, reference, system) == most:
            last = last_raised_visit(course, onset, reference, system)
            if course.day[last] - course.day[onset] >= rule.held_days:
                return True
    return False


@borrowing
def rise_at_onset(course: ProgressionCourse, onset: int, reference: int, system: int) -> int:
    """How far *system* rose; where that is unknown 0, and 1 for the pyramidal system."""
    rise = rise_of(course, onset, reference, system)
    if rise == UNKNOWN_RISE:
        return 1 if system == PYRAMIDAL else 0
    return rise


@borrowing
def last_raised_visit(course: ProgressionCourse, onset: int, reference: int, system: int) -> int:
    """The last visit from *onset* on at which *system* is not known to be back at its reference."""
    last = onset
    for visit in range(onset, len(course.day)):
        rise = rise_of(course, visit, reference, system)
        if rise != UNKNOWN_RISE and rise <= 0:
            break
        last = visit
    return last


@borrowing
def rise_of(course: ProgressionCourse, visit: int, reference: int, system: int) -> int:
    """Grades that *system* lies above its reference at *visit*, UNKNOWN_RISE where one is missing."""
    grade, from_grade = course.grades[visit, system], course.grades[reference, system]
    if NO_GRADE in (grade, from_grade):
        return UNKNOWN_RISE
    return grade - from_grade
