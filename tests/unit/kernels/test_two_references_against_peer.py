"""Two references against EDSSProgression, cell by cell (validation/two_references.py)."""

import json
from collections import Counter

import pytest

from tests.reference.two_references import find_two_references
from tests.reference.two_references_peer import STORED, cells, definition_of

LETTER = {"raw": "R", "pira": "P", "pira_relapse_during_confirmation": "D", "undefined": "U"}


@pytest.fixture(scope="module")
def compared():
    return list(cells())


def test_every_cell_that_no_deviation_touches_is_identical(compared):
    untouched = [cell for cell in compared if not cell.deviation]
    assert len(untouched) > 10_000
    assert [cell for cell in untouched if not cell.is_identical] == []


def test_the_deviations_are_those_that_are_named(compared):
    assert set(Counter(cell.deviation for cell in compared if not cell.is_identical)) <= {"D1", "D2", "D3"}


def test_every_kind_of_event_is_among_them(compared):
    kinds = Counter(event[1] for cell in compared for event in cell.found[0])
    assert min(kinds[kind] for kind in "RPDU") > 300


def test_with_the_habits_of_the_peer_the_twin_finds_what_it_found():
    stored = json.loads(STORED.read_text(encoding="utf-8"))
    for case in stored["cases"]:
        definition = definition_of(case["settings"])
        for (visits, relapses), expected in zip(stored["patients"], case["found"], strict=True):
            course = [(day, score / 2) for day, score in visits]
            assert said(course, find_two_references(course, relapses, definition, as_peer=True)) == expected


def said(visits, found):
    """The twin's answer in the layout of the file."""
    events = [
        [
            visits[event.onset][0],
            LETTER[event.relation],
            round(event.score * 2),
            round(event.reference_score * 2),
            visits[event.last][0],
        ]
        for event in found.events
    ]
    references = [
        [
            [visits[visit][0], round(score * 2)]
            for visit, (why, score) in sorted(set_by.items())
            if why != "first visit"
        ]
        for set_by in (found.general, found.relapse)
    ]
    return [events, *references]
