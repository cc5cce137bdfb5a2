"""The EDSS of one examination: worked examples, flags, gaps, and what wrong calculators make of them."""

from __future__ import annotations

import pytest

from ranvier.errors import DataFaults
from ranvier.vocabulary.scales.edss_convention import EdssConvention
from ranvier.vocabulary.scales.edss_flags import MEANINGS, EdssFlag
from ranvier.vocabulary.scales.edss_score import EdssScore, edss_of
from ranvier.vocabulary.scales.functional_systems import Grades
from ranvier.vocabulary.visits import AmbulationCoding

NEUROSTATUS, THIRTEEN = AmbulationCoding.NEUROSTATUS_16, AmbulationCoding.GRADES_13
FLOOR = EdssConvention(floor_rule=True)


def grades(text: str) -> Grades:
    """Visual, brainstem, pyramidal, cerebellar, sensory, bowel and bladder, cerebral; "." was not graded."""
    return Grades(*(None if digit == "." else int(digit) for digit in text))


def score(text: str, ambulation: int | None = 0, coding=NEUROSTATUS, **convention) -> EdssScore:
    return edss_of(grades(text), ambulation, coding, EdssConvention(**convention))


# agreed by two open implementations that were run on them (source S40), and small enough to check by hand
WORKED = [
    "0000000|0>0", "0000000|1>2.0", "1000000|0>1.0", "1100000|0>1.5", "0020000|0>2.0", "0022000|0>2.5",
    "0022200|0>3.0", "0222200|0>3.0", "0030000|0>3.0", "0032200|0>3.5", "0033000|0>3.5", "0222220|0>3.5",
    "0033200|0>4.0", "0232200|0>4.0", "0040000|0>4.0", "0042000|0>4.5", "0043300|0>4.5", "0343300|0>5.0",
    "0333330|0>4.5", "0333333|0>5.0", "6000000|0>4.0", "5000000|0>3.0", "3000000|0>2.0", "0000060|0>5.0",
    "0000050|0>4.0", "0000040|0>3.0", "0050000|0>5.0", "0020000|2>4.5", "0044000|2>5.0", "0030000|3>5.0",
    "1213142|1>4.0",
]  # fmt: skip


@pytest.mark.parametrize("example", WORKED)
def test_worked_examples(example):
    systems, rest = example.split("|")
    ambulation, edss = rest.split(">")
    assert score(systems, int(ambulation)).edss == float(edss)


@pytest.mark.parametrize(
    ("systems", "ambulation", "wrong", "right"),
    [
        ("0000054", 1, 4.0, 5.0),  # walking tested before two systems of grade 4
        ("0000054", 2, 4.5, 5.0),
        ("0333333", 1, 4.0, 5.0),  # walking tested before six systems of grade 3
        ("0343300", 0, 4.5, 5.0),  # one of 4 and three of 3: beyond 4.5
        ("0343333", 0, None, 5.0),  # one of 4 and five of 3: no row at all
        ("0042000", 0, 4.0, 4.5),  # 4.0 needs the other systems at 0 or 1
        ("0000000", 1, 4.0, 2.0),  # Kurtzke's 500 m taken for this list of grades
        ("0000030", 0, 2.0, 3.0),  # bowel and bladder 3 converted to 2
        ("0060000", 0, 6.0, 5.0),  # no EDSS below a system, without asking for that rule
        ("0222220", 0, 5.0, 3.5),  # five systems of grade 2 taken for 5.0
        ("4000000", 0, 4.0, 3.0),  # visual not converted below 5
        ("0000000", 10, 10.0, 7.0),  # the grade of ambulation taken for the EDSS
    ],
)
def test_what_wrong_calculators_give(systems, ambulation, wrong, right):
    found = score(systems, ambulation).edss
    assert found == right
    assert found != wrong


def test_the_rule_that_fired_is_named():
    assert score("0042000").rule == "F5"
    assert score("0000000", 1).rule == "N1"
    assert score("0020000", 1).rule == "F19"  # both ask for 2.0: the functional systems are named
    assert score("0000000", 6).rule == "N6"
    assert score("0000000", 6, THIRTEEN).rule == "G6"
    assert edss_of(grades("0060000"), 0, NEUROSTATUS, FLOOR).rule == "FLOOR"


def test_the_same_grade_of_ambulation_differs_between_the_lists():
    assert score("0032000", 6, NEUROSTATUS).edss == 6.0
    assert score("0032000", 6, THIRTEEN).edss == 6.5
    assert [score("0000000", grade, THIRTEEN).edss for grade in range(14)] == [
        0, 2, 4.5, 5, 5.5, 6, 6.5, 7, 7.5, 8, 8.5, 9, 9.5, 10,
    ]  # fmt: skip


def test_500_m_with_a_limit_is_a_choice():
    assert score("0010000", 1).edss == 2.0
    assert score("0010000", 1, kurtzke_500_m=True) == EdssScore(4.0, "N1")
    assert score("0010000", 0, kurtzke_500_m=True).edss == 1.0
    assert score("0000054", 1, kurtzke_500_m=True).edss == 5.0  # the calculator with this default gives 4.0


def test_cerebral_1_is_a_choice():
    assert score("0000001").edss == 1.0
    assert score("0000001", cerebral_1_counted=False).edss == 0.0
    assert score("0000002", cerebral_1_counted=False).edss == 2.0


@pytest.mark.parametrize("systems", ["0060000", "0000600"])
def test_the_floor_rule_lifts_grade_6_only_and_the_flag_stands_either_way(systems):
    plain, lifted = score(systems), score(systems, floor_rule=True)
    assert (plain.edss, lifted.edss) == (5.0, 6.0)
    assert EdssFlag.GRADE_6_WALKS in plain.flags
    assert EdssFlag.GRADE_6_WALKS in lifted.flags
    assert score("6000060", floor_rule=True).edss == 5.0
    assert score("0050000", floor_rule=True).edss == 5.0
    assert score(systems, 8, floor_rule=True) == score(systems, 8)


@pytest.mark.parametrize(
    ("systems", "ambulation", "flag", "holds"),
    [
        ("0050000", 2, EdssFlag.FS_5_WALKS_300_M, True),
        ("0050000", 3, EdssFlag.FS_5_WALKS_300_M, False),
        ("0000050", 2, EdssFlag.FS_5_WALKS_300_M, False),  # raw 5 is 4 converted
        ("0000060", 2, EdssFlag.FS_5_WALKS_300_M, True),
        ("0060000", 4, EdssFlag.GRADE_6_WALKS, True),
        ("0060000", 5, EdssFlag.GRADE_6_WALKS, False),
        ("0000300", 5, EdssFlag.AID_WITHOUT_LEG_SIGNS, True),
        ("0000300", 4, EdssFlag.AID_WITHOUT_LEG_SIGNS, False),
        ("0010300", 5, EdssFlag.AID_WITHOUT_LEG_SIGNS, False),
        ("0.00300", 5, EdssFlag.AID_WITHOUT_LEG_SIGNS, True),
        ("00.0300", 5, EdssFlag.AID_WITHOUT_LEG_SIGNS, False),
        ("0000000", 16, EdssFlag.AID_WITHOUT_LEG_SIGNS, False),  # nobody examined
        ("0043000", 0, EdssFlag.STEP_4_5_WALKS_FREELY, True),
        ("0043000", 1, EdssFlag.STEP_4_5_WALKS_FREELY, False),
        ("0040000", 0, EdssFlag.STEP_4_5_WALKS_FREELY, False),
    ],
)
def test_what_does_not_fit_together_is_flagged(systems, ambulation, flag, holds):
    assert (flag in score(systems, ambulation).flags) is holds


def test_gaps_leave_a_score_only_where_they_cannot_change_it():
    assert score("00.0000") == EdssScore(None, None, (EdssFlag.FS_MISSING,))
    assert score("00.0000", 4) == EdssScore(5.5, "N4", (EdssFlag.FS_MISSING,))
    assert score(".......", 3).edss == 5.0  # no functional system asks for more than 5.0
    assert score(".......", 2).edss is None
    assert score("0044.00").edss == 5.0  # beyond 5.0 by what is known
    assert score("0044.00", floor_rule=True).edss is None  # the gap could be sensory 6
    assert score(".......", 4, floor_rule=True).edss is None
    assert score("0044000", None) == EdssScore(None, None, (EdssFlag.AMBULATION_MISSING,))
    assert score(".......", None).flags == (EdssFlag.AMBULATION_MISSING, EdssFlag.FS_MISSING)


def test_impossible_grades_are_told_all_at_once_and_without_their_values():
    with pytest.raises(DataFaults) as told:
        edss_of(Grades(7, 6, 0, 0, 0, 0, -3), 14, THIRTEEN)
    shown = str(told.value)
    assert "4 grades are impossible" in shown
    for name in ("fs_visual", "fs_brainstem", "fs_cerebral", "ambulation"):
        assert name in shown
    assert "14" not in shown
    assert "-3" not in shown


@pytest.mark.parametrize("grade", [2.5, True, float("nan"), float("inf")])
def test_a_grade_is_a_whole_number(grade):
    with pytest.raises(DataFaults, match="1 grade is impossible"):
        edss_of(Grades(0, 0, grade, 0, 0, 0, 0), 0, NEUROSTATUS)


def test_every_flag_has_its_words():
    assert list(MEANINGS) == list(EdssFlag)
