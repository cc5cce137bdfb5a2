"""Definitions of sustained changes in the words of their slow twin."""

from __future__ import annotations

from collections.abc import Sequence

from ranvier.definitions.sustained_change import (
    AfterUnconfirmed,
    PiraReference,
    SustainedChange,
    SustainedImprovement,
    SustainedPira,
    SustainedSequence,
)
from tests.reference.sustained_change import Found, Rule, Visit, changes, pira, sequence


def rule_of(definition: SustainedChange | SustainedSequence) -> Rule:
    lasts = isinstance(definition, SustainedChange) and definition.sustained_to_end
    spanned = isinstance(definition, SustainedPira) and (
        definition.references_anew is PiraReference.WHERE_SPANNED
    )
    same = isinstance(definition, SustainedSequence) and (
        definition.after_unconfirmed is AfterUnconfirmed.SAME_DIRECTION
    )
    return Rule(definition.confirm_after_days, definition.relapse_free_days, lasts, spanned, same)


def slowly(
    visits: Sequence[Visit],
    definition: SustainedChange | SustainedSequence,
    defects: frozenset[str] = frozenset(),
) -> list[Found]:
    """What the twin finds under *definition*."""
    rule = rule_of(definition)
    if isinstance(definition, SustainedSequence):
        return sequence(visits, rule, defects)
    if isinstance(definition, SustainedPira):
        return pira(visits, rule, defects)
    return changes(visits, rule, not isinstance(definition, SustainedImprovement), defects)


def visits_of_course(course: tuple[list[tuple[int, float]], list[int]]) -> list[Visit]:
    """A drawn course, (day, EDSS) and days of relapses, as the twin takes it; of one day the worst stays."""
    by_day: dict[int, float] = {}
    for day, edss in course[0]:
        by_day[day] = max(edss, by_day.get(day, 0.0))
    return [
        Visit(day, edss, min((day - relapse for relapse in course[1] if relapse <= day), default=None))
        for day, edss in sorted(by_day.items())
    ]
