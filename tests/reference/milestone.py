"""The slow twin of kernels/milestone.py: a patient's visits one list at a time, in scores."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from ranvier.definitions.milestone import Milestone
from ranvier.definitions.windows import ConfirmWindow, RelapseDistance
from ranvier.vocabulary.events import EventKind
from ranvier.vocabulary.measures import Direction


class Crossing(NamedTuple):
    """A visit that reaches the milestone, numbered from 0, and the one that confirms it, if any."""

    onset: int
    confirmed: int | None


class Course(NamedTuple):
    """Visits as (day, score) by day, days of relapses, and the milestone that is asked for."""

    visits: Sequence[tuple[int, float]]
    relapses: Sequence[int]
    definition: Milestone
    may_confirm: Sequence[bool] | None = None

    def is_at(self, visit: int) -> bool:
        """Whether the score of *visit* is the milestone or beyond."""
        rises = self.definition.measure.direction is Direction.HIGHER_IS_WORSE
        if (self.definition.reached_by is EventKind.WORSENING) == rises:
            return self.visits[visit][1] >= self.definition.score
        return self.visits[visit][1] <= self.definition.score

    def is_clear(self, visit: int, distance: RelapseDistance) -> bool:
        """Whether *visit* keeps its distance from the latest and from the next relapse."""
        day = self.visits[visit][0]
        since = min((day - relapse for relapse in self.relapses if relapse <= day), default=10**9)
        until = min((relapse - day for relapse in self.relapses if relapse >= day), default=10**9)
        return since >= distance.after_days and until >= distance.before_days

    def starts(self, visit: int) -> bool:
        """Whether the milestone may be reached at *visit*."""
        return self.is_at(visit) and self.is_clear(visit, self.definition.relapse_to_onset)

    def confirming(self, onset: int) -> int | None:
        """The first visit that may confirm *onset*, whether it does or not."""
        for visit in range(onset + 1, len(self.visits)):
            waited = self.visits[visit][0] - self.visits[onset][0]
            in_window = any(is_within(window, waited) for window in self.definition.windows)
            is_let = self.may_confirm is None or self.may_confirm[visit]
            if is_let and in_window and self.is_clear(visit, self.definition.relapse_to_confirmation):
                return visit
        return None

    def confirms(self, onset: int) -> bool:
        """Whether the milestone, if it starts at *onset*, is confirmed and held."""
        confirmed = self.confirming(onset)
        if confirmed is None:
            return False
        first = onset if self.definition.all_visits_hold else confirmed
        return all(map(self.is_at, range(first, confirmed + 1))) and self.is_held(onset, confirmed)

    def is_held(self, onset: int, confirmed: int) -> bool:
        """Whether the milestone is held long enough, or to the end of the record."""
        asked_days = 10**9 if self.definition.sustained_to_end else self.definition.sustained_days
        if asked_days == 0:
            return True
        start_day, last = self.visits[onset][0], len(self.visits) - 1
        if self.definition.all_visits_hold:
            lost = [self.visits[x][0] for x in range(confirmed + 1, last + 1) if not self.is_at(x)]
            return not lost or lost[0] - start_day >= asked_days
        late = [x for x in range(onset, last + 1) if self.visits[x][0] - start_day >= asked_days]
        return self.is_at(late[0] if late else last)

    def counts_last(self, visit: int) -> bool:
        """Whether a milestone at *visit* counts without confirmation."""
        most_days, days = self.definition.last_visit_within_days, self.visits[visit][0] - self.visits[0][0]
        is_allowed = self.definition.last_visit_counts and visit == len(self.visits) - 1
        return is_allowed and (most_days is None or days <= most_days)


def is_within(window: ConfirmWindow, waited: int) -> bool:
    """Whether so many days after onset lie in *window*."""
    return window.opens_days <= waited and (window.closes_days is None or waited <= window.closes_days)


def find_milestone(
    visits: Sequence[tuple[int, float]],
    relapses: Sequence[int],
    definition: Milestone,
    may_confirm: Sequence[bool] | None = None,
) -> Crossing | None:
    """Where the milestone is first reached."""
    course = Course(visits, relapses, definition, may_confirm)
    for onset in filter(course.starts, range(len(visits))):
        if course.confirms(onset):
            return Crossing(onset, course.confirming(onset))
        if course.counts_last(onset):
            return Crossing(onset, None)
    return None
