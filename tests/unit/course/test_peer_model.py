"""The model of pymsprog 1.0.7 by which differences are named: each defect alone finds what the peer finds.

The results of the peer were seen by running version 1.0.7 on these courses; those without a defect are ours.
"""

import pytest

from ranvier.vocabulary.measures import EDSS, MEASURES
from tests.reference.peer_deviations import NO_DEFECT, named, possible_in_events
from tests.reference.peer_input import Person
from tests.reference.peer_milestone_model import PeerMilestone
from tests.reference.peer_model import PeerModel
from tests.reference.peer_parts_model import PeerParts

EVERY = {"event": "multiple"}
ROVING = {"event": "multiple", "baseline": "roving"}
RAISED = {**ROVING, "relapse_rebl": True, "bl_geq": True, "skip_local_extrema": "all"}

# defect, measure, visits, relapses, options; class, day, day of the reference and of the last lower visit
# of each event: of the peer, and of ours
CASES = [
    (
        *("P5", "edss", "0:2 150:2 250:2 400:3 500:3 700:3 800:4 900:4", (600, 350, 100)),
        {**EVERY, "relapse_rebl": True},
        [("", 400, 0, 250), ("", 800, 700, 700)],
        [("", 400, 150, 250), ("", 800, 700, 700)],
    ),
    (
        *("P7", "sdmt", "0:50 84:48 168:48 252:45 336:45 420:45", ()),
        {**ROVING, "sub_threshold_rebl": "improvement"},
        [],
        [("", 252, 0, 0)],
    ),
    (
        *("P8", "edss", "0:2 84:3 168:3 252:4 336:4 420:4", ()),
        {**ROVING, "conf_days": [168, 84], "conf_tol_days": [7, 30]},
        [("", 84, 0, 0)],
        [("", 84, 0, 0), ("", 252, 168, 168)],
    ),
    ("P9", "nhpt", "0:0 84:0 168:0 252:0", (), EVERY, [("", 84, 0, 0)], []),
    ("P10", "t25fw", "0:4.0 84:4.8 168:4.8 252:4.8", (), {}, [], [("", 84, 0, 0)]),
    ("P11", "edss", "0:2 84.9:3 161.8:3", (), {}, [], [("", 84, 0, 0)]),
    (
        *("P13", "edss", "0:2 20:3 110:3 200:3", (-40,)),
        {**EVERY, "RAW_PIRA": True},
        [("PIRA", 20, 0, 0)],
        [("RAW", 20, 0, 0)],
    ),
    (
        *("P18", "edss", "0:2 84:2 168:2 252:3.5", ()),
        {**EVERY, "RAW_PIRA": True, "impute_last_visit": 1},
        [("PIRA", 252, 0, 168)],
        [("undefined", 252, 0, 168)],
    ),
    (
        *("P20", "edss", "0:4.5 229:3.5 260:3.5 435:3.5 835:3.5 919:3.5", ()),
        RAISED,
        [("", 229, 0, 0), ("", 835, 435, 0)],
        [("", 229, 0, 0), ("", 835, 435, 435)],
    ),
    (
        *("P24", "edss", "0:2 31:5.5 33:0 847:1 3408:0", (30,)),
        {"event": "first", "relapse_rebl": True, "relapse_to_bl": 0},
        [("", 33, 31, 31)],
        [("", 33, 0, 31)],
    ),
]


def person(visits, relapses):
    pairs = (visit.split(":") for visit in visits.split())
    return Person(tuple((float(day), float(score), float(score), True) for day, score in pairs), relapses)


def onsets(rows):
    """Class, day, day of the reference and of the last lower visit of each event."""
    return [(row[2], row[3], row[5], row[7]) for row in rows if row[0]]


@pytest.mark.parametrize("case", CASES, ids=[case[0] for case in CASES])
def test_each_defect_alone_makes_the_difference(case):
    defect, *_, peer, ours = case
    answer, possible = asked(case)
    expected, found = answer(frozenset({defect})), answer(NO_DEFECT)
    assert (onsets(expected), onsets(found)) == (peer, ours)
    assert named(answer, possible, expected, found) == defect


@pytest.mark.parametrize("case", CASES, ids=[case[0] for case in CASES])
def test_a_defect_excuses_no_other_difference(case):
    answer, possible = asked(case)
    expected, found = answer(frozenset({case[0]})), answer(NO_DEFECT)
    assert named(answer, possible, expected, changed(found)) == ""
    assert named(answer, possible, changed(expected), found) == ""


def asked(case):
    """What the model finds under any defects, and the defects that are possible."""
    _, measure, visits, relapses, options, _, _ = case
    patient = person(visits, relapses)

    def answer(defects):
        return PeerModel(patient, MEASURES[measure], options, defects).run()[0]

    return answer, possible_in_events(patient, MEASURES[measure], options)


def changed(rows):
    """The same rows, the last with another end of the record."""
    return [*rows[:-1], (*rows[-1][:9], rows[-1][9] + 1, *rows[-1][10:])]


@pytest.mark.parametrize(
    ("defect", "visits", "options", "peer", "ours"),
    [
        ("P14", "0:1 84:4 168:1 252:1 336:1", {"milestone": 4.0, "impute_last_visit": 1}, 84, None),
        ("P14", "0:5 84:5 168:6", {"milestone": 6.0, "impute_last_visit": 1}, None, 168),
        ("P15", "0:5 100:6 1500:6 1600:6", {"milestone": 6.0}, None, 1500),
    ],
)
def test_each_defect_of_milestones(defect, visits, options, peer, ours):
    for defects, day in ((frozenset({defect}), peer), (NO_DEFECT, ours)):
        found = PeerMilestone(person(visits, ()), EDSS, options, defects).run()
        assert (found[0] if found[3] else None) == day


@pytest.mark.parametrize(
    ("defect", "visits", "relapses", "options", "peer", "ours"),
    [
        ("P16", "-51:2 -31:3.5 45:4", (-50, 1), {}, [0, 1.5, 0], [0, 1.5, 2]),
        ("P23", "0:2 100:4 120:2", (60, 80), {}, [0, 4, 0], [0, 2, 0]),
    ],
)
def test_each_defect_of_parts(defect, visits, relapses, options, peer, ours):
    for defects, transient in ((frozenset({defect}), peer), (NO_DEFECT, ours)):
        found = PeerParts(person(visits, relapses), EDSS, options, defects).run()
        assert [row[3] for row in found] == transient


def test_p25_a_relapse_on_the_day_of_a_rise():
    for defects, associated in ((frozenset({"P25"}), [0, 0, 0, 0]), (NO_DEFECT, [0, 1, 1, 1])):
        patient = person("0:2 100:3 200:3 300:3", (100,))
        found = PeerParts(patient, EDSS, {"relapse_assoc": 0}, defects).run()
        assert [row[2] for row in found] == associated
