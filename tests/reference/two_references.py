"""The slow twin of kernels/two_references.py: plain lists, EDSS points, references as lists of (day, score).

With *as_peer* it keeps the three habits of EDSSProgression that ranvier leaves out (D1 to D3 of
docs/reference/schools.md), so that the cells they touch can be checked too.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from ranvier.definitions.two_reference_parts import (
    AgainstRelapseReference,
    ConfirmingScores,
    DistanceFrom,
    Holding,
    Needed,
    UndefinedTested,
)
from ranvier.definitions.two_references import TwoReferences

INF = math.inf


@dataclass(frozen=True)
class Event:
    """One event; visits numbered from the patient's first."""

    onset: int
    relation: str
    score: float
    reference: int
    reference_score: float
    confirmed: int | None
    last: int


@dataclass
class Found:
    """Events by onset, and what each visit set: general and relapse reference as {visit: (why, score)}."""

    events: list[Event] = field(default_factory=list)
    general: dict[int, tuple[str, float]] = field(default_factory=dict)
    relapse: dict[int, tuple[str, float]] = field(default_factory=dict)
    rebaselining: set[int] = field(default_factory=set)


def find_two_references(
    visits: Sequence[tuple[int, float]],
    relapses: Sequence[int],
    definition: TwoReferences,
    *,
    as_peer: bool = False,
) -> Found:
    """Everything of one patient; visits as (day, EDSS) by day."""
    if not visits:
        return Found()
    course = _Course(visits, sorted(relapses), definition, as_peer)
    first = course.search(0, visits[0][1], definition.undefined.tested)
    if definition.undefined.tested is not UndefinedTested.END:
        return first
    own = [event for event in first.events if event.relation != "undefined"]
    start, score = (own[-1].last, own[-1].score) if own else (0, visits[0][1])
    second = course.search(start, score, None)
    if not second.events:
        return first
    kept = {visit: what for visit, what in first.general.items() if visit <= start}
    kept_relapse = {visit: what for visit, what in first.relapse.items() if visit <= start}
    again = {visit: what for visit, what in second.general.items() if visit > start}
    again_relapse = {visit: what for visit, what in second.relapse.items() if visit > start}
    earlier = [event for event in first.events if event.onset <= start]
    return Found(earlier + second.events, kept | again, kept_relapse | again_relapse, first.rebaselining)


class _Course:
    def __init__(self, visits, relapses, definition, as_peer):
        self.day = [day for day, _ in visits]
        self.score = [score for _, score in visits]
        self.relapses = relapses
        self.rule = definition
        self.as_peer = as_peer
        self.n = len(visits)
        self.rebaselining = {visit for visit in map(self.rebaselined_by, relapses) if visit is not None}

    def rebaselined_by(self, relapse):
        near = self.rule.relapses
        after = [i for i in range(self.n) if self.day[i] > relapse + near.after_days]
        if not after:
            return None
        if self.as_peer:
            following = self.relapses[self.relapses.index(relapse) + 1 :]
            same = self.relapses.count(relapse) > 1
            overlaps = [r for r in following if r - near.before_days <= relapse + near.after_days]
            return None if overlaps and not (same and set(overlaps) == {relapse}) else after[0]
        return None if self.is_near(after[0]) else after[0]

    def is_near(self, visit):
        near = self.rule.relapses
        return any(-near.before_days <= self.day[visit] - r <= near.after_days for r in self.relapses)

    def needed(self, reference_score):
        return reference_score + self.rule.steps.change_from(reference_score)

    def search(self, start, score, tested):
        """tested None: the general reference alone, at every visit."""
        found = Found(rebaselining=self.rebaselining)
        general, relapse = [(start, score)], [(start, score)]
        found.general[start] = found.relapse[start] = ("first visit", score)
        dated = {start: self.day[start]}
        i = start
        while (i := i + 1) < self.n:
            event = self.event_at(i, general, relapse, tested, dated)
            if event is None:
                self.left_by_relapse(i, relapse, found)
                self.fall(i, general, found.general)
                self.fall(i, relapse, found.relapse)
                continue
            is_dated = self.day[event.last]
            if self.rule.merging.merges and event.relation != "undefined":
                event, is_dated = self.merged(event, relapse, dated)
            found.events.append(event)
            if self.rule.first_only:
                break
            dated[event.last] = is_dated if self.as_peer else self.day[event.last]
            general[:] = [(event.last, event.score)]
            found.general[i] = ("event", event.score)
            left = self.score[i] if i in self.rebaselining else event.score
            if left > relapse[-1][1]:
                relapse[:] = [(event.last, left)]
                found.relapse[i] = ("event", left)
            i = event.last
        return found

    def event_at(self, i, general, relapse, tested, dated):
        is_first_after = i in self.rebaselining
        event = None
        if tested is not None and not is_first_after:
            event = self.worsening(i, relapse, -INF, "", dated)
        asks_general = tested in (None, UndefinedTested.ALL) or (
            is_first_after and tested is not UndefinedTested.NEVER
        )
        if event is None and asks_general:
            least = {
                AgainstRelapseReference.ANY: -INF,
                AgainstRelapseReference.AT_LEAST: relapse[-1][1],
                AgainstRelapseReference.ABOVE: relapse[-1][1] + 0.5,
            }[self.rule.undefined.stands]
            event = self.worsening(i, general, least, "undefined", dated)
        return event

    def worsening(self, i, references, least, relation, dated):
        reference = self.reference_of(i, references, dated)
        if reference is None or self.score[i] < max(self.needed(reference[1]), least):
            return None
        relation = relation or ("raw" if self.is_near(i) else "pira")
        rule = self.rule.confirmation
        is_last = self.day[i] == self.day[-1] and rule.last_visit_counts
        if rule.needed is Needed.NOTHING or is_last:
            return Event(i, relation, self.score[i], *reference, None, i)
        confirming = self.confirming(i)
        if not confirming:
            return None
        reached = min(self.score[j] for j in confirming)
        wanted = self.needed(reference[1]) if rule.holding is Holding.MINIMUM else self.score[i]
        if reached < wanted or reached < least:
            return None
        if relation == "pira" and self.is_disturbed(i, confirming):
            relation = "pira_relapse_during_confirmation"
        return Event(i, relation, min(reached, self.score[i]), *reference, confirming[-1], i)

    def reference_of(self, i, references, dated):
        rule = self.rule.distance
        if not rule.days:
            return references[-1]
        if rule.counted_from is DistanceFrom.PREVIOUS_VISIT:
            return references[-1] if self.day[i] - self.day[i - 1] >= rule.days else None
        far = [
            (visit, score)
            for visit, score in references
            if self.day[i] - dated.get(visit, self.day[visit]) >= rule.days
        ]
        if not rule.backtracks:
            return references[-1] if references[-1] in far else None
        low = [
            (visit, score)
            for visit, score in far
            if self.score[i] >= self.needed(score)
            and not (self.as_peer and dated.get(visit, self.day[visit]) < 0)
        ]
        if low:
            return low[-1]
        return references[-1] if references[-1] in far else None

    def confirming(self, i):
        rule = self.rule.confirmation
        if rule.needed is Needed.TO_THE_END:
            waits = max(1, rule.sustained_at_least_days)
            return [j for j in range(i + 1, self.n) if self.day[j] - self.day[i] >= waits]
        return self.window(i, rule.window, rule.scores)

    def window(self, i, window, scores):
        closes = INF if window.closes_days is None else window.closes_days
        later = [j for j in range(i + 1, self.n) if self.day[j] > self.day[i]]
        within = [j for j in later if window.opens_days <= self.day[j] - self.day[i] <= closes]
        if not within:
            return []
        if scores is ConfirmingScores.LAST:
            return within[:1]
        return [j for j in later if j <= within[0]]

    def is_disturbed(self, i, confirming):
        near, day = self.rule.relapses, self.day
        last = day[confirming[-1]]
        is_alone = self.rule.confirmation.scores is ConfirmingScores.LAST
        if not (near.may_lie_between and is_alone) and any(
            day[i] <= r <= last + near.before_days for r in self.relapses
        ):
            return True
        first = day[confirming[0]]
        return any(0 <= r - last <= near.before_days for r in self.relapses) or any(
            0 <= first - r <= near.after_days for r in self.relapses
        )

    def merged(self, event, references, dated):
        """The event with the visits that go on from it, and the day the peer gives its reference."""
        rule = self.rule.merging
        apart = INF if rule.apart_days is None else rule.apart_days
        members, levels = [event.onset], [event]
        plateau_from = None
        for j in range(event.onset + 1, self.n):
            if self.day[j] > self.day[members[-1]] + apart or self.score[j] < levels[-1].score:
                break
            here = self.worsening(j, references, -INF, "", dated)
            if here is None or here.relation != event.relation or here.score < levels[-1].score:
                break
            if here.score > levels[-1].score:
                plateau_from = None
            else:
                plateau_from = self.day[j - 1] if plateau_from is None else plateau_from
                if self.day[j] - plateau_from > rule.repetition_days:
                    break
            members.append(j)
            levels.append(here)
        top = next(k for k, level in enumerate(levels) if level.score == levels[-1].score)
        joined = replace(event, score=levels[top].score, confirmed=levels[top].confirmed, last=members[top])
        return joined, self.day[members[-1]]

    def left_by_relapse(self, i, relapse, found):
        if i in self.rebaselining and self.score[i] > relapse[-1][1]:
            relapse[:] = [(i, self.score[i])]
            found.relapse[i] = ("disability left by a relapse", self.score[i])

    def fall(self, i, references, found):
        rule, old = self.rule.roving, references[-1][1]
        if not rule.roves or self.score[i] >= old:
            return
        seen = [i]
        if rule.confirmed:
            confirming = self.window(i, rule.window, rule.scores)
            if not confirming:
                return
            seen += confirming
        new = max(self.score[j] for j in seen)
        if new < old:
            references.append((i, new))
            found[i] = ("lower score", new)
