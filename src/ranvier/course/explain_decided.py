"""One decision of the search, and the words that every sentence about one needs."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from ranvier.course.explain_facts import Facts, counted, told_date
from ranvier.vocabulary.decisions import Decision

PLACED = (
    Decision.STARTS,
    Decision.MOVES_TO_EVENT,
    Decision.MOVES_TO_SLIGHT_CHANGE,
    Decision.MOVES_BEYOND_RELAPSE,
)
"""Decisions that place a reference."""

REFUSED = (Decision.REFERENCE_NEAR_RELAPSE, Decision.REFERENCE_IS_EXTREMUM, Decision.NO_REFERENCE)
"""Decisions against a reference."""

CHANGES = tuple(word for word in Decision if word not in (*PLACED, *REFUSED, Decision.NO_CHANGE))
"""Decisions about a change at a visit."""


@dataclass(frozen=True)
class Decided:
    """One row of `find_decisions`, and the event it became, if it became one that was asked for.

    next_reference: of the last refusal of a reference, the visit and score that became it.
    """

    decision: Decision
    kind: str | None
    reference_date: date | None
    reference_score: float | None
    visit_date: date | None
    visit_score: float | None
    other_date: date | None
    other_score: float | None
    event: Mapping[str, Any] | None = None
    next_reference: tuple[date, float] | None = None


def with_next_references(log: Sequence[Decided]) -> list[Decided]:
    """The decisions, each refusal with the reference that the search goes on from right after it."""
    following: list[Decided | None] = [*log[1:], None]
    return [_with_next(decided, after) for decided, after in zip(log, following, strict=False)]


def _with_next(decided: Decided, after: Decided | None) -> Decided:
    if decided.decision not in REFUSED or after is None or after.decision in (*PLACED, *REFUSED):
        return decided
    assert after.reference_date is not None and after.reference_score is not None  # a change is seen from one
    return replace(decided, next_reference=(after.reference_date, after.reference_score))


def visit_words(decided: Decided) -> str:
    """The visit a decision concerns, for the beginning of a sentence."""
    assert decided.visit_date is not None  # every decision but `no further change` has a visit
    return f"Visit of {told_date(decided.visit_date)}"


def change_words(decided: Decided, facts: Facts) -> str:
    """The visit with its score beside the reference, in words."""
    assert decided.visit_score is not None and decided.reference_score is not None
    return f"{visit_words(decided)}: {facts.compared(decided.visit_score, decided.reference_score)}"


def score_words(decided: Decided, facts: Facts) -> str:
    """The measure and the score of the visit, in words."""
    score = decided.reference_score if decided.visit_score is None else decided.visit_score
    assert score is not None
    return f"{facts.label} {facts.number(score)}"


def other_words(decided: Decided, facts: Facts) -> str:
    """The other visit with its distance and score, in words."""
    assert decided.other_date is not None and decided.other_score is not None
    assert decided.visit_date is not None
    days = (decided.other_date - decided.visit_date).days
    return (
        f"that of {told_date(decided.other_date)}, {counted(days, 'day')} later, shows "
        f"{facts.number(decided.other_score)}"
    )
