"""Functional systems that score to the recorded EDSS."""

from __future__ import annotations

from itertools import permutations

import numpy as np
import pytest

from ranvier.definitions.rater_noise import LIVING_EDSS
from ranvier.errors import UsageError
from ranvier.simulate.scores.system_profiles import SystemProfiles, simulate_profiles
from ranvier.simulate.scores.system_styles import (
    FIRST_HIT,
    LIMITED_WALK_FROM,
    SYSTEM_STYLES,
    WALKING_FAILS_BY,
)
from ranvier.simulate.scores.system_tables import ways_of_walking
from ranvier.simulate.scores.systems import functional_systems_of, grades_of, walking_aids_of
from ranvier.vocabulary.scales.edss_arrays import edss_arrays
from ranvier.vocabulary.scales.edss_lookup import CODINGS
from ranvier.vocabulary.scales.fs_step import fs_row
from ranvier.vocabulary.scales.functional_systems import SYSTEMS
from ranvier.vocabulary.visits import AmbulationCoding
from tests.reference.edss import edss as plain_edss

STEPS = np.array(LIVING_EDSS)
PLACES = np.arange(len(STEPS))


def every_profile() -> SystemProfiles:
    """All orders that occur, by all styles, both ways of writing, all ways of walking in turn."""
    ranks = np.array(list(permutations(range(7))))
    fails = [[system.name for system in SYSTEMS].index(name) for name in WALKING_FAILS_BY]
    ways = np.meshgrid(range(len(SYSTEM_STYLES)), [0, 1], fails)
    style, higher, failing = (np.tile(grid.ravel(), len(ranks)) for grid in ways)
    n = len(style)
    return SystemProfiles(
        rank=np.repeat(ranks, n // len(ranks), axis=0),
        fails=failing,
        style=style,
        writes_higher=higher[:, None] * np.ones((1, 7), np.int64),
        walk=np.arange(n) * 5 % len(ways_of_walking()),
    )


def scores_of(found, coding: AmbulationCoding):
    grades = np.stack([found[system.column] for system in SYSTEMS]).astype(np.int8)
    walk = found["ambulation"].astype(np.int8)
    return edss_arrays(grades, walk, np.full(len(walk), CODINGS.index(coding), np.int8))


@pytest.mark.parametrize("coding", list(AmbulationCoding))
def test_every_step_of_every_profile_scores_to_itself_and_nothing_contradicts(coding) -> None:
    profiles = every_profile()
    # 7! orders by 4 styles, 2 ways of writing and 2 systems by which walking fails
    assert len(profiles.rank) == 5_040 * 4 * 2 * 2
    row, place = (grid.ravel() for grid in np.meshgrid(np.arange(len(profiles.rank)), PLACES, indexing="ij"))
    scored = scores_of(grades_of(profiles, row, place, coding), coding)
    np.testing.assert_array_equal(scored.ticks / 2, STEPS[place])
    assert not scored.flags.any()


@pytest.mark.parametrize("coding", list(AmbulationCoding))
def test_every_way_of_walking_with_every_style_scores_to_itself(coding) -> None:
    n_walks, n_styles = len(ways_of_walking()), len(SYSTEM_STYLES)
    walk, style = (grid.ravel() for grid in np.meshgrid(range(n_walks), range(n_styles)))
    n = len(walk)
    rank, none = np.tile([5, 4, 0, 1, 2, 3, 6], (n, 1)), np.zeros((n, 7), np.int64)
    profiles = SystemProfiles(rank, np.full(n, 2), style, none, walk)
    row, place = np.repeat(np.arange(n), len(STEPS)), np.tile(PLACES, n)
    scored = scores_of(grades_of(profiles, row, place, coding), coding)
    np.testing.assert_array_equal(scored.ticks / 2, STEPS[place])
    assert sum(share for share, _ in ways_of_walking()) == pytest.approx(1)


def test_the_plain_rule_scores_them_alike() -> None:
    # the slow twin of the scoring, one examination at a time
    edss = np.tile(STEPS, 40)
    found = functional_systems_of(edss, np.repeat(np.arange(40), len(STEPS)), 3)
    grades = np.column_stack([found[system.column] for system in SYSTEMS]).astype(int).tolist()
    walk = found["ambulation"].astype(int).tolist()
    slow = [plain_edss(raw, one, "neurostatus_16") for raw, one in zip(grades, walk, strict=True)]
    assert slow == edss.tolist()


@pytest.mark.parametrize("style", SYSTEM_STYLES, ids=lambda style: style.name)
def test_a_style_moves_step_by_step(style) -> None:
    rows = np.array([list(map(int, word)) for word in style.grades])
    assert rows.shape == (19, 7)
    assert (np.abs(np.diff(rows, axis=0)) > 0).sum(axis=1).max() <= 2
    assert (np.diff(rows, axis=1) <= 0).all()
    for edss, row in zip(STEPS, rows, strict=True):
        step = fs_row(row).step
        assert step == edss if edss <= 4.0 else step <= max(edss, 5.0)


def test_shares_of_styles_are_all_patients() -> None:
    assert sum(style.share for style in SYSTEM_STYLES) == pytest.approx(1)
    assert sum(share for _, share in LIMITED_WALK_FROM) < 1


def test_a_patient_keeps_a_profile() -> None:
    one, two = (functional_systems_of(np.full(500, 3.5), np.arange(500), 1) for _ in range(2))
    alone = functional_systems_of(np.array([2.0, 3.5, 2.0]), 17, 1)
    for name in one:
        np.testing.assert_array_equal(one[name], two[name])
        assert alone[name][1] == one[name][17]
        assert alone[name][0] == alone[name][2]
    changed = sum(alone[name][0] != alone[name][1] for name in one)
    assert 1 <= changed <= 7  # three steps of at most two systems each, and walking
    other = functional_systems_of(np.full(500, 3.5), np.arange(500), 2)
    assert any((other[name] != one[name]).any() for name in one)


def test_from_one_step_to_the_next_few_systems_change() -> None:
    found = functional_systems_of(np.tile(STEPS, (2_000, 1)), np.arange(2_000)[:, None], 1)
    grades = np.stack([found[system.column] for system in SYSTEMS])
    changed = (np.diff(grades, axis=2) != 0).sum(axis=0)
    assert changed.max() == 3
    assert (changed <= 2).mean() > 0.95
    assert np.abs(np.diff(grades, axis=2)).max() <= 4  # raw: visual 1 to 5 is converted 1 to 3


@pytest.mark.parametrize("coding", list(AmbulationCoding))
def test_grades_that_wander_keep_every_score_and_contradict_nothing(coding) -> None:
    edss, number = np.tile(STEPS, (3_000, 1)), np.arange(3_000)[:, None]
    visits = [functional_systems_of(edss, number, 1, coding, visit_day=day) for day in (0, 90, 180)]
    for found in visits:
        scored = scores_of({name: grades.ravel() for name, grades in found.items()}, coding)
        np.testing.assert_array_equal(scored.ticks / 2, edss.ravel())
        assert not scored.flags.any()
    changed = sum((visits[0][name] != visits[1][name]).astype(int) for name in visits[0])
    assert changed.max() == 4
    # 2.3 systems from one visit to the next at the same EDSS in the sample of source S256
    assert 1.0 < changed[:, 5:].mean() < 2.5
    assert (changed[:, 0] == 0).all()


def test_the_pyramidal_system_is_hit_first_most_often_and_walking_fails_by_it() -> None:
    profiles = simulate_profiles(np.arange(50_000), 1)
    first = (profiles.rank == 0).mean(axis=0)
    assert first.argmax() == 2
    assert first[2] == pytest.approx(0.22, abs=0.01)  # 2.2 of 10.0 in FIRST_HIT
    assert sum(FIRST_HIT.values()) == pytest.approx(10)
    assert (np.sort(profiles.rank, axis=1) == np.arange(7)).all()
    assert (profiles.fails == 2).mean() == pytest.approx(0.85, abs=0.01)


def test_gaps_stay_gaps_and_shapes_stay() -> None:
    found = functional_systems_of(np.array([[np.nan, 3.0]]), np.array([[1]]), 1)
    assert all(values.shape == (1, 2) and np.isnan(values[0, 0]) for values in found.values())


@pytest.mark.parametrize("edss", [0.5, 3.2, 10.0, -1.0])
def test_a_score_of_no_living_patient_is_refused(edss: float) -> None:
    with pytest.raises(UsageError, match="living patients"):
        functional_systems_of(np.array([3.0, edss]), 1, 1)


def test_aids_go_with_the_grade_of_walking() -> None:
    grades = np.array([0, 5, 6, 7, 8, 9, 10, 15])
    assert walking_aids_of(grades, AmbulationCoding.NEUROSTATUS_16).tolist() == [
        "none", "none", "unilateral", "bilateral", "unilateral", "bilateral", "wheelchair", "wheelchair"
    ]  # fmt: skip
    assert walking_aids_of(np.array([4, 5, 6, 7, 12]), AmbulationCoding.GRADES_13).tolist() == [
        "none", "unilateral", "bilateral", "wheelchair", "wheelchair"
    ]  # fmt: skip
