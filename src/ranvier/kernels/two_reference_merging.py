"""Joins a RAW or PIRA that goes on from visit to visit into one event."""

from __future__ import annotations

from ranvier.kernels.compiled import borrowing
from ranvier.kernels.rules import NO_RELATION
from ranvier.kernels.two_reference_course import Course, Ladder
from ranvier.kernels.two_reference_event import Worsening, worsening_at
from ranvier.kernels.two_reference_rule import TwoReferenceRule


@borrowing
def joined(
    course: Course, onset: int, ladder: Ladder, begun: Worsening, rule: TwoReferenceRule
) -> tuple[int, Worsening]:
    """The last visit of the event that begins at *onset*, and the worsening there.

    A visit joins if it is a worsening of the same kind from the same reference, not lower than the event. A
    score that merely repeats joins for a while, and stays only if a rise follows.
    """
    end, at_end = onset, begun
    member_day, plateau_day, is_plateau = course.day[onset], course.day[onset], False
    for visit in range(onset + 1, len(course.day)):
        day = course.day[visit]
        if day - member_day > rule.apart_days or course.score[visit] < at_end.score:
            break
        here = worsening_at(course, visit, ladder, 0, False, rule)
        if here.relation == NO_RELATION or here.relation != begun.relation or here.score < at_end.score:
            break
        if here.score > at_end.score:
            end, at_end, is_plateau = visit, here, False
        else:
            if not is_plateau:
                plateau_day, is_plateau = course.day[visit - 1], True
            if day - plateau_day > rule.repetition_days:
                break
        member_day = day
    return end, at_end
