"""How pymsprog 1.0.7 writes an event down: class, visits that confirm it, how long it holds.

The part of tests/reference/peer_model.py that follows once a change is confirmed.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple

from ranvier.vocabulary.measures import Measure
from tests.reference.peer_course import PeerCourse
from tests.reference.peer_input import Person

Rows = list[tuple[Any, ...]]
WORSE, BETTER = 1, -1


class Change(NamedTuple):
    """A change under way: visits that may confirm it by window, all of them by day, the first that fails."""

    onset: int
    direction: int
    by_window: dict[Any, list[int]]
    confirming: list[int]
    failing: int | None


class PeerRecord(PeerCourse):
    """The events found so far, and where the reference stands."""

    def __init__(
        self, person: Person, measure: Measure, options: Mapping[str, Any], defects: frozenset[str]
    ) -> None:
        super().__init__(person, measure, options, defects)
        self.wanted = self.option("event", "firstCDW")
        self.baseline = self.option("baseline", "fixed")
        self.labels = self.wanted in ("firstPIRA", "firstRAW") or (
            bool(self.option("RAW_PIRA", False)) and self.wanted != "firstCDI"
        )
        self.seen: list[tuple[int, str, tuple[Any, ...]]] = []
        self.reference = 0

    def record(self, change: Change, first: dict[Any, list[int]], imputed: bool) -> bool:
        """Writes the row of an event, unless another class of worsening is looked for."""
        onset, direction = change.onset, change.direction
        lower = self.last_lower(onset, self.reference, change.confirming[0], direction)
        kind, free = "CDI", set()
        if direction == WORSE:
            kind, free = self.worsening(change, lower, imputed)
        asked = {"firstPIRA": "PIRA", "firstRAW": "RAW"}.get(self.wanted)
        if direction == WORSE and asked and kind != asked and self.baseline in ("fixed", "roving_impr"):
            return False
        free_by_window = {days: [x for x in visits if x in free] for days, visits in first.items()}
        last = self.n - 1 if change.failing is None else change.failing - 1
        row = (
            "CDI" if direction == BETTER else "CDW",
            "" if kind in ("CDI", "CDW") else kind,
            *(self.day[onset], float(self.score[onset])),
            *(self.day[self.reference], float(self.score[self.reference])),
            *(self.day[lower], float(self.score[lower])),
            self.day[-1] - self.day[0],
            self.day[onset] - self.day[0],
            self.day[onset] - self.day[self.reference],
            self.day[last] - self.day[onset],
            change.failing is None,
            self.printed(first),
            self.printed(free_by_window) if kind == "PIRA" else {},
        )
        self.seen.append((onset, kind, row))
        return True

    def worsening(self, change: Change, lower: int, imputed: bool) -> tuple[str, set[int]]:
        if not self.labels:
            return "CDW", set()
        begins = (self.option("relapse_indep", None) or {}).get("prec_type", "baseline")
        checkpoint = {"baseline": self.reference, "last": change.onset - 1, "last_delta": lower}[begins]
        confirming = [] if imputed and "P18" not in self.defects else change.confirming
        return self.relation(change.onset, checkpoint, confirming)

    def printed(self, by_window: dict[Any, list[int]]) -> dict[str, list[float]]:
        """The visit that confirms in each window."""
        return {
            str(int(days)): [self.day[visits[0]], float(self.score[visits[0]])]
            for days, visits in by_window.items()
            if visits
        }

    def rows(self) -> Rows:
        """The events asked for by onset, each onset as it was found last."""
        last = {onset: (kind, row) for onset, kind, row in self.seen}
        wanted = [row for _, (kind, row) in sorted(last.items()) if is_wanted(kind, self.wanted)]
        kept = wanted if self.wanted == "multiple" else wanted[:1]
        if not kept and self.n:
            days = self.day[-1] - self.day[0]
            return [(0, "", "", *[None] * 6, days, days, None, None, False, {}, {})]
        return [(number, *row) for number, row in enumerate(kept, 1)]


def is_wanted(kind: str, event: str) -> bool:
    """Whether an event of this kind is what the option *event* asks for."""
    if event in ("firstPIRA", "firstRAW"):
        return kind == event.removeprefix("first")
    if event == "firstCDI":
        return kind == "CDI"
    return event in ("multiple", "first") or kind != "CDI"
