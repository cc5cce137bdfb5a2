"""Why no change starts at a visit: read off the search's own decisions."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from ranvier.course.explain_decided import CHANGES, REFUSED, Decided
from ranvier.course.explain_facts import Facts, told_date
from ranvier.course.explain_words import told_decision
from ranvier.course.explanation import ReferenceSpan, Sentence, ToldVisit
from ranvier.course.outcome_visits import find_course_visits
from ranvier.tables.cohort import Cohort
from ranvier.vocabulary.decisions import Decision


def tell_visits(
    cohort: Cohort, facts: Facts, zero_date: date | None, log: list[Decided]
) -> tuple[ToldVisit, ...]:
    """Every visit with a score, those outside the course included."""
    measure = facts.definition.measure
    everything = find_course_visits(cohort, None, measure)
    in_course = set(facts.dates)
    first = min(facts.dates, default=None)
    rows = []
    for day, score in zip(everything["date"], everything[measure.name], strict=True):
        looked = _look_at(day, score, log, facts) if day in in_course else None
        why = _outside(day, first) if looked is None else looked.why
        rows.append(
            ToldVisit(
                day,
                None if zero_date is None else (day - zero_date).days,
                score,
                facts.days_since_relapse(day),
                facts.days_until_relapse(day),
                looked is not None,
                "" if looked is None else looked.mark,
                why,
            )
        )
    return tuple(rows)


def _outside(day: date, first: date | None) -> Sentence:
    if first is None:
        return Sentence("It is not searched: there is no baseline.", "C3")
    if day < first:
        return Sentence("It lies before the baseline.", "C3")
    return Sentence("It lies after the baseline but not after day 0, so it is no outcome.", "C3")


@dataclass(frozen=True)
class Looked:
    """What the search made of one visit: its mark ("reference", "onset", "confirms" or "") and why."""

    mark: str
    why: Sentence


def _look_at(day: date, score: float, log: Sequence[Decided], facts: Facts) -> Looked:
    """What the decisions in *log* say of the visit of a day in the course."""
    own = [decided for decided in log if decided.decision in CHANGES and decided.visit_date == day]
    if own:
        is_event = any(decided.event is not None for decided in own)
        return Looked("onset" if is_event else "", _here(told_decision(own[-1], facts), day))
    confirms = [d for d in log if d.decision is Decision.EVENT and d.other_date == day]
    if confirms:
        onset = confirms[-1].visit_date
        assert onset is not None
        told = Sentence(f"It confirms the {confirms[-1].kind} that starts on {told_date(onset)}.", "C7")
        return Looked("confirms" if confirms[-1].event is not None else "", told)
    if any(decided.decision in REFUSED and decided.visit_date == day for decided in log):
        refused = [d for d in log if d.decision in REFUSED and d.visit_date == day]
        return Looked("", _here(told_decision(refused[-1], facts), day))
    if any(decided.reference_date == day for decided in log):
        return Looked("reference", Sentence("It is the reference.", "C5"))
    return Looked("", _passed(day, score, log, facts))


def _here(told: Sentence, day: date) -> Sentence:
    """The sentence without the day of the visit it stands beside."""
    text = told.text.removeprefix(f"Visit of {told_date(day)}: ")
    return Sentence(text[:1].upper() + text[1:], told.rule)


def _passed(day: date, score: float, log: Sequence[Decided], facts: Facts) -> Sentence:
    """Why the search went past a visit without weighing a change there."""
    for decided in log:
        start, end = decided.visit_date, decided.other_date
        if decided.decision is Decision.EVENT and start and end and start < day < end:
            return _before_confirmation(day, start, str(decided.kind), facts)
    looked = [decided for decided in log if _went_past(decided, day)]
    if not looked or looked[-1].reference_score is None:
        return Sentence("The search is over before this visit.", "C14")
    reference = looked[-1].reference_score
    short = facts.needed(reference) - abs(facts.worse_by(score, reference))
    if score == reference:
        return Sentence(f"{facts.label} {facts.number(score)}, the same as the reference.", "C6")
    if short <= 0:
        return Sentence(f"{facts.compared(score, reference)}; the search goes on later.", "C7")
    return Sentence(f"{facts.compared(score, reference)}: {facts.number(short)} short of the step.", "C1")


def _before_confirmation(day: date, onset: date, kind: str, facts: Facts) -> Sentence:
    """Why a visit between onset and confirmation is not the one that confirms."""
    near = facts.nearness(day, facts.definition.relapse_to_confirmation)
    if near and day in facts.later_in_window(onset):
        return Sentence(
            f"It comes late enough to confirm the {kind}, but {near}; the next visit is asked.", "C4, C7"
        )
    return Sentence(f"It lies between the start of the {kind} and its confirmation.", "C7")


def _went_past(decided: Decided, day: date) -> bool:
    """Whether the search passed a day on its way from the reference to the visit of a decision."""
    if decided.decision not in (*CHANGES, Decision.NO_CHANGE) or decided.reference_date is None:
        return False
    return decided.reference_date < day and (decided.visit_date is None or day < decided.visit_date)


def reference_spans(log: Sequence[Decided], facts: Facts) -> tuple[ReferenceSpan, ...]:
    """Each reference the search used, from its visit to where the next one takes over or the search ends."""
    used: list[tuple[date, float]] = []
    for decided in log:
        if decided.decision not in (*CHANGES, Decision.NO_CHANGE):
            continue
        assert decided.reference_date is not None and decided.reference_score is not None
        place = (decided.reference_date, decided.reference_score)
        if not used or used[-1] != place:
            used.append(place)
    ends = [start for start, _ in used[1:]] + [_last_day(log, facts)]
    return tuple(
        _span(start, max(end, start), score, facts) for (start, score), end in zip(used, ends, strict=False)
    )


def _last_day(log: Sequence[Decided], facts: Facts) -> date:
    """Where the search ends: at the confirmation of the event it stopped at, or with the record."""
    last = log[-1] if log else None
    if last is not None and last.decision in (Decision.EVENT, Decision.COUNTED_UNCONFIRMED):
        return last.other_date or last.visit_date or facts.dates[-1]
    return facts.dates[-1]


def _span(start: date, end: date, score: float, facts: Facts) -> ReferenceSpan:
    needed = facts.needed(score)
    measure = facts.definition.measure
    sign = 1 if facts.worse_by(1.0, 0.0) > 0 else -1
    worse, better = score + sign * needed, score - sign * needed
    return ReferenceSpan(
        start,
        end,
        score,
        worse if measure.lowest <= worse <= measure.highest else None,
        better if measure.lowest <= better <= measure.highest else None,
    )
