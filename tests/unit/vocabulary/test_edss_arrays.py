"""Every input there is: 518,616 raw grades of seven systems, by 17 and by 14 grades of ambulation."""

from __future__ import annotations

from collections import Counter
from functools import cache
from hashlib import sha256
from itertools import product

import numpy as np
import pytest

from ranvier.vocabulary.edss import VALID_EDSS
from ranvier.vocabulary.scales.edss_arrays import EdssScores, edss_arrays
from ranvier.vocabulary.scales.edss_convention import TABLE_AS_PRINTED, EdssConvention
from ranvier.vocabulary.scales.edss_flags import EdssFlag, flags_of_bits
from ranvier.vocabulary.scales.edss_lookup import CODINGS, NO_SCORE, NOT_GRADED, RULE_IDS
from ranvier.vocabulary.scales.edss_score import edss_of
from ranvier.vocabulary.scales.functional_systems import SYSTEMS, Grades
from ranvier.vocabulary.visits import AmbulationCoding
from tests.oracles.read import read_oracle
from tests.reference import edss as plain

NEUROSTATUS, THIRTEEN = AmbulationCoding
CONVENTIONS = [
    EdssConvention(),
    EdssConvention(floor_rule=True),
    EdssConvention(cerebral_1_counted=False),
    EdssConvention(kurtzke_500_m=True),
    EdssConvention(False, True, True),
]


@cache
def every_grade():
    return np.indices([system.highest_raw + 1 for system in SYSTEMS], np.int8).reshape(7, -1)


def scores(grades, ambulation, coding=NEUROSTATUS, convention=TABLE_AS_PRINTED) -> EdssScores:
    n = grades.shape[1]
    return edss_arrays(
        grades, np.full(n, ambulation, np.int8), np.full(n, CODINGS.index(coding), np.int8), convention
    )


def test_all_8_816_472_inputs_equal_the_plain_chain():
    grades = every_grade()
    # the chain runs on each of the 518,616 sets of raw grades, and on each step with each grade of ambulation
    steps = np.array([plain.fs_step(plain.converted(raw)) for raw in grades.T.tolist()])
    distinct, place = np.unique(steps, return_inverse=True)
    compared = 0
    for ambulation in range(17):
        expected = [2 * plain.edss_from(step, ambulation, "neurostatus_16") for step in distinct]
        found = scores(grades, ambulation)
        assert np.array_equal(found.ticks, np.array(expected)[place])
        compared += found.ticks.size
    assert compared == 8_816_472
    for ambulation in range(14):
        expected = [2 * plain.edss_from(step, ambulation, "grades_13") for step in distinct]
        assert np.array_equal(scores(grades, ambulation, THIRTEEN).ticks, np.array(expected)[place])


def test_all_inputs_equal_another_program():
    # what adobrasinovic/edss gives for each of them, as one digest: validation/edss_every_input.js
    expected = read_oracle("edss_every_input.json")
    digest, counts = sha256(), Counter()
    for ambulation in range(17):
        ticks = scores(every_grade(), ambulation).ticks
        digest.update(ticks.tobytes())
        counts.update(
            {f"{tick / 2:.1f}": int(n) for tick, n in zip(*np.unique(ticks, return_counts=True), strict=True)}
        )
    assert counts == expected["inputs_by_edss"]
    assert counts.total() == expected["n_inputs"] == 8_816_472
    assert digest.hexdigest() == expected["sha256"]


def test_only_the_twenty_valid_scores_come_out():
    found = {tick / 2 for a in range(17) for tick in np.unique(scores(every_grade(), a).ticks).tolist()}
    assert found == set(VALID_EDSS)


@pytest.mark.parametrize("convention", CONVENTIONS, ids=str)
def test_raising_a_grade_never_lowers_the_edss(convention):
    shape = [system.highest_raw + 1 for system in SYSTEMS]
    before = None
    for ambulation in range(17):
        ticks = scores(every_grade(), ambulation, convention=convention).ticks
        if ambulation in (0, 1, 2, 3, 4):  # from grade 4 on only the floor rule can tell two inputs apart
            cube = ticks.reshape(shape)
            assert all((np.diff(cube, axis=axis) >= 0).all() for axis in range(7))
        assert before is None or (ticks >= before).all()
        before = ticks


def test_the_floor_rule_changes_grade_6_only():
    grades = every_grade()
    six = (grades[2] == 6) | (grades[4] == 6)
    # 518,616 - 6/7 * 6/7 of them
    assert six.sum() == 137_592
    for ambulation in range(17):
        without, lifted = (
            scores(grades, ambulation, convention=EdssConvention(floor_rule=rule)).ticks
            for rule in (False, True)
        )
        changed = without != lifted
        assert np.array_equal(changed, six & (without < 12))
        assert (lifted[changed] == 12).all()


def test_cerebral_1_changes_seven_inputs():
    # by hand: cerebral 1 alone, and with grade 1 in one of the six other systems, walking without limit
    changed = [
        (
            scores(every_grade(), a).ticks != scores(every_grade(), a, convention=EdssConvention(False)).ticks
        ).sum()
        for a in range(17)
    ]
    assert changed == [7, *[0] * 16]


def test_how_many_inputs_an_error_of_another_calculator_touches():
    # walking tested before two systems of grade 4, at ambulation 1 and 2 together: 101,732 inputs, and before
    # six of grade 3: 156 (counted by running EDScalculator 0.3.0 in R on its distinct states)
    converted = np.stack(
        [np.array(system.converted)[raw] for system, raw in zip(SYSTEMS, every_grade(), strict=True)]
    )
    fives, fours, threes = ((converted == grade).sum(axis=0) for grade in (5, 4, 3))
    assert 2 * ((fives == 0) & (fours >= 2)).sum() == 101_732
    assert 2 * ((fives == 0) & (fours == 0) & (threes >= 6)).sum() == 156


@pytest.mark.parametrize("convention", CONVENTIONS, ids=str)
def test_arrays_and_single_scores_say_the_same(convention):
    rng = np.random.default_rng(11)
    n = 4_000
    grades = np.stack([rng.integers(-1, system.highest_raw + 1, n) for system in SYSTEMS]).astype(np.int8)
    grades[:, : n // 2] = np.maximum(grades[:, : n // 2], 0)
    coding = rng.integers(0, 2, n).astype(np.int8)
    ambulation = np.minimum(rng.integers(-1, 17, n), np.where(coding == 1, 13, 16)).astype(np.int8)
    found = edss_arrays(grades, ambulation, coding, convention)
    for i in range(n):
        raw = [None if grade == NOT_GRADED else int(grade) for grade in grades[:, i]]
        walk = None if ambulation[i] == NOT_GRADED else int(ambulation[i])
        one = edss_of(Grades(*raw), walk, CODINGS[coding[i]], convention)
        many = None if found.ticks[i] == NO_SCORE else found.ticks[i] / 2
        rule = None if found.rule[i] == NO_SCORE else RULE_IDS[found.rule[i]]
        assert (many, rule, flags_of_bits(int(found.flags[i]))) == (one.edss, one.rule, one.flags)


def test_what_no_list_has_leaves_a_row_without_a_score_and_others_alone():
    grades = np.zeros((7, 6), np.int8)
    grades[0, 1], grades[1, 2] = 7, -2
    ambulation = np.array([0, 0, 0, 14, 17, 3], np.int8)
    coding = np.array([0, 0, 0, 1, NOT_GRADED, NOT_GRADED], np.int8)
    found = edss_arrays(grades, ambulation, coding)
    assert found.ticks.tolist() == [0, *[NO_SCORE] * 5]
    assert [flags_of_bits(bits) for bits in found.flags.tolist()] == [
        (),
        (EdssFlag.IMPOSSIBLE_GRADE,),
        (EdssFlag.IMPOSSIBLE_GRADE,),
        (EdssFlag.IMPOSSIBLE_GRADE,),
        (EdssFlag.CODING_MISSING, EdssFlag.IMPOSSIBLE_GRADE),
        (EdssFlag.CODING_MISSING,),
    ]


def test_no_rows_give_no_scores():
    empty = np.zeros(0, np.int8)
    assert edss_arrays(np.zeros((7, 0), np.int8), empty, empty).ticks.size == 0


def test_every_rule_fires_somewhere():
    fired = {
        RULE_IDS[place]
        for coding, convention in product(AmbulationCoding, (CONVENTIONS[0], CONVENTIONS[1]))
        for ambulation in range(17 if coding is NEUROSTATUS else 14)
        for place in np.unique(scores(every_grade(), ambulation, coding, convention).rule).tolist()
    }
    # walking without limit asks for 0, as grade 0 of every system does: then the systems are named
    assert set(RULE_IDS) - fired == {"N0", "G0"}
