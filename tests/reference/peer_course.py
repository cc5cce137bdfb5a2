"""One patient as pymsprog 1.0.7 sees them, with defects that can be put right one at a time.

Told from its results on small courses: thresholds, windows, single peaks, relapses near a visit. Scores are
as recorded, so for the SDMT less is worse. In place of a defect that is not in `defects` stands what
docs/reference/course.md says of it (P1 to P25).
"""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from typing import Any

from ranvier.kernels.arrays import FAR_DAYS
from ranvier.vocabulary.measures import EDSS, SDMT, Direction, Measure
from tests.reference.peer_input import Person

INF = float("inf")


class PeerCourse:
    """Visits and relapses of one patient under the options of one call."""

    def __init__(
        self, person: Person, measure: Measure, options: Mapping[str, Any], defects: frozenset[str]
    ) -> None:
        self.measure, self.options, self.defects = measure, options, defects
        said = person.as_given if "P11" in defects else [(day, *row) for day, row in person.visits.items()]
        self.day = [day for day, *_ in said]
        self.score = [self.number(score) for _, score, _, _ in said]
        has_steps = bool(options.get("valuedelta_col"))
        self.step_score = [self.number(step) for _, _, step, _ in said] if has_steps else self.score
        self.may_confirm = [marked for *_, marked in said]
        self.n = len(said)
        onsets = person.onsets if "P11" in defects else person.relapses
        self.all_relapses = list(onsets) if "P5" in defects else sorted(onsets)
        self.to_reference = pair(options.get("relapse_to_bl", 30))
        forgets = "P13" in defects and self.n > 0
        earliest = self.day[0] - self.to_reference[0] if forgets else -INF
        self.relapses = [day for day in self.all_relapses if day >= earliest]
        self.sign = -1 if measure.direction is Direction.LOWER_IS_WORSE else 1

    def option(self, name: str, otherwise: Any) -> Any:
        return self.options.get(name, otherwise)

    def number(self, score: float) -> Any:
        """A score as the peer counts, in floating point, or exactly (P10)."""
        return score if "P10" in self.defects else Fraction(str(score))

    def step(self, visit: int) -> Any:
        """What a score must move from that of *visit*; 0 from 0 with P9."""
        score = self.step_score[visit]
        if self.measure == EDSS:
            return self.number(1.5 if score == 0 else 1.0 if score <= 5 else 0.5)
        step = min(score / 5, 4) if self.measure == SDMT else score / 5
        return step if "P9" in self.defects else max(step, Fraction(1, self.measure.ticks_per_unit))

    def moved(self, visit: int, reference: int, step: Any, direction: int) -> bool:
        """Whether *visit* lies a *step* from the reference; direction: 1 worse, -1 better."""
        return direction * self.sign * (self.score[visit] - self.score[reference]) >= step

    def since(self, visit: int) -> float:
        return min((self.day[visit] - day for day in self.relapses if day <= self.day[visit]), default=INF)

    def until(self, visit: int) -> float:
        return min((day - self.day[visit] for day in self.relapses if day >= self.day[visit]), default=INF)

    def is_clear(self, visit: int, distance: tuple[float, float]) -> bool:
        return self.since(visit) >= distance[0] and self.until(visit) >= distance[1]

    def is_extremum(self, visit: int) -> bool:
        """A single peak or dip; with P9 a flat stretch from 0 as well."""
        kind, score = self.option("skip_local_extrema", "none"), self.score
        is_same = visit >= 2 and score[visit] == score[visit - 2]
        if kind == "none" or is_same:
            return False
        around = max(visit - 1, 0), min(visit + 1, self.n - 1)
        before, after = (score[other] - score[visit] for other in around)
        if kind == "all":
            return min(before, after) > 0 or max(before, after) < 0
        step = self.step(visit)
        return min(before, after) >= step or max(before, after) <= -step

    def confirming(self, onset: int) -> dict[Any, list[int]]:
        """The visits that may confirm *onset*, by window in the order named."""
        distance = pair(self.option("relapse_to_conf", 30))
        visits = [x for x in range(onset + 1, self.n) if self.may_confirm[x] and self.is_clear(x, distance)]
        named = listed(self.option("conf_days", 84))
        return {
            days: [x for x in visits if self.lies_in(days, self.day[x] - self.day[onset])] for days in named
        }

    def lies_in(self, days: Any, waited: float) -> bool:
        tolerance = self.option("conf_tol_days", [7, 730.5])
        if isinstance(tolerance, Mapping):
            tolerance = tolerance[str(days)] if str(days) in tolerance else tolerance[days]
        ends = [float(end) for end in listed(tolerance)]
        return days - ends[0] <= waited <= days + ends[-1]

    def holds(self, onset: int, reference: int, confirmed: int, step: Any, direction: int) -> bool:
        """Whether the change is there at the visits asked up to *confirmed*."""
        every = self.option("check_intermediate", True)
        asked = range(onset + 1, confirmed + 1) if every else [confirmed]
        return all(self.moved(x, reference, step, direction) for x in asked)

    def lasts(self, onset: int, reference: int, failing: int | None, direction: int) -> bool:
        """Whether the change lasts as long as it must."""
        needed, step = float(self.option("require_sust_days", 0)), self.step(reference)
        if needed == 0 or (self.option("check_intermediate", True) and failing is None):
            return True
        if self.option("check_intermediate", True):
            return failing is not None and self.day[failing] - self.day[onset] >= needed
        late = [x for x in range(onset, self.n) if self.day[x] - self.day[onset] >= needed]
        return self.moved(late[0] if late else self.n - 1, reference, step, direction)

    def last_lower(self, onset: int, reference: int, confirmed: int, direction: int) -> int:
        """The latest visit from which the change counts; with P20 also one before the reference."""
        earliest = 1 if "P20" in self.defects else reference + 1
        for visit in range(onset - 1, earliest - 1, -1):
            step = self.step(visit)
            counts = self.moved(onset, visit, step, direction) and not self.is_extremum(visit)
            if counts and self.holds(onset, visit, confirmed, step, direction):
                return visit
        return 0 if "P20" in self.defects else reference

    def relation(self, onset: int, checkpoint: int, confirming: list[int]) -> tuple[str, set[int]]:
        """The relation of a worsening to relapses, and the confirming visits free of them."""
        after, before = pair(self.option("relapse_assoc", 90))
        if self.since(onset) <= after or self.until(onset) <= before:
            return "RAW", set()
        free = {x for x in confirming if self.is_free(checkpoint, onset, x)}
        return ("PIRA" if free else "undefined"), free

    def is_free(self, checkpoint: int, onset: int, confirmed: int) -> bool:
        windows = self.option("relapse_indep", None) or {"event": (90, 30), "conf": (90, 30)}
        left = -INF
        for name, visit in (("prec", checkpoint), ("event", onset), ("conf", confirmed)):
            before, after = windows.get(name, (0, 0))
            left = left if before is None else self.day[visit] - before
            right = left if after is None else self.day[visit] + after
            if right > left and any(left <= day <= right for day in self.relapses):
                return False
        return True

    def distances(self, visit: int) -> tuple[float, float]:
        """Days from the latest and to the next relapse, as printed."""
        since, until = self.since(visit), self.until(visit)
        return since if since < INF else FAR_DAYS, until if until < INF else FAR_DAYS


def listed(value: Any) -> list[Any]:
    return list(value) if isinstance(value, (list, tuple)) else [value]


def pair(value: Any) -> tuple[float, float]:
    """Days after and before; one number is days after."""
    numbers = listed(value)
    return float(numbers[0]), float(numbers[1]) if len(numbers) > 1 else 0.0
