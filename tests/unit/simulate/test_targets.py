"""Published figures as data: complete, in order, and refused where they contradict themselves."""

from __future__ import annotations

import pytest

from ranvier.errors import RanvierError
from ranvier.simulate.parameters import Status
from ranvier.simulate.targets.target import GROUPS, read_targets, target_of

ENTRY = {
    "measures": "relapses a year",
    "published": 0.5,
    "unit": "per year",
    "lower": 0.4,
    "upper": 0.6,
    "band": "its sampling error",
    "study": "a study",
    "year": 2000,
    "status": "seen",
    "source": "S1",
    "setting": "untreated",
    "patients": "somebody",
}


def test_every_group_has_targets_and_every_key_is_its_own():
    targets = read_targets()
    assert {target.group for target in targets} == set(GROUPS)
    assert len({target.key for target in targets}) == len(targets)


def test_there_are_more_than_twenty_targets_of_each_way_of_knowing_them():
    targets = read_targets()
    assert len(targets) >= 22
    assert sum(target.status is Status.SEEN for target in targets) >= 22
    assert all(target.status is not Status.ASSUMED for target in targets)  # nobody's measurement is no target


def test_every_band_has_a_reason_and_every_figure_a_source():
    for target in read_targets():
        assert target.band, target.key
        assert target.source[0] in "SE", target.key
        assert target.study and target.patients and target.measures, target.key


def test_an_entry_is_read_as_it_stands():
    target = target_of("rate", "relapses", ENTRY)
    assert target.holds(0.4)
    assert target.holds(0.6)
    assert not target.holds(0.61)
    assert not target.holds(float("nan"))


@pytest.mark.parametrize(
    ("change", "problem"),
    [
        ({"published": 0.7}, "outside its band"),
        ({"colour": "red"}, "colour is no field"),
        ({"status": "heard"}, "heard"),
        ({"setting": "elsewhere"}, "elsewhere"),
    ],
)
def test_an_entry_that_contradicts_itself_is_refused(change, problem):
    with pytest.raises(RanvierError, match=problem):
        target_of("rate", "relapses", ENTRY | change)


def test_a_missing_field_is_refused_by_name():
    entry = {name: value for name, value in ENTRY.items() if name != "band"}
    with pytest.raises(RanvierError, match="band"):
        target_of("rate", "relapses", entry)
