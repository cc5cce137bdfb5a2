"""What pymsprog 1.0.7 finds of one patient, step by step, with defects that can be put right one at a time.

Written from its results on small courses. With every defect put right it must find what we find; with the
defects left in, what the peer finds: so a cell that differs is named after the defects that make the
difference, and after nothing else.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ranvier.vocabulary.measures import Measure
from tests.reference.peer_course import listed
from tests.reference.peer_input import Person
from tests.reference.peer_record import BETTER, WORSE, Change, PeerRecord, Rows, is_wanted

INF_DAYS = float("inf")
ROVES = {
    WORSE: ("roving", "roving_wors"),
    BETTER: ("roving", "roving_impr"),
}
SLIGHT = {WORSE: ("event", "worsening"), BETTER: ("event", "improvement")}


class PeerModel(PeerRecord):
    """The peer's search. draw: how the draw of a patient at the last visit falls."""

    def __init__(
        self,
        person: Person,
        measure: Measure,
        options: Mapping[str, Any],
        defects: frozenset[str],
        draw: bool = True,
    ) -> None:
        super().__init__(person, measure, options, defects)
        self.draw = draw
        self.rebases = bool(self.option("relapse_rebl", False))
        self.unconfirmed: Rows = []
        self.search, self.pointer = 1, 0

    def run(self) -> tuple[Rows, Rows]:
        """Rows of events and of unconfirmed changes."""
        least = None
        while True:
            self.place_reference()
            if self.reference >= self.n - 1:
                break
            self.search = max(self.search, self.reference + 1)
            if self.rebases and self.option("bl_geq", False):
                least = self.raise_reference(least)
            coming = self.coming_relapse()
            onset = self.next_change()
            if onset is None:
                break
            if self.rebases and coming is not None and self.day[onset] > coming + self.slack():
                self.search = onset
            else:
                self.weigh(onset)
            if self.is_over_after_relapse(coming) or self.is_found():
                break
        return self.rows(), self.unconfirmed

    def place_reference(self) -> None:
        while self.reference < self.n - 1 and not (
            self.is_clear(self.reference, self.to_reference) and not self.is_extremum(self.reference)
        ):
            self.reference += 1

    def raise_reference(self, least: Any) -> Any:
        """Keeps a reference from falling; by number alone with P7."""
        sign = 1 if "P7" in self.defects else self.sign
        if least is not None and sign * least > sign * self.score[self.reference]:
            self.score[self.reference] = least
        return self.score[self.reference]

    def coming_relapse(self) -> float | None:
        """The relapse that the pointer stands at; it only moves forward, whatever the order of rows (P5)."""
        day = self.day[self.reference]
        while self.pointer < len(self.relapses) and self.relapses[self.pointer] <= day:
            self.pointer += 1
        return self.relapses[self.pointer] if self.pointer < len(self.relapses) else None

    def slack(self) -> float:
        if self.wanted == "firstPIRA":
            return 0.0
        return float(listed(self.option("relapse_assoc", 90))[0])

    def next_change(self) -> int | None:
        slight = self.option("sub_threshold_rebl", "none") != "none"
        distance = tuple([*map(float, listed(self.option("relapse_to_event", 0))), 0.0][:2])
        for visit in range(self.search, self.n):
            moved = abs(self.score[visit] - self.score[self.reference])
            is_change = moved != 0 if slight else moved >= self.step(self.reference)
            if is_change and self.is_clear(visit, distance):
                return visit
        return None

    def weigh(self, onset: int) -> None:
        """Takes the change at *onset* for the first thing that it can be."""
        by_window = self.confirming(onset)
        confirming = sorted({x for visits in by_window.values() for x in visits})
        step, reference = self.step(self.reference), self.reference
        for direction in (BETTER, WORSE):
            is_full = self.moved(onset, reference, step, direction)
            held = bool(confirming) and self.holds(onset, reference, confirming[0], step, direction)
            imputed = direction == WORSE and not (is_full and held) and self.is_imputed(onset)
            if is_full and (held or imputed):
                visits = [onset] if imputed else confirming
                failing = self.first_failing(visits[0], step, direction)
                self.settle(Change(onset, direction, by_window, visits, failing), imputed)
                return
            if self.is_slight(onset, confirming, direction):
                self.reference = self.proceeds(onset, confirming[0])
                self.search = self.reference + 1
                return
        self.give_up(onset)

    def first_failing(self, confirmed: int, step: Any, direction: int) -> int | None:
        later = range(confirmed + 1, self.n)
        return next((x for x in later if not self.moved(x, self.reference, step, direction)), None)

    def is_imputed(self, onset: int) -> bool:
        value = float(self.option("impute_last_visit", 0))
        within = INF_DAYS if value <= 1 else value
        is_drawn = self.draw if 0 < value < 1 else value > 0
        return is_drawn and onset == self.n - 1 and self.day[onset] - self.day[0] <= within

    def is_slight(self, onset: int, confirming: list[int], direction: int) -> bool:
        """Whether a small confirmed change moves the reference; an SDMT the wrong way with P7."""
        slight = self.option("sub_threshold_rebl", "none")
        if self.baseline not in ROVES[direction] or slight not in SLIGHT[direction] or not confirming:
            return False
        sign = direction * (1 if "P7" in self.defects else self.sign)
        every = self.option("check_intermediate", True)
        asked = [onset, *(range(onset + 1, confirming[0] + 1) if every else [confirming[0]])]
        return all(sign * (self.score[x] - self.score[self.reference]) > 0 for x in asked)

    def proceeds(self, onset: int, confirmed: int) -> int:
        return onset if self.option("proceed_from", "firstconf") == "event" else confirmed

    def give_up(self, onset: int) -> None:
        reference = self.day[self.reference], float(self.score[self.reference])
        row = (self.day[onset], float(self.score[onset]), *reference, *self.distances(onset))
        self.unconfirmed.append(row)
        self.search = onset + 1

    def settle(self, change: Change, imputed: bool) -> None:
        """Records a full change that lasts, and moves on."""
        onset, direction, failing = change.onset, change.direction, change.failing
        end = self.n if failing is None else failing
        change = change._replace(confirming=[x for x in change.confirming if x < end])
        first = {days: [x for x in visits if x < end] for days, visits in change.by_window.items()}
        found = [visits[0] for visits in first.values() if visits]
        new = self.proceeds(onset, (found[0] if "P8" in self.defects else min(found)) if found else onset)
        roves = self.baseline in ROVES[direction] and bool(found)
        if self.lasts(onset, self.reference, failing, direction):
            is_kept = self.record(change, first, imputed)
        else:
            self.give_up(onset)
            is_kept = False
        if roves:
            self.reference = new
        self.search = (new if (is_kept or roves) and found else onset) + 1

    def is_over_after_relapse(self, coming: float | None) -> bool:
        """Places the reference anew beyond a relapse; true if too few visits are left."""
        if not self.rebases or self.search >= self.n:
            return False
        start, here = self.day[self.reference], self.day[self.search]
        if not any(start < day and day + self.slack() < here for day in self.relapses):
            return False
        if coming is not None:
            while self.reference < self.n and self.day[self.reference] < coming:
                self.reference += 1
        self.search = self.reference + 1
        return self.reference > self.n - 2

    def is_found(self) -> bool:
        """Whether what was looked for is found; any first event only at the second with P24."""
        kinds = [kind for _, kind, _ in self.seen]
        if self.wanted == "first":
            return len(kinds) >= (2 if "P24" in self.defects else 1)
        return self.wanted != "multiple" and any(is_wanted(kind, self.wanted) for kind in kinds)
