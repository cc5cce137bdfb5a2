"""The general kernel on small courses: those of a peer, and those where we depart from it."""

import json
from pathlib import Path

import pytest

from ranvier.course.rules import change_rule
from ranvier.kernels import events
from ranvier.kernels.arrays import NO_VISIT
from ranvier.kernels.events import find_decisions, find_events
from ranvier.kernels.rules import PIRA, RAW, UNDEFINED, WORSE
from tests.properties.courses import relapse_arrays_of, visit_arrays_of
from tests.reference.peer_oracle import definition_of

MICRO = json.loads((Path(__file__).parents[2] / "oracles" / "course_micro.json").read_text(encoding="utf-8"))
RELATION = {RAW: "RAW", PIRA: "PIRA", UNDEFINED: "undefined"}


def events_of(case):
    """Events as the file writes them; without RAW and PIRA where the peer was not asked for them."""
    pairs = (visit.split(":") for visit in case["visits"].split())
    patient = [(int(day), float(score)) for day, score in pairs], sorted(case["relapses"])
    options = case["options"]
    labels = options.get("RAW_PIRA") or options.get("event") in ("firstPIRA", "firstRAW")
    visits = visit_arrays_of([patient])
    found = find_events(visits, relapse_arrays_of([patient]), change_rule(definition_of(options)))
    texts = []
    for row in range(len(found.onset)):
        kind = "CDW" if found.direction[row] == WORSE else "CDI"
        kind = RELATION.get(int(found.relation[row]), kind) if labels else kind
        confirmed = found.confirmed[row]
        when = "-" if confirmed == NO_VISIT else visits.day[confirmed]
        onset, reference = visits.day[found.onset[row]], visits.day[found.reference[row]]
        texts.append(f"{kind}@{onset} from {reference} confirmed {when}")
    return texts


@pytest.mark.parametrize("case", MICRO["cases"], ids=lambda case: f"{case['visits']} {case['options']}")
def test_the_events_are_those_on_file(case):
    assert events_of(case) == case["events"]


def test_relapses_in_any_order_give_the_same_events():
    # P5 of docs/reference/course.md: the peer's reference depends on the order of the relapse rows
    case = {
        "visits": "0:2 150:2 250:2 400:3 500:3 700:3 800:4 900:4",
        "options": {"event": "multiple", "baseline": "fixed", "relapse_rebl": True},
    }
    in_order, reversed_order = ({**case, "relapses": days} for days in ([100, 350, 600], [600, 350, 100]))
    assert events_of(in_order) == events_of(reversed_order)
    assert events_of(in_order)[0].startswith(
        "CDW@400 from 150"
    )  # the reference that the peer finds when sorted


def test_there_is_always_room_for_more_events():
    # every second visit half a point up and down from 6.0, confirmed at once: an event at nearly every visit
    patient = [(100 * number, 6.0 + 0.5 * (number // 2 % 2)) for number in range(60)], []
    options = {"event": "multiple", "baseline": "roving", "conf_days": 0, "conf_tol_days": [0, "inf"]}
    found = find_events(
        visit_arrays_of([patient] * 50),
        relapse_arrays_of([patient] * 50),
        change_rule(definition_of(options)),
    )
    assert (found.patient == 49).sum() == (found.patient == 0).sum() == 29


def test_nobody_has_no_events():
    found = find_events(visit_arrays_of([]), relapse_arrays_of([]), change_rule(definition_of({})))
    assert len(found.onset) == 0


def test_there_is_always_room_for_more_decisions(monkeypatch):
    patient = [(100 * number, 6.0 + 0.5 * (number // 2 % 2)) for number in range(60)], []
    options = {"event": "multiple", "baseline": "roving", "conf_days": 0, "conf_tol_days": [0, "inf"]}
    asked = (
        visit_arrays_of([patient] * 3),
        relapse_arrays_of([patient] * 3),
        change_rule(definition_of(options)),
    )
    expected = find_decisions(*asked)
    monkeypatch.setattr(events, "DECISIONS_PER_VISIT", 0)
    assert len(expected) > 3 * 29
    assert (find_decisions(*asked) == expected).all()
