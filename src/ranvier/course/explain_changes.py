"""What the search says of changes: skipped, weighed and refused, or counted."""

from __future__ import annotations

from ranvier.course.explain_decided import Decided, change_words, other_words
from ranvier.course.explain_facts import Facts, counted, told_date
from ranvier.course.explanation import Sentence
from ranvier.vocabulary.events import EventKind, RelapseRelation


def tell_change_near_relapse(decided: Decided, facts: Facts) -> Sentence:
    """A change near a relapse is skipped."""
    assert decided.visit_date is not None
    near = facts.nearness(decided.visit_date, facts.definition.relapse_to_onset)
    return Sentence(f"{change_words(decided, facts)}, but it {near}, so no change starts here.", "C4, C6")


def tell_crossed_relapse(decided: Decided, facts: Facts) -> Sentence:
    """A change lies beyond a relapse."""
    return Sentence(
        f"{change_words(decided, facts)}, but a relapse lies between the two; the change is not weighed from "
        "this reference.",
        "C11",
    )


def tell_no_change(decided: Decided, facts: Facts) -> Sentence:
    """No further change."""
    assert decided.reference_score is not None
    return Sentence(
        f"No further visit lies far enough from the reference {facts.number(decided.reference_score)} "
        f"(needed: {facts.number(facts.needed(decided.reference_score))}), so the search ends.",
        "C6",
    )


def tell_no_confirming_visit(decided: Decided, facts: Facts) -> Sentence:
    """No visit confirms the change."""
    assert decided.visit_date is not None
    in_window = facts.later_in_window(decided.visit_date)
    if not in_window:
        why = f"No visit lies {facts.windows}, so nothing confirms it."
    elif len(in_window) == 1:
        near = facts.nearness(in_window[0], facts.definition.relapse_to_confirmation)
        why = f"The only visit {facts.windows}, on {told_date(in_window[0])}, {near}: no confirmation."
    else:
        why = f"All {len(in_window)} visits {facts.windows} are too near a relapse to confirm it."
    return Sentence(f"{change_words(decided, facts)}. {why}", "C4, C7")


def tell_did_not_hold(decided: Decided, facts: Facts) -> Sentence:
    """The change is gone before it can be confirmed."""
    if decided.other_date is None:
        return Sentence(
            f"{change_words(decided, facts)}, but it does not hold until it can be confirmed.", "C7"
        )
    return Sentence(
        f"{change_words(decided, facts)}. It must hold until it is confirmed by a visit "
        f"{facts.windows}; {other_words(decided, facts)}, so the {decided.kind or 'change'} does not hold.",
        "C7",
    )


def tell_did_not_last(decided: Decided, facts: Facts) -> Sentence:
    """The change is confirmed, but does not last."""
    ends = f"; {other_words(decided, facts)}" if decided.other_date is not None else ""
    return Sentence(
        f"{change_words(decided, facts)}. It is confirmed but does not last as asked{ends}.", "C9"
    )


def tell_too_slight(decided: Decided, facts: Facts) -> Sentence:
    """The change is too slight."""
    return Sentence(
        f"{change_words(decided, facts)}, too little for an event, and in this direction it does not "
        "move the "
        "reference.",
        "C8, C10",
    )


def tell_slight_change(decided: Decided, facts: Facts) -> Sentence:
    """A slight change moves the reference."""
    confirmed = f"; {other_words(decided, facts)} and confirms it" if decided.other_date is not None else ""
    return Sentence(
        f"{change_words(decided, facts)}, too little for an event, but enough to move the "
        f"reference{confirmed}.",
        "C8, C10",
    )


def tell_other_relation(decided: Decided, facts: Facts) -> Sentence:
    """A worsening of another relation to relapses is passed over."""
    since = None if decided.visit_date is None else facts.days_since_relapse(decided.visit_date)
    near = "" if since is None else f" (latest relapse {counted(since, 'day')} before onset)"
    return Sentence(
        f"{change_words(decided, facts)}. It is confirmed, but its relation to relapses{near} is not the one "
        "looked for: passed over.",
        "C14",
    )


def tell_event(decided: Decided, facts: Facts) -> Sentence:
    """The event, or a confirmed change in the other direction."""
    assert decided.visit_date is not None
    confirmed = ""
    if decided.other_date is not None:
        between = any(decided.visit_date < day < decided.other_date for day in facts.dates)
        holds = " and so does every visit between" if between and facts.definition.all_visits_hold else ""
        confirmed = f" The first visit that can confirm it, {other_words(decided, facts)}{holds}."
    if decided.event is None:
        what = f"This is a confirmed {decided.kind}, which is not what is looked for"
        return Sentence(f"{change_words(decided, facts)}.{confirmed} {what}.", "C7, C14")
    relation, rule = _relation(decided, facts)
    what = f"This is the {decided.kind}, dated at its first visit{relation}"
    return Sentence(f"{change_words(decided, facts)}.{confirmed} {what}.", f"C7, C8{rule}")


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


def tell_counted_unconfirmed(decided: Decided, facts: Facts) -> Sentence:
    """A worsening at the last visit counts."""
    return Sentence(
        f"{change_words(decided, facts)}. It is the last visit, where this definition counts a "
        "worsening without "
        "confirmation.",
        "C8",
    )
