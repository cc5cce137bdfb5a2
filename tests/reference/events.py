"""The slow twin of kernels/events.py: the same rules (course rules C4 to C14) over plain lists and units.

Scores count from the best one, so that more is worse for every measure.
"""

from __future__ import annotations

import math
from collections.abc import Sequence

from ranvier.definitions.confirmed_change import (
    ConfirmedChange,
    Extrema,
    Occurrence,
    ProceedFrom,
    Reference,
    SlightChanges,
)
from ranvier.definitions.improvement import ConfirmedImprovement
from ranvier.definitions.pira import Pira, Raw
from ranvier.definitions.relapse_relation import Beginning
from ranvier.definitions.worsening import ConfirmedWorsening
from ranvier.vocabulary.measures import Direction
from tests.reference.event_rows import NO_EXTRAS, Decided, Event, Extras

INF = math.inf

ROUNDING = 1e-9
"""Far below a tick of any measure, far above what is lost in adding and dividing."""


def find_events(
    visits: Sequence[tuple[int, float]],
    relapses: Sequence[int],
    definition: ConfirmedChange,
    extras: Extras = NO_EXTRAS,
) -> list[Event]:
    """Every wanted event of one patient; visits as (day, score) by day."""
    return _Search(visits, relapses, definition, extras).run()


def find_decisions(
    visits: Sequence[tuple[int, float]],
    relapses: Sequence[int],
    definition: ConfirmedChange,
    extras: Extras = NO_EXTRAS,
) -> list[Decided]:
    """Every decision on the way to these events, in order."""
    search = _Search(visits, relapses, definition, extras)
    search.run()
    return search.decided


class _Search:
    def __init__(self, visits, relapses, definition, extras):
        self.rule = definition
        self.day = [day for day, _ in visits]
        self.score = [self.disability(score) for _, score in visits]
        self.own_step_score = extras.step_score and [self.disability(score) for score in extras.step_score]
        self.extras = extras
        self.relapses = sorted(relapses)
        self.n = len(visits)
        self.events = {}
        self.decided = []

    def disability(self, score):
        measure = self.rule.measure
        is_rising = measure.direction is Direction.HIGHER_IS_WORSE
        return score - measure.lowest if is_rising else measure.highest - score

    def units(self, disability):
        measure = self.rule.measure
        is_rising = measure.direction is Direction.HIGHER_IS_WORSE
        return measure.lowest + disability if is_rising else measure.highest - disability

    def note(self, decision, reference, visit, other=None, size=0):
        score = self.units(self.score[reference])
        self.decided.append(Decided(decision, reference, score, visit, other, size))

    def run(self):
        rule, baseline, search, before = self.rule, 0, 1, -INF
        if self.n > 0:
            self.note("STARTS", 0, 0)
        while True:
            baseline = self.usable(baseline)
            if baseline >= self.n - 1:
                break
            search = max(search, baseline + 1)
            if rule.reference_never_falls:
                self.score[baseline] = before = max(before, self.score[baseline])
            ahead = [r for r in self.relapses if r > self.day[baseline]]
            onset = self.next_change(baseline, search)
            if onset is None:
                self.note("NO_CHANGE", baseline, None)
                break
            if rule.rebases_after_relapse and ahead and self.day[onset] > ahead[0] + self.slack():
                self.note("CROSSED_RELAPSE", baseline, onset)
                search = onset
            else:
                baseline, search, over = self.weigh(baseline, onset)
                if over:
                    break
            crossed = [
                r
                for r in self.relapses
                if search < self.n and self.day[baseline] < r and r + self.slack() < self.day[search]
            ]
            if rule.rebases_after_relapse and crossed:
                baseline = next(i for i in range(baseline, self.n) if self.day[i] >= ahead[0])
                search = baseline + 1
                self.note("MOVES_BEYOND_RELAPSE", baseline, baseline)
        wanted = [self.events[onset] for onset in sorted(self.events) if self.is_wanted(self.events[onset])]
        return wanted if rule.occurrence is Occurrence.EVERY else wanted[:1]

    def usable(self, baseline):
        while baseline < self.n - 1 and not self.can_be_reference(baseline):
            is_clear = self.is_clear(baseline, self.rule.relapse_to_reference)
            why = "REFERENCE_IS_EXTREMUM" if is_clear else "REFERENCE_NEAR_RELAPSE"
            self.note(why, baseline, baseline)
            baseline += 1
        if 0 < self.n <= baseline + 1:
            self.note("NO_REFERENCE", self.n - 1, self.n - 1)
        return baseline

    def slack(self):
        return 0 if self.is_first(Pira) else self.rule.relation.raw_after_days

    def is_first(self, kind):
        return self.rule.occurrence is Occurrence.FIRST and isinstance(self.rule, kind)

    def is_wanted(self, event):
        if self.is_first(Pira):
            return event.relation == "pira"
        if self.is_first(Raw):
            return event.relation == "raw"
        if self.is_first(ConfirmedWorsening):
            return event.worse
        if self.is_first(ConfirmedImprovement):
            return not event.worse
        return True

    def step(self, i):
        """Units that a score must move from visit *i*, at least a tick."""
        taken_from = self.own_step_score or self.score
        step = self.rule.steps.change_from(self.units(taken_from[i]))
        return max(step, 1 / self.rule.measure.ticks_per_unit)

    def since(self, i):
        return min((self.day[i] - r for r in self.relapses if r <= self.day[i]), default=INF)

    def until(self, i):
        return min((r - self.day[i] for r in self.relapses if r >= self.day[i]), default=INF)

    def is_clear(self, i, distance):
        return self.since(i) >= distance.after_days and self.until(i) >= distance.before_days

    def can_be_reference(self, i):
        return self.is_clear(i, self.rule.relapse_to_reference) and not self.is_extremum(i)

    def is_extremum(self, i):
        if self.rule.extrema is Extrema.KEEP or i in (0, self.n - 1):
            return False
        if i >= 2 and abs(self.score[i] - self.score[i - 2]) < ROUNDING:
            return False
        left, right = self.score[i - 1] - self.score[i], self.score[i + 1] - self.score[i]
        if self.rule.extrema is Extrema.SKIP_ALL:
            return min(left, right) > ROUNDING or max(left, right) < -ROUNDING
        step = self.step(i) - ROUNDING
        return (left >= step and right >= step) or (left <= -step and right <= -step)

    def next_change(self, baseline, search):
        reference = self.score[baseline]
        for i in range(search, self.n):
            moved = abs(self.score[i] - reference)
            slight = self.rule.slight_changes is not SlightChanges.NONE and moved > ROUNDING
            if slight or moved >= self.step(baseline) - ROUNDING:
                if self.is_clear(i, self.rule.relapse_to_onset):
                    return i
                self.note("CHANGE_NEAR_RELAPSE", baseline, i)
        return None

    def candidates(self, onset, window):
        closes = INF if window.closes_days is None else window.closes_days
        return [
            x
            for x in range(onset + 1, self.n)
            if window.opens_days <= self.day[x] - self.day[onset] <= closes
            and self.is_clear(x, self.rule.relapse_to_confirmation)
            and (self.extras.may_confirm is None or self.extras.may_confirm[x])
        ]

    def all_candidates(self, onset):
        return sorted({x for window in self.rule.windows for x in self.candidates(onset, window)})

    def weigh(self, baseline, onset):
        """The baseline and visit to go on from, and whether what was looked for is found."""
        worse = self.score[onset] > self.score[baseline]
        step = self.step(baseline)
        confirming = self.all_candidates(onset)
        full = self.moved(baseline, onset, step, worse)
        if full and confirming and self.held(baseline, step, worse, onset, confirming[0]):
            return self.record(baseline, onset, worse, confirming)
        if full and worse and self.counts_unconfirmed(onset):
            event = self.event(baseline, onset, worse, [onset], None)
            return baseline, onset + 1, self.keep(event) and self.is_over(event)
        size = (2 if full else 1) * (1 if worse else -1)
        tick = 1 / self.rule.measure.ticks_per_unit
        rebases = self.moves_on_slight(worse)
        if rebases and confirming and self.held(baseline, tick, worse, onset, confirming[0]):
            new = onset if self.rule.proceeds_from is ProceedFrom.ONSET else confirming[0]
            self.note("SLIGHT_CHANGE", baseline, onset, confirming[0], size // abs(size))
            self.note("MOVES_TO_SLIGHT_CHANGE", new, new)
            return new, new + 1, False
        if not full and not rebases:
            self.note("TOO_SLIGHT", baseline, onset, confirming[0] if confirming else None, size)
        elif not confirming:
            self.note("NO_CONFIRMING_VISIT", baseline, onset, None, size)
        else:
            needed = step if full else tick
            gone = [x for x in self.asked(onset, confirming[0]) if not self.moved(baseline, x, needed, worse)]
            self.note("DID_NOT_HOLD", baseline, onset, gone[0], size)
        return baseline, onset + 1, False

    def record(self, baseline, onset, worse, confirming):
        event = self.event(baseline, onset, worse, confirming, confirming[0])
        kept = self.keep(event)
        over = kept and self.is_over(event)
        new = onset if self.rule.proceeds_from is ProceedFrom.ONSET else confirming[0]
        if self.roves(worse):
            if not over:
                self.note("MOVES_TO_EVENT", new, new)
            return new, new + 1, over
        return baseline, (new if kept else onset) + 1, over

    def keep(self, event):
        if event is None:
            return False
        passed_over = (
            event.worse and (self.is_first(Pira) or self.is_first(Raw)) and not self.is_wanted(event)
        )
        decision = "EVENT" if event.confirmed is not None else "COUNTED_UNCONFIRMED"
        decision = "OTHER_RELATION" if passed_over else decision
        size = 2 if event.worse else -2
        self.note(decision, event.reference, event.onset, event.confirmed, size)
        if not passed_over:
            self.events[event.onset] = event
        return not passed_over

    def is_over(self, event):
        return self.rule.occurrence is Occurrence.FIRST and self.is_wanted(event)

    def event(self, baseline, onset, worse, confirming, confirmed):
        """The event, or None if it is not sustained. *confirming*: visits that can confirm, by day."""
        step = self.step(baseline)
        fails = [x for x in range(confirming[0] + 1, self.n) if not self.moved(baseline, x, step, worse)]
        failing = fails[0] if fails else self.n
        if not self.sustained(baseline, step, worse, onset, failing):
            self.note("DID_NOT_LAST", baseline, onset, failing, 2 if worse else -2)
            return None
        confirming = [x for x in confirming if x < failing]
        last_lower = self.last_lower(worse, baseline, onset, confirming[0])
        asked = [] if confirmed is None else confirming
        relation, free = self.relation(worse, baseline, onset, last_lower, asked)
        by_window = [[x for x in self.candidates(onset, w) if x < failing] for w in self.rule.windows]
        return Event(
            onset,
            worse,
            relation,
            baseline,
            self.units(self.score[baseline]),
            last_lower,
            failing - 1,
            failing == self.n,
            confirmed,
            tuple(min(found, default=None) for found in by_window),
            tuple(min((x for x in found if x in free), default=None) for found in by_window),
        )

    def moved(self, reference, x, step, worse):
        moved = self.score[x] - self.score[reference]
        return (moved if worse else -moved) >= step - ROUNDING

    def held(self, reference, step, worse, onset, confirmed):
        return all(self.moved(reference, x, step, worse) for x in self.asked(onset, confirmed))

    def asked(self, onset, confirmed):
        return range(onset + 1, confirmed + 1) if self.rule.all_visits_hold else [confirmed]

    def sustained(self, baseline, step, worse, onset, failing):
        needed = INF if self.rule.sustained_to_end else self.rule.sustained_days
        if needed == 0:
            return True
        if self.rule.all_visits_hold:
            return failing == self.n or self.day[failing] - self.day[onset] >= needed
        late = [x for x in range(onset, self.n) if self.day[x] - self.day[onset] >= needed]
        return self.moved(baseline, late[0] if late else self.n - 1, step, worse)

    def last_lower(self, worse, baseline, onset, confirmed):
        for k in range(onset - 1, -1, -1):
            step = self.step(k)
            counts = self.moved(k, onset, step, worse) and self.held(k, step, worse, onset, confirmed)
            if counts and (k == baseline or not self.is_extremum(k)):
                return k
        raise AssertionError("a change always counts from its own reference")

    def relation(self, worse, baseline, onset, last_lower, confirming):
        """The relation, and the confirming visits free of relapses if it is PIRA."""
        rule = self.rule.relation
        if not worse:
            return "", set()
        if self.since(onset) <= rule.raw_after_days or self.until(onset) <= rule.raw_before_days:
            return "raw", set()
        beginning = {
            Beginning.REFERENCE: baseline,
            Beginning.VISIT_BEFORE: onset - 1,
            Beginning.LAST_LOWER: last_lower,
        }[rule.begins]
        free = {x for x in confirming if self.is_free(beginning, onset, x)}
        return ("pira" if free else "undefined"), free

    def is_free(self, beginning, onset, confirming):
        rule, left = self.rule.relation, -INF
        forbidden = []
        for visit, window in (
            (beginning, rule.at_beginning),
            (onset, rule.at_onset),
            (confirming, rule.at_confirmation),
        ):
            if window.before_days is not None:
                left = self.day[visit] - window.before_days
            if window.after_days is not None and self.day[visit] + window.after_days > left:
                forbidden.append((left, self.day[visit] + window.after_days))
        return not any(low <= r <= high for r in self.relapses for low, high in forbidden)

    def counts_unconfirmed(self, onset):
        limit = INF if self.rule.last_visit_within_days is None else self.rule.last_visit_within_days
        counts = self.rule.last_visit_counts and self.extras.last_counts
        return counts and onset == self.n - 1 and self.day[onset] - self.day[0] <= limit

    def roves(self, worse):
        one_way = Reference.ROVING_WORSENING if worse else Reference.ROVING_IMPROVEMENT
        return self.rule.reference in (Reference.ROVING, one_way)

    def moves_on_slight(self, worse):
        one_way = SlightChanges.WORSENING if worse else SlightChanges.IMPROVEMENT
        return self.roves(worse) and self.rule.slight_changes in (SlightChanges.BOTH, one_way)
