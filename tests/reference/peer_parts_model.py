"""The parts of a score as pymsprog 1.0.7 splits it, with defects that can be put right one at a time.

Written from its results on small courses, as tests/reference/peer_model.py is; for scores that rise as things
get worse. P16: after a rise that no visit could confirm the number of its visit is taken for the day of the
last confirmation. P23: what several relapses bring for a while is subtracted once for each of them. P25: a
relapse on the day of a rise brings nothing where no other day is asked for.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ranvier.vocabulary.measures import Measure
from tests.reference.peer_course import PeerCourse, pair
from tests.reference.peer_input import Person

EARLY = float("-inf")


class PeerParts(PeerCourse):
    """One patient's course from the first usable visit on."""

    def __init__(
        self, person: Person, measure: Measure, options: Mapping[str, Any], defects: frozenset[str]
    ) -> None:
        super().__init__(person, measure, options, defects)
        usable = [x for x in range(self.n) if self.is_clear(x, self.to_reference)]
        self.first = usable[0] if usable else self.n
        self.baseline = min(self.score[: self.first + 1], default=0)
        self.associated, self.transient = [0] * self.n, [0] * self.n
        self.after, self.before = pair(options.get("relapse_assoc", 90))
        self.held_days = float(options.get("sust_raw_days", 180))

    def run(self) -> list[tuple[Any, ...]]:
        """Day, independent, associated and transient part and baseline, a row a visit."""
        asks_nothing = "P25" in self.defects and self.after == self.before == 0
        confirmed_day = EARLY
        for relapse in [] if asks_nothing else self.relapses:
            apart = max(self.to_reference[1], self.before)
            earlier = [x for x in range(self.first, self.n) if self.day[x] < relapse - apart]
            if earlier and relapse > confirmed_day:
                reference = max(self.score[earlier[-1]] - self.transient[earlier[-1]], self.baseline)
                confirmed = self.weigh(relapse, reference)
                confirmed_day = confirmed_day if confirmed is None else confirmed
        return [self.parts(visit) for visit in range(self.first, self.n)]

    def parts(self, visit: int) -> tuple[Any, ...]:
        left = self.score[visit] - self.associated[visit] - self.transient[visit]
        numbers = max(left, 0) - self.baseline, self.associated[visit], self.transient[visit], self.baseline
        return float(self.day[visit]), *map(float, numbers)

    def needed(self, reference: Any) -> Any:
        tick = self.number(1 / self.measure.ticks_per_unit)
        if self.option("sub_threshold", False):
            return tick
        return max(tick, self.number(self.measure.steps.change_from(float(reference))))

    def weigh(self, relapse: float, reference: Any) -> float | None:
        """Adds what one relapse brings; the day of the last confirmation, if it moves."""
        needed, go_on, moved_to = self.needed(reference), self.first, None
        for onset in range(self.first, self.n):
            near = relapse - self.before <= self.day[onset] <= relapse + self.after
            if onset < go_on or not near or self.score[onset] - reference < needed:
                continue
            confirming = [x for visits in self.confirming(onset).values() for x in visits]
            if not confirming:
                self.pass_by(range(onset, onset + 1), reference)
                moved_to = onset - self.first if "P16" in self.defects else moved_to
                continue
            confirmed = min(confirming)
            failing = next((x for x in range(onset, self.n) if self.score[x] - reference < needed), self.n)
            if failing > confirmed and self.is_held(onset, failing):
                self.stay(range(onset, failing), confirmed, reference)
                return self.day[confirmed]
            self.pass_by(range(onset, failing), self.score[failing])
            if failing > confirmed:
                return self.day[confirmed]
            go_on = failing
        return moved_to

    def is_held(self, onset: int, failing: int) -> bool:
        return failing == self.n or self.day[failing - 1] - self.day[onset] > self.held_days

    def pass_by(self, visits: range, above: Any) -> None:
        """What exceeds *above* is transient at *visits*."""
        for visit in visits:
            passing = self.score[visit] - above
            before = self.transient[visit]
            self.transient[visit] = before + passing if "P23" in self.defects else max(before, passing)

    def stay(self, held: range, confirmed: int, reference: Any) -> None:
        """A rise that stays: its lowest held score is associated, what exceeds it transient."""
        onset_day = self.day[held.start]
        coming = [day - 1 for day in self.relapses if day > onset_day]
        last_day = min([onset_day + self.held_days, *coming])
        stays = min(self.score[x] for x in held if x <= confirmed or self.day[x] <= last_day)
        for visit in range(held.start, confirmed + 1):
            passing = self.score[visit] - stays
            self.transient[visit] = self.transient[visit] + passing if "P23" in self.defects else passing
        for visit in range(held.start, self.n):
            self.associated[visit] += stays - reference
