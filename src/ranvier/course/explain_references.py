"""What the search says of references: where they are placed, and which visits are refused."""

from __future__ import annotations

from ranvier.course.explain_decided import Decided, score_words, visit_words
from ranvier.course.explain_facts import Facts, told_date
from ranvier.course.explanation import Sentence


def tell_starts(decided: Decided, facts: Facts) -> Sentence:
    """Where the search starts."""
    what = "the baseline" if decided.visit_date == facts.baseline_date else f"the first {facts.label} used"
    return Sentence(
        f"{visit_words(decided)}: {score_words(decided, facts)}, {what}, is where the search starts.", "C5"
    )


def tell_moves_to_event(decided: Decided, facts: Facts) -> Sentence:
    """The reference moves to a confirmed change."""
    return _moved_after("confirmed", decided, facts)


def tell_moves_to_slight(decided: Decided, facts: Facts) -> Sentence:
    """The reference moves to a slight change."""
    return _moved_after("slight", decided, facts)


def _moved_after(kind: str, decided: Decided, facts: Facts) -> Sentence:
    return Sentence(
        f"{visit_words(decided)}: after the {kind} change the reference moves here, to "
        f"{score_words(decided, facts)}.",
        "C10",
    )


def tell_moves_beyond_relapse(decided: Decided, facts: Facts) -> Sentence:
    """The reference is placed anew after a relapse."""
    return Sentence(
        f"{visit_words(decided)}: {score_words(decided, facts)}. After a relapse a new reference is looked "
        "for from this visit on, so that what the relapse left is not counted twice.",
        "C11",
    )


def tell_reference_near_relapse(decided: Decided, facts: Facts) -> Sentence:
    """A visit near a relapse is refused as reference."""
    assert decided.visit_date is not None
    near = facts.nearness(decided.visit_date, facts.definition.relapse_to_reference)
    return Sentence(
        f"{visit_words(decided)}: it cannot be the reference, because it {near}; "
        f"{_next_words(decided, facts)}",
        "C4, C5",
    )


def tell_reference_is_extremum(decided: Decided, facts: Facts) -> Sentence:
    """A single peak or dip is refused as reference."""
    return Sentence(
        f"{visit_words(decided)}: it cannot be the reference, because {score_words(decided, facts)} is "
        f"a single peak or dip between its neighbours; {_next_words(decided, facts)}",
        "C5",
    )


def _next_words(decided: Decided, facts: Facts) -> str:
    """What follows a refusal: another visit is asked, and after the last one which visit it becomes."""
    asked = "the next visit is asked."
    if decided.next_reference is None:
        return asked
    day, score = decided.next_reference
    shown = f"{facts.label} {facts.number(score)}"
    return f"{asked} The visit of {told_date(day)}, {shown}, becomes the reference."


def tell_no_reference(decided: Decided, facts: Facts) -> Sentence:
    """No visit is left after the reference."""
    alone = len(facts.dates) == 1
    return Sentence(
        f"{visit_words(decided)}: it is the {'only' if alone else 'last'} one, so no change can be "
        "seen from it.",
        "C5",
    )
