"""The FS step: 792 sets of grades of a golden file, the rows among each other, and what rows say."""

from __future__ import annotations

import csv
from collections import Counter
from itertools import combinations_with_replacement, pairwise
from pathlib import Path

import pytest

from ranvier.vocabulary.edss import VALID_EDSS
from ranvier.vocabulary.scales.fs_step import FS_ROWS, fs_row
from ranvier.vocabulary.scales.functional_systems import SYSTEMS
from tests.reference import edss as plain

GOLDEN = Path(__file__).parents[2] / "oracles" / "edss_fs_steps.csv"

EVERY_SET = list(combinations_with_replacement(range(6), 7))


def golden() -> dict[tuple[int, ...], float]:
    lines = [line for line in GOLDEN.read_text(encoding="utf-8").splitlines() if not line.startswith("#")]
    return {
        tuple(int(grade) for grade in row["fs_multiset_converted"].split()): float(row["fs_step"])
        for row in csv.DictReader(lines)
    }


def test_all_792_sets_of_the_golden_file():
    expected = golden()
    assert len(expected) == 792
    assert {grades: fs_row(grades).step for grades in expected} == expected


def test_exactly_one_row_holds_for_any_grades():
    for grades in EVERY_SET:
        found = [grades.count(grade) for grade in range(1, 6)]
        assert sum(row.holds(found) for row in FS_ROWS) == 1


def test_every_row_is_needed():
    assert {fs_row(grades).id for grades in EVERY_SET} == {row.id for row in FS_ROWS}


def test_the_plain_chain_gives_the_same():
    assert all(fs_row(grades).step == plain.fs_step(grades) for grades in EVERY_SET)


def test_how_many_sets_lead_to_which_step():
    # counted in the golden file by its makers, and again here
    assert Counter(fs_row(grades).step for grades in EVERY_SET) == {
        0: 1, 1.0: 1, 1.5: 6, 2.0: 7, 2.5: 6, 3.0: 16, 3.5: 20, 4.0: 60, 4.5: 63, 5.0: 612,
    }  # fmt: skip


def test_half_a_point_is_no_step():
    assert {row.step for row in FS_ROWS} < set(VALID_EDSS)


def test_three_rows_are_not_printed_in_the_published_table():
    assert [row.id for row in FS_ROWS if not row.printed] == ["F3", "F5", "F12"]


@pytest.mark.parametrize("grades", [[0] * 6, [0] * 8, [0, 0, 0, 0, 0, 0, 6], [0, 0, 0, 0, 0, 0, -1]])
def test_what_is_no_set_of_converted_grades_is_refused(grades):
    with pytest.raises(ValueError, match="seven converted grades"):
        fs_row(grades)


def test_conversions_keep_the_order_of_grades():
    for system in SYSTEMS:
        assert all(low <= high for low, high in pairwise(system.converted))
        assert system.converted[0] == 0
