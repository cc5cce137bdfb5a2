"""The slow twin of kernels/score_parts.py: one patient's scores as distances from the best score."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from ranvier.definitions.score_parts import ScoreParts
from ranvier.definitions.windows import RelapseDistance
from ranvier.vocabulary.measures import Direction
from tests.reference.milestone import is_within


@dataclass
class Split:
    """One patient's course from the first usable visit on; lists have an entry a visit.

    tried: (visit, day of the relapse) of every rise that no later visit could confirm. shared: visits that
    more than one relapse gives a transient part.
    """

    day: list[int]
    level: list[float]
    baseline: float
    may_confirm: Sequence[bool]
    associated: list[float] = field(default_factory=list)
    transient: list[float] = field(default_factory=list)
    tried: list[tuple[int, int]] = field(default_factory=list)
    shared: set[int] = field(default_factory=set)

    def __post_init__(self) -> None:
        self.associated, self.transient = [0.0] * len(self.day), [0.0] * len(self.day)

    @property
    def independent(self) -> list[float]:
        """What is left of each score, from the baseline."""
        left = zip(self.level, self.associated, self.transient, strict=True)
        return [max(level - associated - passing, 0.0) - self.baseline for level, associated, passing in left]

    def raise_transient(self, visits: range, above: float) -> None:
        """What exceeds *above* is transient at *visits*."""
        self.shared |= {x for x in visits if self.transient[x] > 0}
        for x in visits:
            self.transient[x] = max(self.transient[x], self.level[x] - above)


def is_clear(day: int, relapses: Sequence[int], distance: RelapseDistance) -> bool:
    """Whether *day* keeps its distance from every relapse."""
    after = all(day - relapse >= distance.after_days for relapse in relapses if relapse <= day)
    return after and all(relapse - day >= distance.before_days for relapse in relapses if relapse >= day)


def split_score(
    visits: Sequence[tuple[int, float]],
    relapses: Sequence[int],
    definition: ScoreParts,
    may_confirm: Sequence[bool] | None = None,
) -> Split | None:
    """The parts of one patient's scores; visits as (day, score) by day."""
    measure = definition.measure
    rises = measure.direction is Direction.HIGHER_IS_WORSE
    level = [score - measure.lowest if rises else measure.highest - score for _, score in visits]
    day = [day for day, _ in visits]
    usable = [x for x in range(len(day)) if is_clear(day[x], relapses, definition.relapse_to_baseline)]
    if not usable:
        return None
    first = usable[0]
    split = Split(
        day[first:], level[first:], min(level[: first + 1]), (may_confirm or [True] * len(day))[first:]
    )
    apart = max(definition.relapse_to_baseline.before_days, definition.raw_before_days)
    confirmed_day = -(10**9)
    for relapse in sorted(relapses):
        before = [x for x in range(len(split.day)) if split.day[x] < relapse - apart]
        if before and relapse > confirmed_day:
            reference = max(split.level[before[-1]] - split.transient[before[-1]], split.baseline)
            confirmed = weigh_relapse(split, relapse, reference, relapses, definition)
            confirmed_day = confirmed_day if confirmed is None else split.day[confirmed]
    return split


def weigh_relapse(
    split: Split, relapse: int, reference: float, relapses: Sequence[int], definition: ScoreParts
) -> int | None:
    """Adds what one relapse brings; the visit that confirms a rise, if one does."""
    day, level, n = split.day, split.level, len(split.day)
    score = reference if definition.measure.direction is Direction.HIGHER_IS_WORSE else None
    score = definition.measure.highest - reference if score is None else definition.measure.lowest + score
    tick = 1 / definition.measure.ticks_per_unit
    needed = max(tick, 0 if definition.any_rise_counts else definition.steps.change_from(score))
    rises = [level[x] - reference >= needed - tick / 1000 for x in range(n)]
    earliest, latest = relapse - definition.raw_before_days, relapse + definition.raw_after_days
    go_on = 0
    for onset in range(n):
        if onset < go_on or not rises[onset] or not earliest <= day[onset] <= latest:
            continue
        confirmed = confirming_visit(split, relapses, onset, definition)
        if confirmed is None:
            split.tried.append((onset, relapse))
            split.raise_transient(range(onset, onset + 1), reference)
            continue
        failing = next((x for x in range(onset, n) if not rises[x]), n)
        held = failing == n or day[failing - 1] - day[onset] > definition.held_more_than_days
        if failing > confirmed and held:
            stay(split, range(onset, failing), confirmed, reference, relapses, definition)
            return confirmed
        split.raise_transient(range(onset, failing), level[failing])
        if failing > confirmed:
            return confirmed
        go_on = failing
    return None


def confirming_visit(split: Split, relapses: Sequence[int], onset: int, definition: ScoreParts) -> int | None:
    """The first visit that may confirm a rise at *onset*."""
    day = split.day
    for visit in range(onset + 1, len(day)):
        in_window = any(is_within(window, day[visit] - day[onset]) for window in definition.windows)
        is_let = in_window and split.may_confirm[visit]
        if is_let and is_clear(day[visit], relapses, definition.relapse_to_confirmation):
            return visit
    return None


def stay(
    split: Split,
    held: range,
    confirmed: int,
    reference: float,
    relapses: Sequence[int],
    definition: ScoreParts,
) -> None:
    """Writes a rise that stays: its lowest held score is associated, what exceeds it transient."""
    onset_day = split.day[held.start]
    last_day = min(
        [onset_day + definition.held_more_than_days, *(day - 1 for day in relapses if day > onset_day)]
    )
    stays = min(split.level[x] for x in held if x <= confirmed or split.day[x] <= last_day)
    for x in range(held.start, confirmed + 1):
        split.transient[x] = split.level[x] - stays
    for x in range(held.start, len(split.day)):
        split.associated[x] += stays - reference
