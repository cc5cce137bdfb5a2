"""The milestone that pymsprog 1.0.7 finds of one patient, with defects that can be put right one at a time.

Written from its results on small courses, as tests/reference/peer_model.py is. P13: relapses too long before
the first visit are forgotten. P14: the last visit is imputed by comparing the milestone with the number of
visits. P15: after a crossing without confirmation the visits that follow at or beyond it are passed over.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ranvier.vocabulary.measures import Measure
from tests.reference.peer_course import PeerCourse, pair
from tests.reference.peer_input import Person


class PeerMilestone(PeerCourse):
    """The search for the first visit at or beyond the milestone of the options."""

    def __init__(
        self, person: Person, measure: Measure, options: Mapping[str, Any], defects: frozenset[str]
    ) -> None:
        near = {**options, "relapse_to_bl": options.get("relapse_to_event", 0)}
        super().__init__(person, measure, near, defects)
        self.milestone = self.number(float(options["milestone"]))

    def run(self) -> tuple[Any, ...]:
        """Day, score, days from the first visit, and whether the milestone is reached."""
        search = 0
        while (onset := self.next_crossing(search)) is not None:
            confirming = sorted({x for visits in self.confirming(onset).values() for x in visits})
            if self.is_confirmed(onset, confirming):
                failing = self.first_failing(confirming[0])
                if self.is_held(onset, failing):
                    return self.reached(onset)
                search = onset + 1 if "P15" not in self.defects else (failing or self.n) + 1
                continue
            if self.is_imputed(onset):
                return self.reached(onset)
            search = self.goes_on(onset)
        return self.day[-1], None, self.day[-1] - self.day[0], False

    def reached(self, onset: int) -> tuple[Any, ...]:
        return self.day[onset], float(self.score[onset]), self.day[onset] - self.day[0], True

    def is_at(self, visit: int) -> bool:
        return self.sign * (self.score[visit] - self.milestone) >= 0

    def next_crossing(self, search: int) -> int | None:
        distance = pair(self.option("relapse_to_event", 0))
        at = (x for x in range(search, self.n) if self.is_at(x) and self.is_clear(x, distance))
        return next(at, None)

    def is_confirmed(self, onset: int, confirming: list[int]) -> bool:
        return bool(confirming) and all(map(self.is_at, range(onset + 1, confirming[0] + 1)))

    def first_failing(self, confirmed: int) -> int | None:
        return next((x for x in range(confirmed + 1, self.n) if not self.is_at(x)), None)

    def is_held(self, onset: int, failing: int | None) -> bool:
        needed = float(self.option("require_sust_days", 0))
        return needed == 0 or failing is None or self.day[failing] - self.day[onset] >= needed

    def is_imputed(self, onset: int) -> bool:
        value = float(self.option("impute_last_visit", 0))
        is_early = value <= 1 or self.day[onset] - self.day[0] <= value
        last = self.milestone if "P14" in self.defects else onset
        return value > 0 and is_early and last == self.n - 1

    def goes_on(self, onset: int) -> int:
        """The visit from which the search goes on after a crossing that is not confirmed."""
        if "P15" not in self.defects:
            return onset + 1
        below = (x for x in range(onset + 1, self.n) if self.score[x] < self.milestone)
        return next(below, self.n) + 1
