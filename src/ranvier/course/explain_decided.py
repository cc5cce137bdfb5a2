"""One decision of the search, and the words that every sentence about one needs."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from ranvier.course.explain_facts import Facts, counted, told_date
from ranvier.vocabulary.decisions import Decision


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
