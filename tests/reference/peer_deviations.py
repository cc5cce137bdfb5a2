"""Which defects of pymsprog 1.0.7 make the difference in a cell; the numbers are of docs/reference/course.md.

A model of the peer (tests/reference/peer_model.py and its neighbours) has each defect as a switch. A cell is
named after the fewest defects with which the model finds exactly what the peer found, in every column, while
with all of them put right it finds exactly what we found. A difference of any other origin, such as a mistake
of ours, has no name, whatever defects touch the patient as well.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from itertools import combinations
from typing import Any

from ranvier.vocabulary.measures import EDSS, SDMT, Measure
from tests.reference.peer_course import listed
from tests.reference.peer_input import Person

Answer = Callable[[frozenset[str]], Any]
"""What a model finds with these defects."""

NO_DEFECT: frozenset[str] = frozenset()


def named(answer: Answer, possible: Iterable[str], expected: Any, found: Any) -> str:
    """The fewest of the *possible* defects that make *expected* of what we *found*; empty if none do."""
    if answer(NO_DEFECT) != found:
        return ""
    ordered = sorted(possible, key=lambda name: int(name[1:]))
    for count in range(1, len(ordered) + 1):
        for names in combinations(ordered, count):
            if answer(frozenset(names)) == expected:
                return "+".join(names)
    return ""


def possible_in_events(person: Person, measure: Measure, options: Mapping[str, Any]) -> list[str]:
    """The defects that the search for events can meet, by the patient's rows and the options alone."""
    rebases = bool(options.get("relapse_rebl"))
    slight = options.get("sub_threshold_rebl", "none") != "none"
    falls = measure == SDMT and (slight or (rebases and bool(options.get("bl_geq"))))
    rules = {
        "P5": rebases and list(person.onsets) != sorted(person.onsets),
        "P7": falls,
        "P8": len(listed(options.get("conf_days", 84))) > 1,
        "P9": measure != EDSS and any(step == 0 for _, _, step, _ in person.rows),
        "P10": measure != EDSS,
        "P11": person.has_parts_of_days,
        "P13": forgets_relapses(person, options.get("relapse_to_bl", 30)),
        "P18": bool(options.get("impute_last_visit")),
        "P20": True,
        "P24": options.get("event") == "first",
    }
    return [name for name, holds in rules.items() if holds]


def forgets_relapses(person: Person, distance: Any) -> bool:
    """Whether a relapse lies further before the first visit than *distance* asks."""
    first = min((row[0] for row in person.rows), default=0.0)
    return any(day < first - float(listed(distance)[0]) for day in person.onsets)
