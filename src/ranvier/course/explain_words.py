"""A sentence for every decision of the search."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from ranvier.course.explain_facts import Facts, counted, told_date
from ranvier.course.explanation import Sentence
from ranvier.vocabulary.decisions import Decision
from ranvier.vocabulary.events import EventKind, RelapseRelation


@dataclass(frozen=True)
class Decided:
    """One row of `find_decisions`, and the event it became, if it became one that was asked for."""

    decision: Decision
    kind: str | None
    reference_date: date | None
    reference_score: float | None
    visit_date: date | None
    visit_score: float | None
    other_date: date | None
    other_score: float | None
    event: Mapping[str, Any] | None = None


def told_decision(decided: Decided, facts: Facts) -> Sentence:
    """The sentence that tells one decision, with its course rule."""
    return _SENTENCES[decided.decision](decided, facts)


def _visit(decided: Decided) -> str:
    """The visit a decision concerns, for the beginning of a sentence."""
    assert decided.visit_date is not None  # every decision but `no further change` has a visit
    return f"Visit of {told_date(decided.visit_date)}"


def _change(decided: Decided, facts: Facts) -> str:
    assert decided.visit_score is not None and decided.reference_score is not None
    return f"{_visit(decided)}: {facts.compared(decided.visit_score, decided.reference_score)}"


def _score(decided: Decided, facts: Facts) -> str:
    score = decided.reference_score if decided.visit_score is None else decided.visit_score
    assert score is not None
    return f"{facts.label} {facts.number(score)}"


def _other(decided: Decided, facts: Facts) -> str:
    """The other visit with its distance and score, in words."""
    assert decided.other_date is not None and decided.other_score is not None
    assert decided.visit_date is not None
    days = (decided.other_date - decided.visit_date).days
    return (
        f"that of {told_date(decided.other_date)}, {counted(days, 'day')} later, shows "
        f"{facts.number(decided.other_score)}"
    )


def _starts(decided: Decided, facts: Facts) -> Sentence:
    what = "the baseline" if decided.visit_date == facts.baseline_date else f"the first {facts.label} used"
    return Sentence(f"{_visit(decided)}: {_score(decided, facts)}, {what}, is where the search starts.", "C5")


def _moves_to_event(decided: Decided, facts: Facts) -> Sentence:
    return Sentence(
        f"{_visit(decided)}: after the confirmed change the reference moves here, to "
        f"{_score(decided, facts)}.",
        "C10",
    )


def _moves_to_slight(decided: Decided, facts: Facts) -> Sentence:
    return Sentence(
        f"{_visit(decided)}: after the slight change the reference moves here, to {_score(decided, facts)}.",
        "C10",
    )


def _moves_beyond_relapse(decided: Decided, facts: Facts) -> Sentence:
    return Sentence(
        f"{_visit(decided)}: the reference is placed anew after a relapse, at "
        f"{_score(decided, facts)}, so that what the relapse left is not counted twice.",
        "C11",
    )


def _reference_near_relapse(decided: Decided, facts: Facts) -> Sentence:
    assert decided.visit_date is not None
    near = facts.nearness(decided.visit_date, facts.definition.relapse_to_reference)
    return Sentence(
        f"{_visit(decided)}: it cannot be the reference, because it {near}; the next visit is asked.",
        "C4, C5",
    )


def _reference_is_extremum(decided: Decided, facts: Facts) -> Sentence:
    return Sentence(
        f"{_visit(decided)}: it cannot be the reference, because {_score(decided, facts)} is a single "
        "peak or dip between its neighbours; the next visit is asked.",
        "C5",
    )


def _no_reference(decided: Decided, facts: Facts) -> Sentence:
    alone = len(facts.dates) == 1
    return Sentence(
        f"{_visit(decided)}: it is the {'only' if alone else 'last'} one, so no change can be seen from it.",
        "C5",
    )


def _change_near_relapse(decided: Decided, facts: Facts) -> Sentence:
    assert decided.visit_date is not None
    near = facts.nearness(decided.visit_date, facts.definition.relapse_to_onset)
    return Sentence(f"{_change(decided, facts)}, but it {near}, so no change starts here.", "C4, C6")


def _crossed_relapse(decided: Decided, facts: Facts) -> Sentence:
    return Sentence(
        f"{_change(decided, facts)}, but a relapse lies between the two; the change is not weighed from "
        "this reference.",
        "C11",
    )


def _no_change(decided: Decided, facts: Facts) -> Sentence:
    assert decided.reference_score is not None
    return Sentence(
        f"No further visit lies far enough from the reference {facts.number(decided.reference_score)} "
        f"(needed: {facts.number(facts.needed(decided.reference_score))}), so the search ends.",
        "C6",
    )


def _no_confirming_visit(decided: Decided, facts: Facts) -> Sentence:
    assert decided.visit_date is not None
    in_window = facts.later_in_window(decided.visit_date)
    if not in_window:
        why = f"No visit lies {facts.windows}, so nothing confirms it."
    elif len(in_window) == 1:
        near = facts.nearness(in_window[0], facts.definition.relapse_to_confirmation)
        why = f"The only visit {facts.windows}, on {told_date(in_window[0])}, {near}: no confirmation."
    else:
        why = f"All {len(in_window)} visits {facts.windows} are too near a relapse to confirm it."
    return Sentence(f"{_change(decided, facts)}. {why}", "C4, C7")


def _did_not_hold(decided: Decided, facts: Facts) -> Sentence:
    if decided.other_date is None:
        return Sentence(f"{_change(decided, facts)}, but it does not hold until it can be confirmed.", "C7")
    return Sentence(
        f"{_change(decided, facts)}. It must hold until a visit {facts.windows} confirms it; "
        f"{_other(decided, facts)}, so the change does not hold.",
        "C7",
    )


def _did_not_last(decided: Decided, facts: Facts) -> Sentence:
    ends = f"; {_other(decided, facts)}" if decided.other_date is not None else ""
    return Sentence(f"{_change(decided, facts)}. It is confirmed but does not last as asked{ends}.", "C9")


def _too_slight(decided: Decided, facts: Facts) -> Sentence:
    return Sentence(
        f"{_change(decided, facts)}, too little for an event, and in this direction it does not move the "
        "reference.",
        "C8, C10",
    )


def _slight_change(decided: Decided, facts: Facts) -> Sentence:
    confirmed = f"; {_other(decided, facts)} and confirms it" if decided.other_date is not None else ""
    return Sentence(
        f"{_change(decided, facts)}, too little for an event, but enough to move the reference{confirmed}.",
        "C8, C10",
    )


def _other_relation(decided: Decided, facts: Facts) -> Sentence:
    since = None if decided.visit_date is None else facts.days_since_relapse(decided.visit_date)
    near = "" if since is None else f" (latest relapse {counted(since, 'day')} before onset)"
    return Sentence(
        f"{_change(decided, facts)}. It is confirmed, but its relation to relapses{near} is not the one "
        "looked for: passed over.",
        "C14",
    )


def _event(decided: Decided, facts: Facts) -> Sentence:
    assert decided.visit_date is not None
    confirmed = ""
    if decided.other_date is not None:
        between = any(decided.visit_date < day < decided.other_date for day in facts.dates)
        holds = " and so does every visit between" if between and facts.definition.all_visits_hold else ""
        confirmed = f" The first visit that can confirm it, {_other(decided, facts)}{holds}."
    if decided.event is None:
        what = f"This is a confirmed {decided.kind}, which is not what is looked for"
        return Sentence(f"{_change(decided, facts)}.{confirmed} {what}.", "C7, C14")
    relation, rule = _relation(decided, facts)
    what = f"This is the {decided.kind}, dated at its first visit{relation}"
    return Sentence(f"{_change(decided, facts)}.{confirmed} {what}.", f"C7, C8{rule}")


def _relation(decided: Decided, facts: Facts) -> tuple[str, str]:
    """How an event relates to relapses, in words, and the rule that says so."""
    assert decided.event is not None and decided.visit_date is not None
    if decided.kind == EventKind.IMPROVEMENT:
        return "", ""
    if not facts.has_relapses:
        return "; without a table of relapses nothing is said of them", ", C13"
    since = facts.days_since_relapse(decided.visit_date)
    latest = "no relapse is known before it"
    if since is not None:
        latest = f"the latest relapse began {counted(since, 'day')} before"
    told, rule = _RELATIONS[RelapseRelation(decided.event["relation"])]
    return f"; {told}, {latest}", f", {rule}"


_RELATIONS = {
    RelapseRelation.RAW: ("it is relapse-associated (RAW)", "C12"),
    RelapseRelation.PIRA: ("it is independent of relapses (PIRA)", "C13"),
    RelapseRelation.UNDEFINED: ("a relapse is too near for PIRA, and none is near enough for RAW", "C13"),
}


def _counted_unconfirmed(decided: Decided, facts: Facts) -> Sentence:
    return Sentence(
        f"{_change(decided, facts)}. It is the last visit, where this definition counts a worsening without "
        "confirmation.",
        "C8",
    )


_SENTENCES: Mapping[Decision, Callable[[Decided, Facts], Sentence]] = {
    Decision.STARTS: _starts,
    Decision.MOVES_TO_EVENT: _moves_to_event,
    Decision.MOVES_TO_SLIGHT_CHANGE: _moves_to_slight,
    Decision.MOVES_BEYOND_RELAPSE: _moves_beyond_relapse,
    Decision.REFERENCE_NEAR_RELAPSE: _reference_near_relapse,
    Decision.REFERENCE_IS_EXTREMUM: _reference_is_extremum,
    Decision.NO_REFERENCE: _no_reference,
    Decision.CHANGE_NEAR_RELAPSE: _change_near_relapse,
    Decision.CROSSED_RELAPSE: _crossed_relapse,
    Decision.NO_CHANGE: _no_change,
    Decision.NO_CONFIRMING_VISIT: _no_confirming_visit,
    Decision.DID_NOT_HOLD: _did_not_hold,
    Decision.DID_NOT_LAST: _did_not_last,
    Decision.TOO_SLIGHT: _too_slight,
    Decision.SLIGHT_CHANGE: _slight_change,
    Decision.OTHER_RELATION: _other_relation,
    Decision.EVENT: _event,
    Decision.COUNTED_UNCONFIRMED: _counted_unconfirmed,
}
