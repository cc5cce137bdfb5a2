"""Slow twins of cognitive worsening, EDSS-plus and PIRA with MRI: one patient, plain lists."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from ranvier.definitions.cognitive_worsening import CognitiveWorsening
from ranvier.definitions.edss_plus import EdssPlus
from ranvier.definitions.pira_with_mri import MriWindowBegins, PiraWithMri
from ranvier.vocabulary.measures import Measure
from tests.reference.events import find_events

Days = tuple[int, int, int | None]
"""Days of reference, onset and confirmation."""


class Scan(NamedTuple):
    """One MRI; None: not read."""

    day: int
    new_t2: int | None
    gd_lesions: int | None


def events_by_day(visits, relapses, definition) -> list[Days]:
    """Confirmed worsening on one measure, visits as (day, score)."""
    return [
        (visits[event.reference][0], visits[event.onset][0], visits[event.confirmed][0])
        for event in find_events(visits, relapses, definition)
        if event.worse
    ]


def cognitive_worsening(
    tests: Sequence[tuple[int, float]], relapses: Sequence[int], definition: CognitiveWorsening
) -> list[Days]:
    """Falls of the SDMT from the highest of the first results on."""
    first = tests[: definition.practice_tests]
    start = max(range(len(first)), key=lambda n: (first[n][1], -n)) if first else 0
    return events_by_day(tests[start:], relapses, definition.worsening)


def edss_plus(
    results: Mapping[str, Sequence[tuple[int, float]]], relapses: Sequence[int], definition: EdssPlus
) -> tuple[bool | None, tuple[str, Days] | None]:
    """Whether a component worsened, and the first: its name and days; results by the name of the measure."""
    own = {component.name: _taken(component, results) for component in definition.components}
    found = []
    for order, component in enumerate(definition.components):
        for days in events_by_day(own[component.name], relapses, definition.worsening(component)):
            found.append((days[1], order, component.name, days))
    if found:
        _, _, name, days = min(found)
        return True, (name, days)
    is_whole = all(len(taken) >= 2 for taken in own.values())
    return (False if is_whole else None), None


def _taken(
    measure: Measure, results: Mapping[str, Sequence[tuple[int, float]]]
) -> Sequence[tuple[int, float]]:
    """The results of a measure; a timed test that took no time is none."""
    return [
        (day, value) for day, value in results.get(measure.name, []) if value or measure.unit != "seconds"
    ]


def mri_activity(days: Days, scans: Sequence[Scan], definition: PiraWithMri) -> str:
    """What the MRI around an event of these days show."""
    reference, onset, confirmed = days
    opens = reference if definition.begins is MriWindowBegins.REFERENCE else onset
    words = {
        _reading(scan, definition.without_contrast_counts)
        for scan in scans
        if opens - definition.days_before <= scan.day <= (confirmed or onset) + definition.days_after
    }
    return "active" if "active" in words else "not_active" if "not_active" in words else "unknown"


def _reading(scan: Scan, without_contrast_counts: bool) -> str:
    if (scan.new_t2 or 0) > 0 or (scan.gd_lesions or 0) > 0:
        return "active"
    is_read = scan.gd_lesions is not None or without_contrast_counts
    return "not_active" if scan.new_t2 is not None and is_read else "unread"
